//! Every revision up, down and up again, along the chain of releases.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{run, stamp};
use crate::support::filler::Manner;
use crate::support::parallel::assert_nothing;
use crate::support::release::{chain, is_embedded, revisions, script};
use crate::support::{Database, Facts, Release, in_parallel, newest, releases};

/// The pairs of neighbours.
fn steps() -> Vec<(&'static Release, &'static Release)> {
    chain().windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[test]
fn every_embedded_revision_is_on_the_way_from_the_oldest_release_to_the_newest() {
    let (oldest, newest) = (&releases()[0], newest());
    let plan = oldest.plan(newest);
    let written: Vec<&str> =
        revisions().iter().map(|revision| revision.id.as_str()).filter(|id| is_embedded(id)).collect();
    assert_eq!(written, plan);
    // And the chain goes all that way.
    let walked: Vec<&str> = steps().into_iter().flat_map(|(from, to)| from.plan(to)).collect();
    assert_eq!(walked.iter().collect::<BTreeSet<_>>(), plan.iter().collect());
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
    assert_nothing(&in_parallel(&steps(), |(from, to)| {
        let database = Database::fresh(from);
        let mut wrong = Vec::new();
        let walk = |connection: &mut PgConnection| {
            let mut before = Facts::of(connection).without_positions();
            for revision in from.plan(to) {
                let (found, after) = up_down_up(connection, revision, &before);
                wrong.extend(found);
                before = after;
            }
            Ok(())
        };
        database.connect().transaction::<_, diesel::result::Error, _>(walk).expect("a commit");
        wrong.extend(database.drift(to));
        wrong
    }));
}

/// Down takes back what up made of rows, so that up meets them once more: no row comes twice, and none goes but where down.sql says
/// that it loses some.
#[test]
fn every_revision_goes_up_down_and_up_with_rows() {
    assert_nothing(&in_parallel(&steps(), |(from, to)| {
        let database = Database::filled(from, 1, Manner::Likely);
        let mut wrong = Vec::new();
        let walk = |connection: &mut PgConnection| {
            for revision in from.plan(to) {
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
            stamp(connection, [to.head.as_str()]);
            Ok(())
        };
        database.connect().transaction::<_, diesel::result::Error, _>(walk).expect("a commit");
        wrong.extend(database.drift(to));
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

/// Rows in every table of a release, all the way down to the release before, and up again.
#[test]
fn every_release_goes_down_to_the_one_before_with_rows() {
    assert_nothing(&in_parallel(&steps(), |(older, newer)| {
        let database = Database::filled(newer, 1, Manner::Likely);
        let mut wrong = Vec::new();
        for (direction, to, more) in [("downgrade", older, "--yes"), ("upgrade", newer, "--no-etcd")] {
            let outcome = database.schema([direction, &to.name, more]);
            wrong.extend((outcome.status != 0).then_some(outcome.stderr));
            wrong.extend(database.drift(to));
            wrong.extend((database.stamps() != [to.head.as_str()]).then(|| format!("{:?}", database.stamps())));
        }
        wrong.into_iter().map(|wrong| format!("{} → {}: {wrong}", newer.name, older.name)).collect()
    }));
}
