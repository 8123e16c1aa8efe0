//! All rows of a database.

use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Text};
use serde_json::Value;

use crate::support::Sql;
use crate::support::filler::{Row, Rows, catalog};

/// Rows as `to_jsonb` shows them, by table; without alembic_version.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot(pub Rows);

#[derive(QueryableByName)]
struct Table {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Jsonb)]
    rows: Value,
}

impl Snapshot {
    /// With one statement.
    pub fn take(connection: &mut PgConnection) -> Snapshot {
        let tables = catalog::read(connection);
        let selects = tables.keys().map(|name| {
            let select = Sql::new("SELECT ").json(name.as_str().into()).text(" #>> '{}' AS name, ");
            select.text("coalesce(jsonb_agg(to_jsonb(t)), '[]') AS rows FROM ").name(name).text(" AS t")
        });
        let query = Sql::default().list(selects.collect(), " UNION ALL ");
        let tables: Vec<Table> = query.load(connection).expect("all rows");
        let rows = |rows: Value| match rows {
            Value::Array(rows) => rows.into_iter().map(|row| serde_json::from_value(row).expect("a row")).collect(),
            other => panic!("rows are {other}"),
        };
        Snapshot(tables.into_iter().map(|table| (table.name, rows(table.rows))).collect())
    }

    /// The rows of a table; none where there is no such table.
    pub fn rows(&self, table: &str) -> &[Row] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }

    /// The row of a table with that value, where there is one.
    pub fn find(&self, table: &str, column: &str, value: &Value) -> Option<&Row> {
        self.rows(table).iter().find(|row| &row[column] == value)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }
}
