//! The catalogue of the connected database, in four queries.

use std::collections::BTreeMap;
use std::sync::Arc;

use diesel::deserialize::QueryableByName;
use diesel::sql_types::{Array, Bool, Nullable, Text};
use diesel::{PgConnection, QueryResult, RunQueryDsl, sql_query};

use super::{Catalog, Check, Column, ForeignKey, Identity, Key, Kind, Table};

#[derive(QueryableByName)]
struct ColumnRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    definition: String,
    #[diesel(sql_type = Text)]
    base: String,
    #[diesel(sql_type = Bool)]
    not_null: bool,
    #[diesel(sql_type = Nullable<Text>)]
    default_sql: Option<String>,
    #[diesel(sql_type = Bool)]
    generated: bool,
    #[diesel(sql_type = Text)]
    identity: String,
    #[diesel(sql_type = Nullable<Text>)]
    sequence: Option<String>,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    labels: Option<Vec<String>>,
}

#[derive(QueryableByName)]
struct KeyRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Array<Text>)]
    columns: Vec<String>,
    #[diesel(sql_type = Nullable<Text>)]
    predicate: Option<String>,
    #[diesel(sql_type = Bool)]
    nulls_distinct: bool,
    #[diesel(sql_type = Bool)]
    is_primary: bool,
}

#[derive(QueryableByName)]
struct ForeignKeyRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Array<Text>)]
    columns: Vec<String>,
    #[diesel(sql_type = Text)]
    target: String,
    #[diesel(sql_type = Array<Text>)]
    referenced: Vec<String>,
}

#[derive(QueryableByName)]
struct CheckRow {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    expression: String,
}

impl Catalog {
    /// Reads the tables of schema `public`. Expressions come without the schema's name when `search_path` has it.
    pub fn read(connection: &mut PgConnection) -> QueryResult<Catalog> {
        let mut tables: BTreeMap<String, Table> = BTreeMap::new();
        for row in sql_query(COLUMNS).load::<ColumnRow>(connection)? {
            let labels: Option<Arc<[String]>> = row.labels.map(Arc::from);
            let table = tables.entry(row.table_name).or_insert_with_key(|name| Table {
                name: name.clone(),
                columns: Vec::new(),
                keys: Vec::new(),
                foreign_keys: Vec::new(),
                checks: Vec::new(),
            });
            table.columns.push(Column {
                kind: Kind::parse(&row.definition, &|_| labels.clone()),
                name: row.name,
                definition: row.definition,
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
        for row in sql_query(KEYS).load::<KeyRow>(connection)? {
            let Some(table) = tables.get_mut(&row.table_name) else { continue };
            table.keys.push(Key {
                columns: positions(table, &row.columns),
                name: row.name,
                predicate: row.predicate,
                nulls_distinct: row.nulls_distinct,
                primary: row.is_primary,
            });
        }
        for row in sql_query(FOREIGN_KEYS).load::<ForeignKeyRow>(connection)? {
            let Some(table) = tables.get_mut(&row.table_name) else { continue };
            table.foreign_keys.push(ForeignKey {
                columns: positions(table, &row.columns),
                name: row.name,
                table: row.target,
                referenced: row.referenced,
            });
        }
        for row in sql_query(CHECKS).load::<CheckRow>(connection)? {
            if let Some(table) = tables.get_mut(&row.table_name) {
                table.checks.push(Check { name: row.name, expression: row.expression });
            }
        }
        Ok(Catalog { tables })
    }
}

fn positions(table: &Table, names: &[String]) -> Vec<usize> {
    names.iter().filter_map(|name| table.column(name)).collect()
}

const COLUMNS: &str = "
    SELECT c.relname::text AS table_name, a.attname::text AS name,
           format_type(a.atttypid, a.atttypmod) AS definition, format_type(a.atttypid, -1) AS base,
           a.attnotnull AS not_null, a.attgenerated <> '' AS generated, a.attidentity::text AS identity,
           CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS default_sql,
           CASE WHEN a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'
                THEN pg_get_serial_sequence(format('%I.%I', 'public', c.relname), a.attname) END AS sequence,
           (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e
             WHERE e.enumtypid = CASE WHEN t.typelem <> 0 AND t.typlen = -1 THEN t.typelem ELSE t.oid END) AS labels
      FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
     ORDER BY c.relname, a.attnum";

// indnullsnotdistinct is there from PostgreSQL 15 on.
const KEYS: &str = "
    SELECT c.relname::text AS table_name, i.relname::text AS name, x.indisprimary AS is_primary,
           pg_get_expr(x.indpred, x.indrelid) AS predicate,
           COALESCE(to_jsonb(x) ->> 'indnullsnotdistinct', 'false') = 'false' AS nulls_distinct,
           CASE WHEN 0 = ANY (x.indkey::smallint[]) THEN '{}' ELSE
               ARRAY(SELECT a.attname::text
                       FROM unnest(x.indkey::smallint[]) WITH ORDINALITY AS k (number, place)
                       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
                      WHERE k.place <= x.indnkeyatts ORDER BY k.place) END AS columns
      FROM pg_index x
      JOIN pg_class c ON c.oid = x.indrelid
      JOIN pg_class i ON i.oid = x.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND x.indisunique AND x.indisvalid
     ORDER BY c.relname, x.indisprimary DESC, x.indpred IS NOT NULL, i.relname";

const FOREIGN_KEYS: &str = "
    SELECT c.relname::text AS table_name, k.conname::text AS name, r.relname::text AS target,
           ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
                   JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.number ORDER BY u.place) AS columns,
           ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u (number, place)
                   JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = u.number ORDER BY u.place) AS referenced
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_class r ON r.oid = k.confrelid
     WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace AND r.relnamespace = 'public'::regnamespace
     ORDER BY c.relname, k.conname";

const CHECKS: &str = "
    SELECT c.relname::text AS table_name, k.conname::text AS name, pg_get_expr(k.conbin, k.conrelid) AS expression
      FROM pg_constraint k
      JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'c' AND c.relnamespace = 'public'::regnamespace
     ORDER BY c.relname, k.conname";
