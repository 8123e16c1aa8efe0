//! Upgrades between all pairs of releases, from fresh databases and from ones with rows in every table: no drift, no row lost, one
//! stamp, nothing left to do. Releases and revisions are those under `migrations/`.
//!
//! A run looks at a part of what could be looked at; `UPGRADE_ALL=1` looks at everything. The part is chosen by UPGRADE_SEED, or by
//! what `migrations/` holds: the same sources have the same part, and every change of them another one.

// Every revision up, down and up.
mod chain;
// What upgrades do to rows on purpose.
mod conversions;
// Rows that revisions delete on purpose.
mod deletions;
// Versions before the first release inside.
mod early;
// Databases with gaps below the stamp.
mod healing;
// Databases that are not what their stamp or their names say.
mod obstacles;
// The pairs.
mod pairs;
// From nothing to the newest release.
mod places;
// What a rehearsal reports and leaves.
mod rehearsal;
// How often the program waits for the server.
mod round_trips;
// Rows that revisions seed, as docs/upgrades.md counts them.
mod seeds;
// Databases at a revision between releases.
mod starts;
// Rows that cannot be brought over.
mod stops;
// One transaction, or one a revision.
mod transactions;
// A script that the server cannot read.
mod unreadable;
// Versions that are recorded as a difference to another.
mod versions;
// What needs psql, pg_dump and pg_restore; `make test` leaves it out where they cannot be had.
mod with_client;

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use diesel::PgConnection;
use diesel::connection::SimpleConnection;

use crate::support::release::{revisions, script};
use crate::support::{Database, Release, Sql, releases};
use diesel::RunQueryDsl;

/// Whether everything is to be looked at.
fn everything() -> bool {
    std::env::var_os("UPGRADE_ALL").is_some()
}

/// UPGRADE_SEED, or a number that changes with the sources.
fn seed() -> u64 {
    if let Ok(seed) = std::env::var("UPGRADE_SEED") {
        return seed.parse().expect("UPGRADE_SEED is a number");
    }
    let mut hasher = DefaultHasher::new();
    for revision in revisions().iter().filter(|revision| crate::support::release::is_embedded(&revision.id)) {
        script(&revision.id, "up").hash(&mut hasher);
    }
    releases().iter().for_each(|release| release.file("schema.sql").hash(&mut hasher));
    hasher.finish()
}

/// All of them, or one of `of` in each row of so many, each time another one.
fn part<T: Clone>(all: &[T], of: usize) -> Vec<T> {
    if everything() {
        return all.to_vec();
    }
    let mut random = fastrand::Rng::with_seed(seed());
    all.chunks(of).map(|some| some[random.usize(..some.len())].clone()).collect()
}

/// Runs the up.sql of revisions in the caller's transaction, and leaves the stamps alone.
fn run_up<'a>(connection: &mut PgConnection, revisions: impl IntoIterator<Item = &'a str>) {
    for revision in revisions {
        run(connection, revision, "up");
    }
}

/// Runs one script of a revision in the caller's transaction.
fn run(connection: &mut PgConnection, revision: &str, direction: &str) {
    connection.batch_execute("SET search_path = public").expect("a search_path");
    // A revision without effect is a comment, and the server refuses a batch without a statement.
    let run = connection.batch_execute(&format!("{}\n; SELECT", script(revision, direction)));
    run.unwrap_or_else(|error| panic!("{revision}, {direction}.sql: {error}"));
}

/// Makes alembic_version hold these rows.
fn stamp<'a>(connection: &mut PgConnection, revisions: impl IntoIterator<Item = &'a str>) {
    Sql::new("DELETE FROM alembic_version").execute(connection).expect("a ledger");
    for revision in revisions {
        let insert = Sql::new("INSERT INTO alembic_version SELECT ").json(revision.into()).text(" #>> '{}'");
        insert.execute(connection).expect("a ledger");
    }
}

/// What is wrong with a database that should be at a release: drift, the stamp, and a second upgrade, which finds nothing to do.
fn wrong_with(database: &Database, release: &Release) -> Vec<String> {
    let mut wrong = database.drift(release);
    let stamps = database.stamps();
    if stamps != [release.head.as_str()] {
        wrong.push(format!("the stamps are {stamps:?}"));
    }
    let again = database.schema(["upgrade", &release.name, "--strict", "--json"]);
    let result: serde_json::Value = serde_json::from_str(&again.stdout).unwrap_or_default();
    if again.status != 0 || result["changed"] != false || again.stderr.contains("Running upgrade") {
        wrong.push(format!("a second upgrade: status {}\n{}", again.status, again.both()));
    }
    wrong
}
