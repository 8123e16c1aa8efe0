//! All ordered pairs of releases that an upgrade leads between.

use super::{conversions, everything, part, seed, wrong_with};
use crate::support::filler::{Manner, catalog};
use crate::support::parallel::assert_nothing;
use crate::support::release::pairs;
use crate::support::{Database, Release, Snapshot, in_parallel, newest, releases};

/// What the database at the beginning holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rows {
    None,
    Filled(u64, Manner),
}

/// A pair and the rows at its beginning.
type Case = (&'static Release, &'static Release, Rows);

/// Upgrades a copy of one release's database to another release; what is wrong then.
fn upgrade(&(from, to, rows): &Case) -> Vec<String> {
    let database = match rows {
        Rows::None => Database::fresh(from),
        Rows::Filled(seed, manner) => Database::filled(from, seed, manner),
    };
    let before = database.snapshot();
    let outcome = database.schema(["upgrade", &to.name, "--no-etcd", "--json"]);
    let pair = format!("{} → {}, {rows:?}", from.name, to.name);
    if outcome.status != 0 {
        return vec![format!("{pair}: status {}\n{}", outcome.status, outcome.stderr)];
    }
    let plan = from.plan(to);
    let mut wrong = wrong_with(&database, to);
    let after = database.snapshot();
    if conversions::describe(&plan) {
        wrong.extend(conversions::differences(&before, &after, &plan));
    }
    wrong.extend(lost(&before, &after, &outcome.json()["deleted"]));
    wrong.into_iter().map(|wrong| format!("{pair}: {wrong}")).collect()
}

/// Tables with fewer rows than before, those that a revision deletes and tells apart. What becomes of each row of 26.x is compared with
/// the reference's own upgrade, revision by revision: reference/parity.py.
pub fn lost(before: &Snapshot, after: &Snapshot, deleted: &serde_json::Value) -> Vec<String> {
    let told = |table: &str| -> u64 {
        let all = deleted.as_array().into_iter().flatten().filter(|deleted| deleted["table"] == table);
        all.filter_map(|deleted| deleted["rows"].as_u64()).sum()
    };
    let there = before.0.iter().filter(|(table, _)| after.0.contains_key(*table));
    let fewer = there.filter(|(table, rows)| (after.rows(table).len() as u64) + told(table) < rows.len() as u64);
    fewer.map(|(table, rows)| format!("{table}: {} rows, before {}", after.rows(table).len(), rows.len())).collect()
}

/// The ways into the newest release and the steps from each release to the next matter most; of the others a part.
fn cases(rows: Rows) -> Vec<Case> {
    let all = pairs();
    assert!(all.len() + 1 >= releases().len(), "the releases do not lead to each other");
    let next = |from: &Release| releases().iter().find(|to| from.leads_to(to)).map(|to| &to.head);
    let (first, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(from, to)| to.head == newest().head || next(from) == Some(&to.head));
    let others = part(&others, 8);
    first.into_iter().chain(others).map(|(from, to)| (from, to, rows)).collect()
}

#[test]
fn fresh_databases_lead_to_every_later_release() {
    assert_nothing(&in_parallel(&cases(Rows::None), upgrade));
}

#[test]
fn filled_databases_lead_to_every_later_release() {
    assert_nothing(&in_parallel(&cases(Rows::Filled(seed_of_rows(1), Manner::Likely)), upgrade));
}

/// All that a schema allows is in the field somewhere.
#[test]
fn rows_of_any_shape_lead_to_the_newest_release() {
    let last = |from: &Release| releases().iter().rev().find(|to| from.leads_to(to));
    let all: Vec<Case> = releases()
        .iter()
        .filter_map(|from| Some((from, last(from)?, Rows::Filled(seed_of_rows(2), Manner::Wild))))
        .collect();
    let more = if everything() { pairs() } else { Vec::new() };
    let more = more.into_iter().map(|(from, to)| (from, to, Rows::Filled(seed_of_rows(2), Manner::Wild)));
    assert_nothing(&in_parallel(&all.into_iter().chain(more).collect::<Vec<_>>(), upgrade));
}

/// UPGRADE_SEED looks at other rows than the usual ones, too.
fn seed_of_rows(usual: u64) -> u64 {
    if std::env::var_os("UPGRADE_SEED").is_some() { seed() + usual } else { usual }
}

#[test]
fn every_table_and_every_member_of_every_enumeration_is_filled() {
    assert_nothing(&in_parallel(releases(), |release| {
        let database = Database::filled(release, seed_of_rows(1), Manner::Likely);
        let rows = database.snapshot();
        let empty = release.facts();
        let empty = empty.tables().filter(|table| *table != "alembic_version" && rows.rows(table).len() < 2);
        let mut wrong: Vec<String> = empty.map(|table| format!("{}: {table} is not filled", release.name)).collect();
        for (table, column, members) in enumerations(&database) {
            let unused =
                members.iter().filter(|member| !rows.rows(&table).iter().any(|row| uses(row, &column, member)));
            wrong.extend(unused.map(|member| format!("{}: {table}.{column} never is {member}", release.name)));
        }
        wrong
    }));
}

fn uses(row: &crate::support::filler::Row, column: &str, member: &str) -> bool {
    match &row[column] {
        serde_json::Value::Array(items) => items.iter().any(|item| item == member),
        value => value == member,
    }
}

/// Table, column and members of every column of an enumeration.
fn enumerations(database: &Database) -> Vec<(String, String, Vec<String>)> {
    let tables = catalog::read(&mut database.connect());
    let columns = tables.into_values().flat_map(|table| {
        table.columns.into_iter().map(move |column| (table.name.clone(), column.name, column.labels))
    });
    columns.filter(|(_, _, members)| !members.is_empty()).collect()
}

#[test]
fn the_programs_plan_is_what_one_release_has_and_the_other_has_not() {
    for (from, to) in part(&pairs(), 4) {
        let database = Database::fresh(from);
        let json = database.schema(["upgrade", &to.name, "--dry-run", "--json"]).success().json();
        let pending: Vec<&str> = json["pending"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
        assert_eq!(pending, from.plan(to), "{} → {}", from.name, to.name);
    }
}

/// A database that is kept up to date loses nothing on the way.
#[test]
fn of_two_releases_the_later_one_can_be_reached_unless_it_lacks_something() {
    for (index, from) in releases().iter().enumerate() {
        for to in &releases()[index + 1..] {
            let surplus: Vec<&usize> = from.own().difference(to.own()).collect();
            assert_eq!(from.leads_to(to), surplus.is_empty(), "{} → {}", from.name, to.name);
            if !surplus.is_empty() {
                // A backport that the later release was too early for.
                let database = Database::fresh(from);
                database.schema(["upgrade", &to.name]).status(14).tells(&["is newer in time"]);
            }
        }
    }
}
