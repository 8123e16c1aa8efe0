//! Rows that revisions seed: as many as docs/upgrades.md says, and no others.

use std::collections::BTreeMap;

use crate::fixture::examples::load_examples;
use crate::support::{Database, release};

/// The rows of every table that has some but alembic_version.
fn counts(database: &Database) -> BTreeMap<String, usize> {
    let rows = database.snapshot().0.into_iter().map(|(table, rows)| (table, rows.len()));
    rows.filter(|(table, count)| *count > 0 && table != "alembic_version").collect()
}

/// The page's table: upgraded, and fresh with the examples.
fn documented() -> BTreeMap<String, (usize, usize)> {
    let page = include_str!("../../docs/upgrades.md");
    let from = page.split("## What an upgrade brings").nth(1).expect("the section");
    let section = from.split("\n## ").next().expect("the section");
    let rows = section.lines().filter(|line| line.starts_with("| `")).map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let count = |cell: usize| cells[cell].parse().unwrap_or_else(|_| panic!("no number: {line}"));
        (cells[1].trim_matches('`').to_owned(), (count(2), count(3)))
    });
    rows.collect()
}

#[test]
fn an_upgraded_database_has_the_seeds_that_are_documented() {
    let documented = documented();
    let upgraded = Database::of("25.19.2");
    upgraded.schema(["upgrade", "26.9.6", "--no-etcd"]).success();
    let expected = documented.iter().map(|(table, (upgraded, _))| (table.clone(), *upgraded)).collect();
    assert_eq!(counts(&upgraded), expected);

    let fresh = Database::fresh(release("26.9.6"));
    load_examples(&fresh);
    let counts = counts(&fresh);
    for (table, (_, fresh)) in documented {
        assert_eq!(counts.get(&table).copied().unwrap_or_default(), fresh, "{table}");
    }
}
