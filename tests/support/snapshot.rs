//! All rows of a database.

use diesel::prelude::*;
use diesel::sql_types::{Jsonb, Text};
use serde_json::Value;

use super::Sql;
use super::filler::{Row, Rows, catalog};

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

/// `to_jsonb` shows the JSON value null as it shows NULL; here it becomes a text.
fn tell_json_null(select: Sql, column: &str) -> Sql {
    let select = select.text(" || CASE WHEN t.").name(column).text(" = 'null' THEN jsonb_build_object(");
    select.json(column.into()).text(" #>> '{}', 'JSON null') ELSE '{}' END")
}

impl Snapshot {
    /// With one statement.
    pub fn take(connection: &mut PgConnection) -> Snapshot {
        let tables = catalog::read(connection);
        let selects = tables.values().map(|table| {
            let name = table.name.as_str();
            let select =
                Sql::new("SELECT ").json(name.into()).text(" #>> '{}' AS name, coalesce(jsonb_agg(to_jsonb(t)");
            let json = table.columns.iter().filter(|column| column.kind == "jsonb" && !column.array);
            let select = json.fold(select, |select, column| tell_json_null(select, &column.name));
            select.text("), '[]') AS rows FROM ").name(name).text(" AS t")
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
