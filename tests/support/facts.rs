//! The facts of a schema, read as their definition reads them (schema-facts.sql), not as the program does.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;

/// Facts, one a line.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Facts(BTreeSet<String>);

impl Facts {
    /// Reads lines.
    pub fn parse(text: &str) -> Facts {
        Facts(text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect())
    }

    /// Asks a database.
    pub fn of(connection: &mut PgConnection) -> Facts {
        #[derive(QueryableByName)]
        struct Fact {
            #[diesel(sql_type = Text)]
            line: String,
        }
        let (set, query) = include_str!("schema-facts.sql").split_once(";\n").expect("SET, then a query");
        // Within the caller's transaction, if there is one.
        let before = super::database::value(connection, "current_setting('search_path')");
        connection.batch_execute(set).expect("SET search_path");
        let query =
            query.replace("SELECT regexp_replace(line,", "SELECT line FROM (SELECT regexp_replace(line,").replace(
                "FROM facts ORDER BY line COLLATE \"C\";",
                "AS line FROM facts) AS all_facts ORDER BY line COLLATE \"C\"",
            );
        let facts: Vec<Fact> = diesel::sql_query(query).load(connection).expect("facts");
        connection.batch_execute(&format!("SET search_path = {before}")).expect("SET search_path");
        Facts(facts.into_iter().map(|fact| fact.line).collect())
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines, sorted.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The names of tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.lines().filter_map(|line| line.strip_prefix("table "))
    }

    /// The same with the order of columns left out: they come in another order after an upgrade.
    pub fn without_positions(&self) -> Facts {
        Facts(self.lines().map(without_position).collect())
    }

    /// What one has and the other has not.
    pub fn differences(&self, found: &Facts) -> Vec<String> {
        let missing = self.0.difference(&found.0).map(|fact| format!("missing: {fact}"));
        missing.chain(found.0.difference(&self.0).map(|fact| format!("unexpected: {fact}"))).collect()
    }
}

/// `column users.email #003 …` → `column users.email …`
fn without_position(line: &str) -> String {
    let mut words = line.splitn(4, ' ');
    match (words.next(), words.next(), words.next(), words.next()) {
        (Some("column"), Some(name), Some(position), Some(rest)) if position.starts_with('#') => {
            format!("column {name} {rest}")
        }
        _ => line.to_owned(),
    }
}
