//! The catalogue of a fresh database of a release, from its facts: enough to check a fixture without a server.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{Catalog, Column, ForeignKey, Identity, Key, Kind, Table};
use crate::schema_facts::Facts;

impl Catalog {
    /// Reads the lines `enum`, `column` and `constraint`; `index` for those that are unique.
    pub fn of_facts(facts: &Facts) -> Catalog {
        let labels: HashMap<&str, Arc<[String]>> = facts.with_prefix("enum ").filter_map(enumeration).collect();
        let mut places: BTreeMap<(&str, u32), Column> = BTreeMap::new();
        for line in facts.with_prefix("column ") {
            if let Some((table, place, column)) = column(line, &labels) {
                places.insert((table, place), column);
            }
        }
        let mut tables: BTreeMap<&str, Table> = BTreeMap::new();
        for ((name, _), column) in places {
            let new = || Table {
                name: name.to_owned(),
                columns: Vec::new(),
                keys: Vec::new(),
                foreign_keys: Vec::new(),
                checks: Vec::new(),
            };
            tables.entry(name).or_insert_with(new).columns.push(column);
        }
        for line in facts.with_prefix("constraint ") {
            let Some((table, name, definition)) = named(line) else { continue };
            let Some(table) = tables.get_mut(table) else { continue };
            if let Some(columns) = list(definition, "PRIMARY KEY (") {
                table.keys.insert(0, key(table, name, columns, true, true));
            } else if let Some(columns) = list(definition, "UNIQUE NULLS NOT DISTINCT (") {
                table.keys.push(key(table, name, columns, false, false));
            } else if let Some(columns) = list(definition, "UNIQUE (") {
                table.keys.push(key(table, name, columns, false, true));
            } else if let Some(columns) = list(definition, "FOREIGN KEY (") {
                let Some((_, rest)) = definition.split_once(" REFERENCES ") else { continue };
                let Some((target, rest)) = rest.split_once('(') else { continue };
                let Some((referenced, _)) = rest.split_once(')') else { continue };
                let foreign_key = ForeignKey {
                    columns: names(columns).iter().filter_map(|name| table.column(name)).collect(),
                    table: unquoted(target),
                    referenced: names(referenced),
                };
                table.foreign_keys.push(foreign_key);
            }
        }
        for line in facts.with_prefix("index ") {
            let Some((table, name, definition)) = named(line) else { continue };
            let Some(table) = tables.get_mut(table) else { continue };
            // Partial ones and those over expressions need the server.
            let whole = definition.starts_with("CREATE UNIQUE INDEX ") && definition.ends_with(')');
            let Some((_, columns)) = definition.split_once(" USING btree (").filter(|_| whole) else { continue };
            let columns = columns.trim_end_matches(')');
            if !columns.contains('(') {
                table.keys.push(key(table, name, columns, false, true));
            }
        }
        Catalog::new(tables.into_values())
    }
}

/// `enum NAME ('a', 'b')`
fn enumeration(line: &str) -> Option<(&str, Arc<[String]>)> {
    let (name, labels) = line.strip_prefix("enum ")?.split_once(" (")?;
    let labels = labels.strip_suffix(')')?.split(", ");
    Some((name, labels.map(|label| label.trim_matches('\'').replace("''", "'")).collect()))
}

/// `column TABLE.NAME #003 TYPE [not null] [default …] [generated …] [identity …]`
fn column<'a>(line: &'a str, labels: &HashMap<&str, Arc<[String]>>) -> Option<(&'a str, u32, Column)> {
    let (name, rest) = line.strip_prefix("column ")?.split_once(" #")?;
    let (table, name) = name.split_once('.')?;
    let (place, mut definition) = rest.split_once(' ')?;
    let mut cut = |word: &str| {
        let (before, after) = definition.split_once(word)?;
        definition = before;
        Some(after.to_owned())
    };
    // From the end: whatever follows one of these words belongs to it.
    let generated = cut(" generated ").is_some();
    let identity =
        cut(" identity ").map(|text| if text.trim() == "a" { Identity::Always } else { Identity::ByDefault });
    let default = cut(" default ");
    let not_null = cut(" not null").is_some();
    cut(" collate ");
    let base = definition.split('(').next().unwrap_or(definition).to_owned();
    let column = Column {
        name: name.to_owned(),
        kind: Kind::parse(definition, &|name| labels.get(name).cloned()),
        base,
        not_null,
        default,
        generated,
        identity,
        sequence: None,
    };
    Some((table, place.parse().ok()?, column))
}

/// `constraint TABLE.NAME DEFINITION`, `index TABLE.NAME DEFINITION`
fn named(line: &str) -> Option<(&str, &str, &str)> {
    let (_, rest) = line.split_once(' ')?;
    let (name, definition) = rest.split_once(' ')?;
    let (table, name) = name.split_once('.')?;
    Some((table, name, definition))
}

/// What stands between `start` and the next closing bracket.
fn list<'a>(definition: &'a str, start: &str) -> Option<&'a str> {
    Some(definition.strip_prefix(start)?.split_once(')')?.0)
}

fn names(list: &str) -> Vec<String> {
    list.split(", ").map(unquoted).collect()
}

fn unquoted(name: &str) -> String {
    name.trim_matches('"').to_owned()
}

fn key(table: &Table, name: &str, columns: &str, primary: bool, nulls_distinct: bool) -> Key {
    let columns = names(columns).iter().filter_map(|name| table.column(name)).collect();
    Key { name: name.to_owned(), columns, predicate: None, nulls_distinct, primary }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::release;

    #[test]
    fn tables_are_read_from_facts() {
        for release in release::distinct() {
            let catalog = Catalog::of_facts(release.facts());
            assert_eq!(catalog.tables().count(), release.facts().tables().count(), "{}", release.version);
            let users = catalog.table("users").unwrap();
            assert_eq!(users.columns[0].name, "uuid", "{}", release.version);
            assert!(users.columns[0].not_null && users.columns[0].default.is_some());
            let key = users.primary_key().unwrap();
            assert_eq!(key.columns, [0]);
            let role = &users.columns[users.column("role").unwrap()];
            assert!(matches!(&role.kind, Kind::Enum(labels) if labels.contains(&"superadmin".to_owned())));
            let keypairs = catalog.table("keypairs").unwrap();
            assert!(keypairs.foreign_keys.iter().any(|key| key.table == "users" && key.referenced == ["uuid"]));
            let other: Vec<_> = catalog
                .tables()
                .flat_map(|table| table.columns.iter().filter(|column| column.kind == Kind::Other))
                .map(|column| &column.base)
                .collect();
            assert!(other.is_empty(), "{}: {other:?}", release.version);
        }
    }
}
