//! Versions that are recorded as a difference to another: a fresh database of each, the way there, and the way on.

use super::{part, seed};
use crate::support::filler::{Manner, refill};
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

/// Those that are the same as no other.
fn distinct() -> Vec<&'static Known> {
    versions().iter().filter(|known| known.same.is_none()).collect()
}

/// In one go or by way of any other: from a fresh database of one version to the tables of another, which a fresh one has.
#[test]
fn any_version_leads_to_any_later_one() {
    let distinct = distinct();
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

/// Where versions share their revisions, none runs between them, and their tables may differ all the same: in the database, and as a
/// script made with and without it.
#[test]
fn a_version_leads_to_a_later_one_with_the_same_revisions() {
    let distinct = distinct();
    let later = |index: usize, from: &'static Known| {
        let others = distinct[index + 1..].iter().filter(|to| from.has_the_revisions_of(to));
        others.filter(|to| from.facts() != to.facts()).map(move |to| (from, *to))
    };
    let pairs: Vec<_> = distinct.iter().enumerate().flat_map(|(index, from)| later(index, from)).collect();
    assert!(!pairs.is_empty());
    assert_nothing(&in_parallel(&pairs, |(from, to)| {
        let prepared = fresh(from);
        let range = format!("{}:{}", from.name, to.name);
        let end = |name: &str, go: &dyn Fn(&Database)| {
            let database = prepared.copy();
            go(&database);
            let wrong = wrong_with(&database, to);
            wrong.into_iter().map(|wrong| format!("{range}, {name}: {wrong}")).collect::<Vec<_>>()
        };
        let script = |database: &Database, range: &str| {
            let script = database.schema(["upgrade", "--sql", range]).success().stdout;
            database.execute(&script.replace("\\set ON_ERROR_STOP on\n", ""));
        };
        let mut wrong = end("upgrade", &|database| {
            let pending = database.schema(["check", "--release", &to.name]).status(20).stdout;
            let told =
                format!("pending: 0 revisions from {} (release {}) to release {}\n", from.head, from.name, to.name);
            assert_eq!(pending, told);
            let dry = database.schema(["upgrade", "--dry-run", &to.name]).success().stdout;
            let told = database.schema(["upgrade", &to.name]).success().stdout;
            assert_eq!(dry.replace("would run ", "repaired with "), told);
            let again = database.schema(["--json", "upgrade", &to.name]).success();
            assert!(again.stdout.contains("\"changed\":false"), "{}", again.stdout);
        });
        wrong.extend(end("--sql, from the database", &|database| script(database, &to.name)));
        wrong.extend(end("--sql, without it", &|database| script(database, &range)));
        wrong.extend(end("down and up", &|database| {
            database.schema(["downgrade", "-1", "--yes"]).success();
            database.schema(["upgrade", &to.name]).success();
        }));
        wrong
    }));
}

#[test]
fn rows_are_kept_where_text_becomes_an_enumeration_and_refused_where_it_is_none_of_it() {
    let [from, to] = ["25.19.0", "25.19.2"].map(|name| versions().iter().find(|known| known.name == name).unwrap());
    let database = fresh(from);
    refill(&mut database.connect(), "", seed(), Manner::Likely);
    database.execute("UPDATE routings SET traffic_status = 'theirs'");
    let before = database.content();
    database.schema(["upgrade", &to.name]).status(1).tells(&["invalid input value for enum", "theirs"]);
    assert_eq!(database.content(), before);
    database.execute("UPDATE routings SET traffic_status = 'inactive'");
    let before = database.content();
    database.schema(["upgrade", &to.name]).success();
    assert_eq!(database.content(), before);
    assert_nothing(&wrong_with(&database, to));
}
