//! What the catalogue says of the tables that are to be filled.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use serde::Deserialize;

/// A table.
#[derive(Clone, Debug, Deserialize)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    pub unique: Vec<Unique>,
    pub foreign: Vec<Foreign>,
    /// Boolean expressions, none of which may be false.
    pub checks: Vec<String>,
}

/// A column.
#[derive(Clone, Debug, Deserialize)]
pub struct Column {
    pub name: String,
    /// The name of its type; of an array, of its elements.
    pub kind: String,
    pub array: bool,
    /// At most so many characters.
    pub length: Option<usize>,
    /// Of a number with a precision: at most so many digits before the point.
    pub digits: Option<u32>,
    pub not_null: bool,
    /// The members of an enumeration.
    pub labels: Vec<String>,
}

/// A unique index; NULLs are distinct.
#[derive(Clone, Debug, Deserialize)]
pub struct Unique {
    pub primary: bool,
    /// NULLS NOT DISTINCT.
    pub nulls_are_equal: bool,
    pub columns: Vec<String>,
    /// Of a partial one: the rows it is about.
    pub predicate: Option<String>,
}

/// A foreign key.
#[derive(Clone, Debug, Deserialize)]
pub struct Foreign {
    pub columns: Vec<String>,
    pub table: String,
    pub references: Vec<String>,
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The columns of the primary key.
    pub fn primary_key(&self) -> Option<&[String]> {
        self.unique.iter().find(|unique| unique.primary).map(|unique| unique.columns.as_slice())
    }

    /// Whether a row may do without the foreign key.
    pub fn optional(&self, foreign: &Foreign) -> bool {
        foreign.columns.iter().any(|name| self.column(name).is_some_and(|column| !column.not_null))
    }
}

/// All tables but alembic_version, by name.
pub fn read(connection: &mut PgConnection) -> BTreeMap<String, Table> {
    #[derive(QueryableByName)]
    struct Catalog {
        #[diesel(sql_type = Jsonb)]
        document: serde_json::Value,
    }
    let catalog: Catalog =
        diesel::sql_query(include_str!("catalog.sql")).get_result(connection).expect("the catalogue");
    let tables: Vec<Table> = serde_json::from_value(catalog.document).expect("tables");
    tables.into_iter().map(|table| (table.name.clone(), table)).collect()
}
