//! Statements whose names are known only at run time, their identifiers quoted by Diesel.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{Jsonb, Untyped};
use diesel::{QueryResult, RunQueryDsl};
use serde_json::Value;

/// A statement in the making.
#[derive(Clone, Debug, Default)]
pub struct Sql(Vec<Part>);

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Name(String),
    Json(Value),
}

impl Sql {
    /// Begins with SQL.
    pub fn new(text: impl Into<String>) -> Sql {
        Sql::default().text(text)
    }

    /// Goes on with SQL: literals of the tests, and expressions that the server itself printed.
    pub fn text(mut self, text: impl Into<String>) -> Sql {
        self.0.push(Part::Text(text.into()));
        self
    }

    /// Goes on with an identifier.
    pub fn name(mut self, name: impl Into<String>) -> Sql {
        self.0.push(Part::Name(name.into()));
        self
    }

    /// Goes on with several parts and something between them.
    pub fn list(mut self, parts: Vec<Sql>, between: &str) -> Sql {
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                self.0.push(Part::Text(between.to_owned()));
            }
            self.0.extend(part.0);
        }
        self
    }

    /// Goes on with a parameter of type jsonb.
    pub fn json(mut self, value: Value) -> Sql {
        self.0.push(Part::Json(value));
        self
    }
}

impl QueryFragment<Pg> for Sql {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_sql(text),
                Part::Name(name) => out.push_identifier(name)?,
                Part::Json(value) => out.push_bind_param::<Jsonb, _>(value)?,
            }
        }
        Ok(())
    }
}

impl QueryId for Sql {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for Sql {
    type SqlType = Untyped;
}

impl<Conn> RunQueryDsl<Conn> for Sql {}
