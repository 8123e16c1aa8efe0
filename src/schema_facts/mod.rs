//! A schema as comparable facts, one a line: extensions, enumerations, functions, tables, columns, constraints, indexes …
//!
//! Owners, privileges, comments, function bodies and whatever belongs to an extension are no facts.

mod difference;
mod fact;
pub mod repair;

use std::collections::BTreeSet;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

pub use difference::{Difference, differences};
pub use fact::{Fact, Kind};

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
        Ok(Facts(facts.into_iter().map(|fact| on_one_line(fact.line)).filter(|line| !line.is_empty()).collect()))
    }

    /// The lines, sorted.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The facts, sorted; lines of another kind are nobody's.
    pub fn iter(&self) -> impl Iterator<Item = Fact<'_>> {
        self.lines().filter_map(Fact::parse)
    }

    /// The facts of one kind.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = Fact<'_>> {
        self.with_prefix(kind.name()).filter_map(Fact::parse).filter(move |fact| fact.kind == kind)
    }

    /// The same facts with the order of columns left out.
    pub fn without_positions(&self) -> Facts {
        Facts(self.iter().map(|fact| fact.without_position()).collect())
    }

    /// The facts that `leave_out` does not hold for.
    pub fn without(&self, leave_out: impl Fn(&Fact<'_>) -> bool) -> Facts {
        let kept = |line: &&str| Fact::parse(line).is_some_and(|fact| !leave_out(&fact));
        Facts(self.lines().filter(kept).map(str::to_owned).collect())
    }

    /// The names of tables, types, functions and extensions that the facts are about.
    pub fn owners(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|fact| fact.owner)
    }

    /// The names of tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.of_kind(Kind::Table).map(|fact| fact.name)
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

/// As many spaces, tabs and line ends as there are in a row as one space. The server could do that, and would take as long as for the rest.
fn on_one_line(fact: String) -> String {
    let space = |c: char| matches!(c, ' ' | '\t'..='\r');
    if !fact.contains("  ") && !fact.contains(|c| c != ' ' && space(c)) {
        return fact;
    }
    let mut line = String::with_capacity(fact.len());
    for c in fact.chars().map(|c| if space(c) { ' ' } else { c }) {
        if c != ' ' || !line.ends_with(' ') {
            line.push(c);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_is_one_line() {
        for (fact, line) in [
            ("table a", "table a"),
            ("view v  SELECT 1,\n    2\r\n", "view v SELECT 1, 2 "),
            ("default 'a\tb\u{a0}c'", "default 'a b\u{a0}c'"),
            ("", ""),
        ] {
            assert_eq!(on_one_line(fact.to_owned()), line);
        }
    }

    #[test]
    fn positions_are_dropped_from_columns_alone() {
        let facts = "column a.b #003 integer default ' #1 '::text\nconstraint a.b CHECK ((c <> ' #003 x'::text))\n";
        let without: Vec<String> = Facts::parse(facts).without_positions().lines().map(str::to_owned).collect();
        assert_eq!(
            without,
            ["column a.b integer default ' #1 '::text", "constraint a.b CHECK ((c <> ' #003 x'::text))"]
        );
    }

    #[test]
    fn prefixes_find_lines() {
        let facts = Facts::parse("column a.b #001 integer\ntable a\ntable ab\ntable b\n");
        assert_eq!(facts.tables().collect::<Vec<_>>(), ["a", "ab", "b"]);
        assert_eq!(facts.with_prefix("column a.b ").count(), 1);
        assert_eq!(facts.of_kind(Kind::Column).count(), 1);
        assert!(facts.has_table("a") && !facts.has_table("c"));
    }
}
