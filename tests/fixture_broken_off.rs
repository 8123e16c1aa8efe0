//! Loads that are broken off while they write: nothing of them is there, and the next one works. A trigger that waits for the test's
//! lock holds them in the middle, so that no test depends on time.

use std::process::Child;
use std::time::{Duration, Instant};

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::BigInt;
use rustix::process::{Pid, Signal, kill_process};

use crate::support::prepared::{command, configure};
use crate::support::{Cluster, Outcome, Prepared, Program};

/// The first table is written, the second waits.
const FIXTURE: &str = r#"{"domains": [{"name": "d"}], "odd": [{"id": 1}, {"id": 2}]}"#;
const HOLD: &str = "CREATE TABLE odd (id integer PRIMARY KEY);
    CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END $$;
    CREATE TRIGGER hold BEFORE INSERT ON odd FOR EACH ROW EXECUTE FUNCTION hold()";

/// Starts a load and waits until it writes the second table. It goes on when the connection that is returned is dropped.
fn held(prepared: &Prepared) -> (Child, diesel::PgConnection) {
    let mut holder = prepared.connect();
    holder.batch_execute("SELECT pg_advisory_lock(4711)").unwrap();
    prepared.program.write("f.json", FIXTURE);
    let child = prepared.program.start(command(["populate", "f.json"]));
    until(|| waiting(&mut holder) > 0);
    (child, holder)
}

/// How many sessions wait for the test.
fn waiting(connection: &mut diesel::PgConnection) -> i64 {
    let count = "(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted \
                  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))";
    diesel::select(sql::<BigInt>(count)).get_result(connection).unwrap()
}

#[track_caller]
fn until(mut condition: impl FnMut() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < Duration::from_secs(60), "waited in vain");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).unwrap();
}

/// Nothing is there once the server has noticed; the next load works.
#[track_caller]
fn nothing_is_there_and_the_next_run_works(prepared: &Prepared, before: &str) {
    let sessions =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    until(|| prepared.value(sessions) == "0");
    assert!(prepared.versions() == before, "something was left behind");
    prepared.loads(FIXTURE, &[]);
    assert_eq!(prepared.value("SELECT count(*) FROM odd"), "2");
}

#[test]
fn sigterm_and_sigint_roll_back_and_have_their_status() {
    for (which, status) in [(Signal::TERM, 143), (Signal::INT, 130)] {
        let prepared = Prepared::with(HOLD);
        let before = prepared.versions();
        let (child, holder) = held(&prepared);
        signal(&child, which);
        let outcome = Outcome::of(child).status(status);
        assert!(outcome.stderr.contains("rolled back"), "{}", outcome.stderr);
        drop(holder);
        nothing_is_there_and_the_next_run_works(&prepared, &before);
    }
}

#[test]
fn sigkill_leaves_nothing() {
    let prepared = Prepared::with(HOLD);
    let before = prepared.versions();
    let (child, holder) = held(&prepared);
    signal(&child, Signal::KILL);
    Outcome::of(child).status(128 + 9);
    drop(holder);
    nothing_is_there_and_the_next_run_works(&prepared, &before);
}

#[test]
fn a_connection_that_is_cut_leaves_nothing() {
    let prepared = Prepared::with(HOLD);
    let before = prepared.versions();
    let (child, mut holder) = held(&prepared);
    holder
        .batch_execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE objid = 4711 AND NOT granted AND locktype = 'advisory' \
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
        .unwrap();
    let outcome = Outcome::of(child).status(11);
    assert!(outcome.stderr.contains("ERROR"), "{}", outcome.stderr);
    drop(holder);
    nothing_is_there_and_the_next_run_works(&prepared, &before);
}

#[test]
fn a_server_that_restarts_leaves_nothing() {
    let cluster = Cluster::start(&[]);
    let database = cluster.create_database("restart");
    let program = Program::new();
    program.alembic_ini(&cluster.url(&database));
    program.run(["mgr", "schema", "oneshot"]).success();
    configure(&program, cluster.port, &database, crate::support::cluster::USER, crate::support::cluster::PASSWORD);
    program.write("f.json", FIXTURE);
    let mut holder = cluster.connect(&database);
    holder.batch_execute(HOLD).unwrap();
    holder.batch_execute("SELECT pg_advisory_lock(4711)").unwrap();
    let child = program.start(command(["populate", "f.json"]));
    until(|| waiting(&mut holder) > 0);
    cluster.inner.stop().unwrap();
    Outcome::of(child).status(11);
    cluster.inner.start(cluster.port, &[]).unwrap();
    let mut after = cluster.connect(&database);
    let mut count = |table: &str| -> i64 {
        let count = format!("(SELECT count(*) FROM {table})");
        diesel::select(sql::<BigInt>(&count)).get_result(&mut after).unwrap()
    };
    assert_eq!((count("domains"), count("odd")), (0, 0));
    program.run(command(["populate", "f.json"])).success();
    assert_eq!((count("domains"), count("odd")), (1, 2));
}

#[test]
fn two_loads_at_once_take_turns_and_the_second_finds_everything() {
    let prepared = Prepared::with(HOLD);
    let (first, holder) = held(&prepared);
    // The second does not wait for ever if it is told so.
    let outcome = prepared.fixture(["populate", "f.json", "--lock-timeout", "0"]).status(12);
    assert!(outcome.stderr.contains("lock"), "{}", outcome.stderr);
    let second = prepared.program.start(command(["populate", "f.json", "--json"]));
    drop(holder);
    Outcome::of(first).success();
    let result = Outcome::of(second).success().json();
    assert_eq!((&result["tables"]["odd"]["identical"], &result["changed"]), (&2.into(), &false.into()));
}
