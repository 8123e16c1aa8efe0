//! Every revision up, down and up again, from an empty database along the earlier versions and the chain of releases.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::places::{Place, legs};
use super::{run, stamp};
use crate::support::filler::Manner;
use crate::support::parallel::assert_nothing;
use crate::support::release::{is_embedded, revisions, script};
use crate::support::{Facts, in_parallel};

#[test]
fn every_revision_is_inside_and_on_the_way() {
    let all: BTreeSet<&str> = revisions().iter().map(|revision| revision.id.as_str()).collect();
    assert!(all.iter().all(|id| is_embedded(id)));
    assert_eq!(legs().into_iter().flat_map(|(from, to)| from.plan(to)).collect::<BTreeSet<_>>(), all);
}

/// What is wrong with one revision; the connection is in a transaction, at what comes before it, and ends after it.
fn up_down_up(connection: &mut PgConnection, revision: &str, before: &Facts) -> (Vec<String>, Facts) {
    let mut facts = Vec::new();
    for direction in ["up", "down", "up"] {
        run(connection, revision, direction);
        facts.push(Facts::of(connection).without_positions());
    }
    let told = |after: &'static str| move |difference: String| format!("{revision}, after {after}: {difference}");
    let mut wrong: Vec<String> = before.differences(&facts[1]).into_iter().map(told("down")).collect();
    wrong.extend(facts[0].differences(&facts[2]).into_iter().map(told("up again")));
    (wrong, facts.swap_remove(2))
}

#[test]
fn every_revision_goes_up_down_and_up() {
    assert_nothing(&in_parallel(&legs(), |(from, to)| {
        let database = from.database();
        let mut wrong = Vec::new();
        let walk = |connection: &mut PgConnection| {
            let mut before = Facts::of(connection).without_positions();
            for revision in from.plan(*to) {
                let (found, after) = up_down_up(connection, revision, &before);
                wrong.extend(found);
                before = after;
            }
            stamp(connection, to.stamp());
            Ok(())
        };
        database.connect().transaction::<_, diesel::result::Error, _>(walk).expect("a commit");
        wrong.extend(to.wrong_with(&database));
        wrong
    }));
}

/// Down takes back what up made of rows, so that up meets them once more: no row comes twice, and none goes but where down.sql says
/// that it loses some.
#[test]
fn every_revision_goes_up_down_and_up_with_rows() {
    assert_nothing(&in_parallel(&legs(), |(from, to)| {
        let database = from.filled(1, Manner::Likely);
        let mut wrong = Vec::new();
        let walk = |connection: &mut PgConnection| {
            for revision in from.plan(*to) {
                run(connection, revision, "up");
                let once = counts(connection);
                run(connection, revision, "down");
                run(connection, revision, "up");
                let twice = counts(connection);
                let loses = script(revision, "down").contains("-- loses: ");
                let wrongly = |(once, twice): &(&Count, &Count)| twice > once || (twice < once && !loses);
                let changed = once.iter().zip(&twice).filter(wrongly);
                wrong.extend(changed.map(|(once, twice)| format!("{revision}: {once:?}, then {twice:?}")));
            }
            stamp(connection, to.stamp());
            Ok(())
        };
        database.connect().transaction::<_, diesel::result::Error, _>(walk).expect("a commit");
        wrong.extend(to.wrong_with(&database));
        wrong
    }));
}

/// How many rows each table has.
fn counts(connection: &mut PgConnection) -> Vec<Count> {
    let query = diesel::sql_query(
        "SELECT relname::text AS name, \
             (xpath('/row/count/text()', query_to_xml(format('SELECT count(*) FROM %I', relname), true, true, '')))[1] \
             ::text::bigint AS rows \
         FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
    );
    query.load(connection).expect("counts")
}

#[derive(Debug, PartialEq, PartialOrd, QueryableByName)]
struct Count {
    #[diesel(sql_type = diesel::sql_types::Text)]
    name: String,
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    rows: i64,
}

/// Rows in every table of a release, all the way down to the one before, and up again.
#[test]
fn every_release_goes_down_to_the_one_before_with_rows() {
    assert_nothing(&in_parallel(&legs(), |(older, newer)| {
        let database = newer.filled(1, Manner::Likely);
        let mut wrong = Vec::new();
        let down = database.schema(["downgrade", older.name(), "--yes"]);
        wrong.extend((down.status != 0).then_some(down.stderr));
        wrong.extend(older.wrong_with(&database));
        // From nothing there is no upgrade.
        if !matches!(older, Place::Base) {
            let up = database.schema(["upgrade", newer.name(), "--no-etcd"]);
            wrong.extend((up.status != 0).then_some(up.stderr));
            wrong.extend(newer.wrong_with(&database));
        }
        wrong.into_iter().map(|wrong| format!("{} → {}: {wrong}", newer.name(), older.name())).collect()
    }));
}
