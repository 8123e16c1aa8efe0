//! Revisions of one transaction share the rewriting of large tables; with a transaction each they do not. The rows are the same.

use std::collections::{BTreeMap, HashSet};

use regex::{Captures, Regex};

use crate::support::filler::Manner;
use crate::support::parallel::assert_nothing;
use crate::support::{Database, Snapshot, in_parallel, newest, releases};

/// The rows of each table as sorted texts. Identifiers and times that the database did not have before are random, or of the run.
fn masked(snapshot: &Snapshot, before: &HashSet<String>, words: &Regex) -> BTreeMap<String, Vec<String>> {
    let mask = |row| {
        let text = serde_json::to_string(row).expect("JSON");
        let word =
            |found: &Captures<'_>| if before.contains(&found[0]) { found[0].to_owned() } else { "***".to_owned() };
        words.replace_all(&text, word).into_owned()
    };
    let tables = snapshot.0.iter().map(|(table, rows)| {
        let mut rows: Vec<String> = rows.iter().map(mask).collect();
        rows.sort();
        (table.clone(), rows)
    });
    tables.collect()
}

#[test]
fn rows_are_the_same_in_one_transaction_and_in_many() {
    // Identifiers, parts of them in names, times, and what new keypairs hold.
    let words = Regex::new(
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}T[-+:.0-9]+|AKIA[A-Z0-9]{16}|[-_A-Za-z0-9]{40}",
    )
    .expect("a pattern");
    assert_nothing(&in_parallel(&[Manner::Likely, Manner::Wild], |manner| {
        let once = Database::filled(&releases()[0], 5, *manner);
        let many = once.copy();
        let before = serde_json::to_string(&once.snapshot().0).expect("JSON");
        let before: HashSet<String> = words.find_iter(&before).map(|word| word.as_str().to_owned()).collect();
        let upgrade = ["upgrade", &newest().name, "--no-etcd"];
        once.schema(upgrade).success();
        many.schema(upgrade.into_iter().chain(["--transaction-per-revision"])).success();
        many.assert_is(newest());
        let [once, many] = [once, many].map(|database| masked(&database.snapshot(), &before, &words));
        let differ = once.iter().filter(|(table, rows)| many.get(*table) != Some(*rows));
        differ.map(|(table, rows)| format!("{manner:?}: {table}:\n{rows:#?}\n{:#?}", many.get(table))).collect()
    }));
}
