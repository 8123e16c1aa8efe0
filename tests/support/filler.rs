//! Fills any schema with valid rows, several in every table, from a seed: what is valid is known from the catalogue alone, what is
//! likely from the names of columns ([`values`]) and from a release's column rules.
//!
//! Foreign keys are honoured, also of several columns, to the table itself and in cycles through nullable columns; unique
//! indexes, also partial ones; lengths. Check constraints and the predicates of partial indexes are asked of the server:
//! candidates that they refuse are thrown away. Every member of every enumeration is used, also of those that are text.

pub mod catalog;
pub mod values;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use diesel::prelude::*;
use diesel::sql_types::{Array, Bool};
use serde_json::{Map, Value};

use super::Sql;
use catalog::{Column, Foreign, Table};
use values::Dice;

/// A row: column → value, as `to_jsonb` shows it.
pub type Row = Map<String, Value>;
/// All rows, by table.
pub type Rows = BTreeMap<String, Vec<Row>>;

/// What kind of rows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Manner {
    /// As a manager would have written them: references lead somewhere, documents have the shape that the models know.
    Likely,
    /// All that the schema allows: documents of any shape, JSON nulls, references that lead nowhere where no constraint forbids
    /// it.
    Wild,
}

/// Empties all tables and fills them; `rules` are the column rules of the release.
pub fn refill(connection: &mut PgConnection, rules: &str, seed: u64, manner: Manner) -> Rows {
    let names: Vec<Sql> = catalog::read(connection).keys().map(|name| Sql::default().name(name)).collect();
    Sql::new("TRUNCATE ").list(names, ", ").execute(connection).expect("empty tables");
    fill_around(connection, rules, seed, manner, Rows::new())
}

/// Fills the tables that are empty; those that have rows keep them, and new rows refer to them. Gives the rows of all.
pub fn fill_empty(connection: &mut PgConnection, rules: &str, seed: u64, manner: Manner) -> Rows {
    let present = present(connection);
    fill_around(connection, rules, seed, manner, present)
}

fn fill_around(connection: &mut PgConnection, rules: &str, seed: u64, manner: Manner, present: Rows) -> Rows {
    let tables = catalog::read(connection);
    let dice = Dice::new(seed, manner, tables.keys().cloned().collect());
    let kept = present.keys().cloned().collect();
    let mut filler = Filler { members: members(rules), rows: present, kept, dice, tables };
    connection
        .transaction::<_, diesel::result::Error, _>(|connection| {
            filler.fill(connection);
            Ok(())
        })
        .expect("a commit");
    filler.rows
}

/// The rows of the tables that have some.
fn present(connection: &mut PgConnection) -> Rows {
    #[derive(QueryableByName)]
    struct All {
        #[diesel(sql_type = diesel::sql_types::Jsonb)]
        rows: Value,
    }
    let mut present = Rows::new();
    for name in catalog::read(connection).keys() {
        let query = Sql::new("SELECT coalesce(jsonb_agg(to_jsonb(t)), '[]') AS rows FROM ").name(name).text(" AS t");
        let all: All = query.get_result(connection).unwrap_or_else(|error| panic!("{name}: {error}"));
        let rows: Vec<Row> = serde_json::from_value(all.rows).expect("rows are objects");
        if !rows.is_empty() {
            present.insert(name.clone(), rows);
        }
    }
    present
}

struct Filler {
    tables: BTreeMap<String, Table>,
    /// What models keep as text though it is an enumeration, by table and column.
    members: BTreeMap<(String, String), Vec<String>>,
    rows: Rows,
    /// The tables that had rows.
    kept: BTreeSet<String>,
    dice: Dice,
}

impl Filler {
    fn fill(&mut self, connection: &mut PgConnection) {
        let mut order = order(&self.tables);
        order.retain(|name| !self.kept.contains(name));
        for name in &order {
            let table = self.tables[name].clone();
            self.make(connection, &table);
            let all = Value::Array(self.rows[name].iter().cloned().map(Value::Object).collect());
            let columns: Vec<Sql> = table.columns.iter().map(|column| Sql::default().name(&column.name)).collect();
            let insert = Sql::new("INSERT INTO ").name(name).text(" (").list(columns.clone(), ", ");
            let insert = insert.text(") SELECT ").list(columns, ", ");
            let insert = insert.text(" FROM jsonb_populate_recordset(NULL::").name(name).text(", ").json(all).text(")");
            insert.execute(connection).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
        for name in &order {
            self.close_cycles(connection, name);
        }
        if self.dice.manner == Manner::Wild {
            self.scatter_json_nulls(connection);
        }
    }

    /// Candidates, as long as rows or members are missing.
    fn make(&mut self, connection: &mut PgConnection, table: &Table) {
        let wanted = 5 + self.dice.below(3);
        let mut missing: BTreeSet<(String, String)> = table
            .columns
            .iter()
            .flat_map(|column| self.options(table, column).into_iter().map(|member| (column.name.clone(), member)))
            .collect();
        let mut taken: Vec<HashSet<String>> = vec![HashSet::new(); table.unique.len()];
        self.rows.insert(table.name.clone(), Vec::new());
        for _ in 0..80 {
            let candidates: Vec<Row> = (0..wanted).map(|_| self.candidate(table, &missing)).collect();
            let verdicts = verdicts(connection, table, &candidates);
            for (candidate, verdict) in candidates.into_iter().zip(verdicts) {
                let (checks, predicates) = verdict.split_at(table.checks.len());
                let covers: Vec<(String, String)> =
                    missing.iter().filter(|(c, m)| uses(&candidate, c, m)).cloned().collect();
                let enough = self.rows[&table.name].len() >= wanted && covers.is_empty();
                if enough || checks.contains(&Some(false)) || values::refused(&table.name, &candidate) {
                    continue;
                }
                let keys: Vec<Option<String>> = keys(table, &candidate, predicates);
                if keys.iter().zip(&taken).any(|(key, taken)| key.as_ref().is_some_and(|key| taken.contains(key))) {
                    continue;
                }
                keys.into_iter().zip(&mut taken).for_each(|(key, taken)| taken.extend(key));
                covers.iter().for_each(|covered| _ = missing.remove(covered));
                self.rows.entry(table.name.clone()).or_default().push(candidate);
            }
            if self.rows[&table.name].len() >= wanted && missing.is_empty() {
                return;
            }
        }
        let made = self.rows[&table.name].len();
        assert!(made >= 2 && missing.is_empty(), "{}: {made} rows of {wanted}, unused members {missing:?}", table.name);
    }

    fn options(&self, table: &Table, column: &Column) -> Vec<String> {
        if column.labels.is_empty() {
            self.members.get(&(table.name.clone(), column.name.clone())).cloned().unwrap_or_default()
        } else {
            column.labels.clone()
        }
    }

    fn candidate(&mut self, table: &Table, missing: &BTreeSet<(String, String)>) -> Row {
        let mut row = Row::new();
        self.dice.next_row();
        for column in &table.columns {
            let options = self.options(table, column);
            let value = if !options.is_empty() {
                let unused: Vec<&String> =
                    missing.iter().filter(|(name, _)| *name == column.name).map(|(_, m)| m).collect();
                let member = if !unused.is_empty() && self.dice.chance(60) {
                    self.dice.pick(&unused).to_string()
                } else {
                    self.dice.pick(&options).clone()
                };
                if column.array { Value::from(vec![member]) } else { Value::from(member) }
            } else {
                self.plain(table, column)
            };
            row.insert(column.name.clone(), value);
        }
        for foreign in &table.foreign {
            self.refer(table, foreign, &mut row);
        }
        values::make_coherent(&table.name, &mut row, &self.rows, &mut self.dice);
        row
    }

    /// A value that is neither a member of an enumeration nor a foreign key.
    fn plain(&mut self, table: &Table, column: &Column) -> Value {
        if !column.not_null && self.dice.null() {
            return Value::Null;
        }
        if let Some((parent, key)) = values::refers_to(&table.name, &column.name)
            && let Some(rows) = self.rows.get(parent).filter(|rows| !rows.is_empty() && rows[0].contains_key(key))
            && self.dice.likely()
        {
            let value = rows[self.dice.below(rows.len())][key].clone();
            if column.array {
                return Value::from(vec![value]);
            }
            if !value.is_null() {
                return if column.kind == "uuid" { value } else { values::text_of(&value).into() };
            }
        }
        let key = table.unique.iter().any(|unique| unique.columns.contains(&column.name));
        values::value(&table.name, column, key, &self.rows, &mut self.dice)
    }

    /// Makes the columns of a foreign key those of some row of its table.
    fn refer(&mut self, table: &Table, foreign: &Foreign, row: &mut Row) {
        let parents = self.rows.get(&foreign.table).map_or(&[][..], Vec::as_slice);
        let optional = table.optional(foreign);
        let parent = if parents.is_empty() || (optional && self.dice.null()) {
            None
        } else {
            Some(parents[self.dice.below(parents.len())].clone())
        };
        // The first row of a table that must refer to itself refers to itself.
        let parent = parent.or_else(|| (!optional).then(|| row.clone()));
        for (column, referenced) in foreign.columns.iter().zip(&foreign.references) {
            let value = parent.as_ref().map_or(Value::Null, |parent| parent[referenced].clone());
            if parent.is_some() || table.column(column).is_some_and(|column| !column.not_null) {
                row.insert(column.clone(), value);
            }
        }
    }

    /// Sets the foreign keys whose parents came later.
    fn close_cycles(&mut self, connection: &mut PgConnection, name: &str) {
        let table = self.tables[name].clone();
        let Some(key) = table.primary_key() else { return };
        for foreign in &table.foreign {
            let open = self.rows[name].iter().all(|row| foreign.columns.iter().all(|column| row[column].is_null()));
            if !open || !table.optional(foreign) {
                continue;
            }
            let mut rows = std::mem::take(self.rows.get_mut(name).expect("a filled table"));
            for row in &mut rows {
                self.refer(&table, foreign, row);
            }
            let set = |column: &String| Sql::default().name(column).text(" = source.").name(column);
            let columns: Vec<Sql> = foreign.columns.iter().map(set).collect();
            let on = |column: &String| Sql::new("target.").name(column).text(" = source.").name(column);
            let keys: Vec<Sql> = key.iter().map(on).collect();
            let all = Value::Array(rows.iter().cloned().map(Value::Object).collect());
            let update = Sql::new("UPDATE ").name(name).text(" AS target SET ").list(columns, ", ");
            let update = update.text(" FROM jsonb_populate_recordset(NULL::").name(name).text(", ").json(all);
            let update = update.text(") AS source WHERE ").list(keys, " AND ");
            update.execute(connection).unwrap_or_else(|error| panic!("{name}: {error}"));
            self.rows.insert(name.to_owned(), rows);
        }
    }

    /// The JSON value null is not NULL; rows are made of JSON, so it comes in afterwards, in every second row that has nothing.
    fn scatter_json_nulls(&self, connection: &mut PgConnection) {
        for table in self.tables.values().filter(|table| !self.kept.contains(&table.name)) {
            for column in table.columns.iter().filter(|column| column.kind == "jsonb" && !column.array) {
                let update =
                    Sql::new("UPDATE ").name(&table.name).text(" SET ").name(&column.name).text(" = 'null' WHERE (");
                let update = update.name(&column.name).text(" IS NULL OR ").name(&column.name);
                let update = update.text(" = '{}') AND (ctid::text::point)[1]::integer % 2 = 0");
                update.execute(connection).unwrap_or_else(|error| panic!("{}.{}: {error}", table.name, column.name));
            }
        }
    }
}

/// Parents before children; a nullable reference waits where it would close a cycle.
fn order(tables: &BTreeMap<String, Table>) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    while order.len() < tables.len() {
        let waits = |table: &Table, level: u8| {
            let done =
                |name: &str| name == table.name || order.iter().any(|done| done == name) || !tables.contains_key(name);
            let needed = table.foreign.iter().filter(|foreign| level < 2 || !table.optional(foreign));
            let likely = table.columns.iter().filter_map(|column| values::refers_to(&table.name, &column.name));
            !needed.map(|foreign| foreign.table.as_str()).all(done)
                || (level < 1 && !likely.map(|(name, _)| name).all(done))
        };
        let open = || tables.values().filter(|table| !order.contains(&table.name));
        let next = open().find(|table| !waits(table, 0));
        let next = next.or_else(|| open().find(|table| !waits(table, 2) && in_cycle(tables, &table.name)));
        let next = next.or_else(|| open().find(|table| !waits(table, 1)));
        let next = next.expect("no cycle of references that are NOT NULL").name.clone();
        order.push(next);
    }
    order
}

/// Whether a table's foreign keys lead back to it through other tables.
fn in_cycle(tables: &BTreeMap<String, Table>, name: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut left = vec![name];
    while let Some(table) = left.pop().and_then(|name| tables.get(name)) {
        for foreign in table.foreign.iter().filter(|foreign| foreign.table != table.name) {
            if foreign.table == name {
                return true;
            }
            if seen.insert(&foreign.table) {
                left.push(&foreign.table);
            }
        }
    }
    false
}

/// Of each candidate what its checks and the predicates of its unique indexes are.
fn verdicts(connection: &mut PgConnection, table: &Table, candidates: &[Row]) -> Vec<Vec<Option<bool>>> {
    #[derive(QueryableByName)]
    struct Verdict {
        #[diesel(sql_type = Array<diesel::sql_types::Nullable<Bool>>)]
        verdict: Vec<Option<bool>>,
    }
    let predicates = table.unique.iter().map(|unique| unique.predicate.clone().unwrap_or_else(|| "true".to_owned()));
    let expressions: Vec<String> = table.checks.iter().cloned().chain(predicates).collect();
    if expressions.iter().all(|expression| expression == "true") {
        return vec![vec![Some(true); expressions.len()]; candidates.len()];
    }
    let all = Value::Array(candidates.iter().cloned().map(Value::Object).collect());
    let query = Sql::new("SELECT ARRAY[").text(expressions.join(", ")).text("]::boolean[] AS verdict");
    let query = query.text(" FROM jsonb_populate_recordset(NULL::").name(&table.name).text(", ").json(all);
    let query = query.text(") WITH ORDINALITY ORDER BY ordinality");
    let verdicts: Vec<Verdict> = query.load(connection).unwrap_or_else(|error| panic!("{}: {error}", table.name));
    verdicts.into_iter().map(|verdict| verdict.verdict).collect()
}

/// What each unique index sees of the row; nothing where it does not look at it.
fn keys(table: &Table, row: &Row, predicates: &[Option<bool>]) -> Vec<Option<String>> {
    let seen = table.unique.iter().zip(predicates).map(|(unique, predicate)| {
        let values: Vec<&Value> = unique.columns.iter().map(|column| &row[column]).collect();
        let counts = unique.nulls_are_equal || !values.iter().any(|value| value.is_null());
        (*predicate == Some(true) && counts).then(|| format!("{values:?}"))
    });
    seen.collect()
}

fn uses(row: &Row, column: &str, member: &str) -> bool {
    match &row[column] {
        Value::String(text) => text == member,
        Value::Array(items) => items.iter().any(|item| item == member),
        _ => false,
    }
}

/// The columns that are text with members, as the column rules tell.
fn members(rules: &str) -> BTreeMap<(String, String), Vec<String>> {
    let rules: toml::Table = toml::from_str(rules).expect("column rules");
    let mut members = BTreeMap::new();
    for (table, columns) in &rules {
        for (column, rule) in columns.as_table().into_iter().flatten() {
            if rule.get("encode").and_then(toml::Value::as_str) != Some("enum") {
                continue;
            }
            // The stored text is the member itself, or the value beside it.
            let stored = match rule.get("members") {
                Some(toml::Value::Array(members)) => members.iter().filter_map(toml::Value::as_str).collect::<Vec<_>>(),
                Some(toml::Value::Table(members)) => members.values().filter_map(toml::Value::as_str).collect(),
                _ => continue,
            };
            members.insert((table.clone(), column.clone()), stored.into_iter().map(str::to_owned).collect());
        }
    }
    members
}
