//! A schema as comparable facts, one a line: extensions, enumerations, functions, tables, columns, constraints, indexes …
//!
//! Owners, privileges, comments, function bodies and whatever belongs to an extension are no facts.

mod difference;
pub mod repair;

use std::collections::BTreeSet;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

pub(crate) use difference::owner;
pub use difference::{Difference, differences};

/// The facts of a database, or those that a release's database has.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Facts(BTreeSet<String>);

impl Facts {
    /// Reads facts from text, one a line.
    pub fn parse(text: &str) -> Self {
        Facts(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }

    /// Asks the database, with one query. Names of `public` and of the schemas of extensions are not qualified, as in the facts of
    /// releases.
    pub fn read(connection: &mut PgConnection) -> QueryResult<Self> {
        #[derive(QueryableByName)]
        struct Fact {
            #[diesel(sql_type = Text)]
            line: String,
        }
        let facts = diesel::sql_query(include_str!("query.sql")).load::<Fact>(connection)?;
        Ok(Facts(facts.into_iter().map(|fact| fact.line).collect()))
    }

    /// The lines, sorted.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The same facts with the order of columns left out.
    pub fn without_positions(&self) -> Facts {
        Facts(self.lines().map(without_position).collect())
    }

    /// The facts that `leave_out` does not hold for.
    pub fn without(&self, leave_out: impl Fn(&str) -> bool) -> Facts {
        Facts(self.0.iter().filter(|line| !leave_out(line)).cloned().collect())
    }

    /// The names of tables, types, functions and extensions that the facts are about.
    pub fn owners(&self) -> impl Iterator<Item = &str> {
        self.lines().map(owner)
    }

    /// The names of tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.with_prefix("table ").filter_map(|line| line.strip_prefix("table "))
    }

    /// Whether there is a table of that name.
    pub fn has_table(&self, name: &str) -> bool {
        self.0.contains(&format!("table {name}"))
    }

    /// The lines that begin with `prefix`.
    pub fn with_prefix<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.range(prefix.to_owned()..).map(String::as_str).take_while(move |line| line.starts_with(prefix))
    }
}

/// A line without the position of a column in its table: columns come in another order after an upgrade.
pub fn without_position(line: &str) -> String {
    let name = difference::key(line);
    let rest = line.strip_prefix(name).unwrap_or_default();
    match rest.strip_prefix(" #").and_then(|rest| rest.split_once(' ')) {
        Some((position, definition)) if line.starts_with("column ") && position.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{name} {definition}")
        }
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_dropped_from_columns_alone() {
        assert_eq!(without_position("column a.b #003 integer not null"), "column a.b integer not null");
        assert_eq!(
            without_position("constraint a.b CHECK ((c <> ' #003 x'::text))"),
            "constraint a.b CHECK ((c <> ' #003 x'::text))"
        );
        assert_eq!(
            without_position("column a.b integer default ' #1 '::text"),
            "column a.b integer default ' #1 '::text"
        );
    }

    #[test]
    fn prefixes_find_lines() {
        let facts = Facts::parse("column a.b #001 integer\ntable a\ntable ab\ntable b\n");
        assert_eq!(facts.tables().collect::<Vec<_>>(), ["a", "ab", "b"]);
        assert_eq!(facts.with_prefix("column a.b ").count(), 1);
        assert!(facts.has_table("a") && !facts.has_table("c"));
    }
}
