//! Versions that are recorded as a difference to another: a fresh database of each, the way there, and the way on.

use super::part;
use crate::support::parallel::assert_nothing;
use crate::support::release::{Known, versions};
use crate::support::{Database, in_parallel, newest, releases};

/// Those that are the same as no other, and are not recorded as a whole.
fn recorded() -> Vec<&'static Known> {
    let whole = |known: &Known| releases().iter().any(|release| release.name == known.name);
    versions().iter().filter(|known| known.same.is_none() && !whole(known)).collect()
}

/// What differs from a fresh database of the version, and what the program says of it.
fn wrong_with(database: &Database, known: &Known) -> Vec<String> {
    let mut wrong = known.facts().differences(&database.facts().without_positions());
    if database.stamps() != [known.head.as_str()] {
        wrong.push(format!("the stamps are {:?}", database.stamps()));
    }
    let check = database.schema(["check", "--facts", "--release", &known.name]);
    wrong.extend((check.status != 0).then(|| check.both()));
    wrong
}

fn fresh(known: &Known) -> Database {
    let database = Database::empty();
    database.schema(["oneshot", "--release", &known.name]).success();
    database
}

fn all_wrong(known: &&Known) -> Vec<String> {
    let database = fresh(known);
    let mut wrong = wrong_with(&database, known);
    let rows = database.snapshot();
    let with_rows = rows.0.iter().filter(|(table, rows)| !rows.is_empty() && !known.seeds(table));
    wrong.extend(with_rows.map(|(table, _)| format!("{table} has rows")));
    let next = releases().iter().find(|release| known.leads_to(release)).into_iter();
    for release in next.chain((known.leads_to(newest())).then(newest)) {
        let database = database.copy();
        let upgrade = database.schema(["upgrade", &release.name, "--no-etcd"]);
        let drift = database.drift(release).into_iter().map(|drift| format!("to {}: {drift}", release.name));
        wrong.extend((upgrade.status != 0).then(|| format!("to {}: {}", release.name, upgrade.both())));
        wrong.extend(drift);
    }
    if let Some(before) = releases().iter().rfind(|release| known.comes_after(release)) {
        let database = Database::fresh(before);
        let upgrade = database.schema(["upgrade", &known.name, "--no-etcd"]);
        wrong.extend((upgrade.status != 0).then(|| upgrade.both()));
        let drift = wrong_with(&database, known);
        wrong.extend(drift.into_iter().map(|drift| format!("from {}: {drift}", before.name)));
    }
    wrong.into_iter().map(|wrong| format!("{}: {wrong}", known.name)).collect()
}

#[test]
fn every_version_has_its_own_facts_is_reached_and_leads_on() {
    let some = part(&recorded(), 12);
    println!("versions | {} of {}", some.len(), recorded().len());
    assert_nothing(&in_parallel(&some, all_wrong));
}

#[test]
fn a_version_that_is_the_same_as_another_goes_by_its_own_name() {
    let same: Vec<&Known> = versions().iter().filter(|known| known.same.is_some()).collect();
    assert_nothing(&in_parallel(&part(&same, 24), |known| {
        let database = fresh(known);
        let wrong = wrong_with(&database, known);
        wrong.into_iter().map(|wrong| format!("{}: {wrong}", known.name)).collect()
    }));
}

/// In one go or by way of any other: from a fresh database of one version to the tables of another, which a fresh one has.
#[test]
fn any_version_leads_to_any_later_one() {
    let distinct: Vec<&Known> = versions().iter().filter(|known| known.same.is_none()).collect();
    let later = |from: &'static Known| distinct.iter().filter(|to| from.is_below(to)).map(move |to| (from, *to));
    let pairs: Vec<(&Known, &Known)> = distinct.iter().flat_map(|from| later(from)).collect();
    let some = part(&pairs, 60);
    println!("pairs of versions | {} of {}", some.len(), pairs.len());
    assert_nothing(&in_parallel(&some, |(from, to)| {
        let database = fresh(from);
        let upgrade = database.schema(["upgrade", &to.name, "--no-etcd"]);
        let mut wrong: Vec<String> = (upgrade.status != 0).then(|| upgrade.both()).into_iter().collect();
        wrong.extend(wrong_with(&database, to));
        wrong.into_iter().map(|wrong| format!("{} to {}: {wrong}", from.name, to.name)).collect()
    }));
}
