//! The catalogue of the connected database, in one query.

use std::collections::BTreeMap;
use std::sync::Arc;

use diesel::deserialize::QueryableByName;
use diesel::sql_types::{Array, Nullable, Text};
use diesel::{PgConnection, QueryResult, RunQueryDsl, sql_query};
use serde::Deserialize;

use super::{Catalog, Check, Column, ForeignKey, Identity, Key, Kind, Table};

/// What the query gives, as JSON.
#[derive(Deserialize)]
struct Answer {
    names: Vec<String>,
    columns: Vec<ColumnRow>,
    keys: Vec<KeyRow>,
    foreign_keys: Vec<ForeignKeyRow>,
    checks: Vec<CheckRow>,
    has_deferrable: bool,
    is_utf8: bool,
}

#[derive(Deserialize)]
struct ColumnRow {
    table_name: String,
    name: String,
    definition: String,
    base: String,
    not_null: bool,
    default_sql: Option<String>,
    generated: bool,
    identity: String,
    sequence: Option<String>,
    labels: Option<Vec<String>>,
}

#[derive(Deserialize)]
struct KeyRow {
    table_name: String,
    name: String,
    columns: Vec<String>,
    predicate: Option<String>,
    nulls_distinct: bool,
    is_primary: bool,
}

#[derive(Deserialize)]
struct ForeignKeyRow {
    table_name: String,
    columns: Vec<String>,
    target: String,
    referenced: Vec<String>,
}

#[derive(Deserialize)]
struct CheckRow {
    table_name: String,
    name: String,
    expression: String,
}

impl Catalog {
    /// Reads the tables of schema `public`. Names in expressions are qualified unless they are found without, so what is read with
    /// one `search_path` is to be used with the same. Of those that are not `wanted`, and that none of these points to, only the name:
    /// all others take twenty times as long.
    pub fn read(connection: &mut PgConnection, wanted: Option<&[String]>) -> QueryResult<Catalog> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            catalog: String,
        }
        let row: Row = sql_query(QUERY).bind::<Nullable<Array<Text>>, _>(wanted).get_result(connection)?;
        let answer = serde_json::from_str(&row.catalog);
        Ok(Catalog::of(answer.map_err(|error| diesel::result::Error::DeserializationError(error.into()))?))
    }

    fn of(answer: Answer) -> Catalog {
        let without_columns = |name: String| {
            let table = Table {
                name: name.clone(),
                columns: Vec::new(),
                keys: Vec::new(),
                foreign_keys: Vec::new(),
                checks: Vec::new(),
            };
            (name, table)
        };
        let mut tables: BTreeMap<String, Table> = answer.names.into_iter().map(without_columns).collect();
        for row in answer.columns {
            let labels: Option<Arc<[String]>> = row.labels.map(Arc::from);
            let Some(table) = tables.get_mut(&row.table_name) else { continue };
            table.columns.push(Column {
                kind: Kind::parse(&row.definition, &|_| labels.clone()),
                name: row.name,
                base: row.base,
                not_null: row.not_null,
                default: row.default_sql,
                generated: row.generated,
                identity: match &*row.identity {
                    "a" => Some(Identity::Always),
                    "d" => Some(Identity::ByDefault),
                    _ => None,
                },
                sequence: row.sequence,
            });
        }
        for row in answer.keys {
            let Some(table) = tables.get_mut(&row.table_name) else { continue };
            table.keys.push(Key {
                name: row.name,
                columns: positions(table, &row.columns),
                predicate: row.predicate,
                nulls_distinct: row.nulls_distinct,
                primary: row.is_primary,
            });
        }
        for row in answer.foreign_keys {
            let Some(table) = tables.get_mut(&row.table_name) else { continue };
            table.foreign_keys.push(ForeignKey {
                columns: positions(table, &row.columns),
                table: row.target,
                referenced: row.referenced,
            });
        }
        for row in answer.checks {
            if let Some(table) = tables.get_mut(&row.table_name) {
                table.checks.push(Check { name: row.name, expression: row.expression });
            }
        }
        Catalog { tables, has_deferrable: answer.has_deferrable, is_utf8: answer.is_utf8 }
    }
}

fn positions(table: &Table, names: &[String]) -> Vec<usize> {
    names.iter().filter_map(|name| table.column(name)).collect()
}

// A type outside pg_catalog is named with its schema, whatever search_path says. indnullsnotdistinct is there from PostgreSQL 15 on.
const QUERY: &str = "
    WITH tables AS MATERIALIZED (
        SELECT c.oid, c.relname::text AS table_name
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
    ), named AS MATERIALIZED (
        SELECT oid, table_name FROM tables WHERE $1 IS NULL OR table_name = ANY ($1)
    ), wanted AS MATERIALIZED (
        SELECT oid, table_name FROM named
         UNION
        SELECT r.oid, r.table_name FROM named c
          JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f' JOIN tables r ON r.oid = k.confrelid
    ), columns AS (
        SELECT c.table_name, a.attname AS name, pg_catalog.format_type(a.atttypid, a.atttypmod) AS definition,
               CASE n.nspname WHEN 'pg_catalog' THEN pg_catalog.format_type(a.atttypid, -1)
                              ELSE pg_catalog.format('%I.%I', n.nspname, t.typname) END AS base,
               a.attnotnull AS not_null, a.attgenerated <> '' AS generated, a.attidentity AS identity,
               CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END AS default_sql,
               CASE WHEN a.attidentity <> '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'
                    THEN pg_catalog.pg_get_serial_sequence(pg_catalog.format('%I.%I', 'public', c.table_name), a.attname)
                     END AS sequence,
               (SELECT pg_catalog.json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e
                 WHERE e.enumtypid = CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem ELSE t.oid END) AS labels
          FROM wanted c
          JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
          JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
          LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         ORDER BY c.table_name, a.attnum
    ), keys AS (
        SELECT c.table_name, i.relname AS name, x.indisprimary AS is_primary,
               pg_catalog.pg_get_expr(x.indpred, x.indrelid) AS predicate,
               COALESCE(pg_catalog.to_jsonb(x) ->> 'indnullsnotdistinct', 'false') = 'false' AS nulls_distinct,
               CASE WHEN 0 = ANY (x.indkey::smallint[]) THEN '{}' ELSE
                   ARRAY(SELECT a.attname::text
                           FROM pg_catalog.unnest(x.indkey::smallint[]) WITH ORDINALITY AS k (number, place)
                           JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                          WHERE k.place <= x.indnkeyatts ORDER BY k.place) END AS columns
          FROM pg_catalog.pg_index x
          JOIN wanted c ON c.oid = x.indrelid
          JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
         WHERE x.indisunique AND x.indisvalid
         ORDER BY c.table_name, x.indisprimary DESC, x.indpred IS NOT NULL, i.relname
    ), foreign_keys AS (
        SELECT c.table_name, r.table_name AS target,
               ARRAY(SELECT a.attname FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (number, place)
                       JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number ORDER BY u.place) AS columns,
               ARRAY(SELECT a.attname FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u (number, place)
                       JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = u.number ORDER BY u.place) AS referenced
          FROM pg_catalog.pg_constraint k
          JOIN wanted c ON c.oid = k.conrelid
          JOIN tables r ON r.oid = k.confrelid
         WHERE k.contype = 'f'
         ORDER BY c.table_name, k.conname
    ), checks AS (
        SELECT c.table_name, k.conname AS name, pg_catalog.pg_get_expr(k.conbin, k.conrelid) AS expression
          FROM pg_catalog.pg_constraint k
          JOIN wanted c ON c.oid = k.conrelid
         WHERE k.contype = 'c'
         ORDER BY c.table_name, k.conname
    )
    SELECT pg_catalog.json_build_object(
        'names', COALESCE((SELECT pg_catalog.json_agg(table_name) FROM tables), '[]'),
        'columns', COALESCE((SELECT pg_catalog.json_agg(t) FROM columns t), '[]'),
        'keys', COALESCE((SELECT pg_catalog.json_agg(t) FROM keys t), '[]'),
        'foreign_keys', COALESCE((SELECT pg_catalog.json_agg(t) FROM foreign_keys t), '[]'),
        'is_utf8', pg_catalog.getdatabaseencoding() = 'UTF8',
        'has_deferrable', EXISTS (SELECT FROM pg_catalog.pg_constraint k JOIN tables c ON c.oid = k.conrelid WHERE k.condeferrable),
        'checks', COALESCE((SELECT pg_catalog.json_agg(t) FROM checks t), '[]'))::text AS catalog";
