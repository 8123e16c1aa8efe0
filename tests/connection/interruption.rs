//! What a signal, a time limit, a kill or a lost server leaves behind: nothing, and the next run works.

use std::time::{Duration, Instant};

use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use rustix::process::Signal;

use super::{ONESHOT, keeps_its_promises};
use crate::fixture::presets;
use crate::support::cluster::url;
use crate::support::program::{signal, until_told};
use crate::support::{Cluster, Database, Outcome, Program, free_port};

/// Somebody in the way: an uncommitted `alembic_version`, on which `CREATE TABLE alembic_version` waits inside the server.
struct Obstacle<'a> {
    connection: PgConnection,
    database: &'a Database,
}

impl Obstacle<'_> {
    fn on(database: &Database) -> Obstacle<'_> {
        let mut connection = database.connect();
        connection.batch_execute("BEGIN").unwrap();
        connection.batch_execute("CREATE TABLE alembic_version (in_the_way integer)").unwrap();
        Obstacle { connection, database }
    }

    /// Gives way, and looks that the program has left nothing and that the next run works.
    #[track_caller]
    fn give_way(mut self) {
        self.connection.batch_execute("ROLLBACK").unwrap();
        self.database.until_no_run_is_left();
        assert!(self.database.facts().is_empty(), "half of the work stayed");
        self.database.program.run(ONESHOT).success();
    }
}

#[test]
fn signals_in_a_long_statement_roll_back() {
    for (sent, status, class) in [(Signal::TERM, 143, "terminated"), (Signal::INT, 130, "interrupted")] {
        let database = Database::empty();
        let obstacle = Obstacle::on(&database);
        let child = database.program.start(ONESHOT.iter().chain(&["--json"]));
        database.until_a_run_waits();
        let began = Instant::now();
        signal(&child, sent);
        let outcome = Outcome::of(child).status(status);
        let took = began.elapsed();
        assert!(took < Duration::from_secs(9), "{took:?}: the way of patience, not of cancelling");
        keeps_its_promises(&outcome, true);
        assert_eq!(outcome.json()["error"]["class"], class);
        obstacle.give_way();
    }
}

#[test]
fn a_signal_while_waiting_for_the_server_ends_at_once() {
    let program = Program::new();
    program.alembic_ini(&url("postgres", "x", free_port(), "backend"));
    let mut child = program.start(ONESHOT.iter().chain(&["--wait=60", "--json"]));
    until_told(&mut child, "Waiting for database");
    let began = Instant::now();
    signal(&child, Signal::TERM);
    let outcome = Outcome::of(child).status(143);
    assert!(began.elapsed() < Duration::from_secs(5));
    keeps_its_promises(&outcome, true);
}

#[test]
fn a_signal_while_waiting_for_another_run_ends_at_once() {
    let database = Database::empty();
    let obstacle = Obstacle::on(&database);
    let first = database.program.start(ONESHOT);
    database.until_a_run_waits();
    let mut second = database.program.command(ONESHOT).spawn().unwrap();
    let told = until_told(&mut second, "Waiting for another run");
    assert!(told.contains("\"backend.ai mgr schema oneshot\" as user \"postgres\", since 2"), "{told}");
    signal(&second, Signal::INT);
    assert_eq!(second.wait().unwrap().code(), Some(130));
    signal(&first, Signal::TERM);
    Outcome::of(first).status(143);
    obstacle.give_way();
}

#[test]
fn time_limits_have_the_class_of_what_they_interrupt() {
    // Waiting for the server.
    let program = Program::new();
    program.alembic_ini(&url("postgres", "x", free_port(), "backend"));
    let began = Instant::now();
    program.run(ONESHOT.iter().chain(&["--wait=60", "--timeout=1"])).status(11);
    assert!(began.elapsed() < Duration::from_secs(10));
    // Work.
    let database = Database::empty();
    let obstacle = Obstacle::on(&database);
    let began = Instant::now();
    let outcome = database.program.run(ONESHOT.iter().chain(&["--timeout=2", "--json"])).status(1);
    assert!(began.elapsed() < Duration::from_secs(11), "{:?}", began.elapsed());
    assert_eq!(outcome.json()["error"]["message"], "not done within 2 s (--timeout): cancelled and rolled back");
    keeps_its_promises(&outcome, true);
    // Another run.
    let first = database.program.start(ONESHOT);
    database.until_a_run_waits();
    database.program.run(ONESHOT.iter().chain(&["--timeout=1"])).status(12);
    database.program.run(ONESHOT.iter().chain(&["--lock-timeout=0.3"])).status(12).tells(&["the lock is held by pid "]);
    signal(&first, Signal::TERM);
    Outcome::of(first).status(143);
    obstacle.give_way();
}

#[test]
fn a_killed_run_leaves_nothing() {
    let database = Database::empty();
    let obstacle = Obstacle::on(&database);
    let child = database.program.start(ONESHOT);
    database.until_a_run_waits();
    signal(&child, Signal::KILL);
    Outcome::of(child).status(128 + 9);
    obstacle.give_way();
}

const LOST: &str = "the connection to the server was lost, and the server rolls back what was not committed";

/// Does that to the sessions of the run.
fn administrator(database: &Database, function: &str) {
    database.execute(&format!(
        "SELECT {function}(pid) FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name LIKE 'backend.ai %'"
    ));
}

#[test]
fn a_session_that_the_server_ends_leaves_nothing() {
    let database = Database::empty();
    let obstacle = Obstacle::on(&database);
    let child = database.program.start(ONESHOT.iter().chain(&["--json"]));
    database.until_a_run_waits();
    administrator(&database, "pg_terminate_backend");
    let outcome = Outcome::of(child).status(11).tells(&[LOST]);
    keeps_its_promises(&outcome, true);
    obstacle.give_way();
}

#[test]
fn a_statement_that_an_administrator_cancels_ends_the_run() {
    let cancelled = |database: &Database, work: &[&str]| {
        let child = database.program.start(work);
        database.until_a_run_waits();
        administrator(database, "pg_cancel_backend");
        let outcome = Outcome::of(child).status(1).tells(&["canceling statement due to user request"]);
        keeps_its_promises(&outcome, true);
    };
    let database = Database::empty();
    let obstacle = Obstacle::on(&database);
    cancelled(&database, &[&ONESHOT[..], &["--json"]].concat());
    obstacle.give_way();
    // No row is to blame for it.
    database.program.write("f.json", presets(3));
    let mut holder = database.connect();
    holder.batch_execute("BEGIN; LOCK TABLE resource_presets IN SHARE MODE").unwrap();
    cancelled(&database, &["mgr", "fixture", "populate", "f.json", "--json"]);
    holder.batch_execute("ROLLBACK").unwrap();
    assert_eq!(database.count("resource_presets"), 0);
}

#[test]
fn a_server_that_goes_down_in_the_middle_leaves_nothing() {
    let own = Cluster::start(&[]);
    let database = own.database();
    let obstacle = Obstacle::on(&database);
    let child = database.program.start(ONESHOT.iter().chain(&["--json"]));
    database.until_a_run_waits();
    own.stop();
    let outcome = Outcome::of(child).status(11).tells(&[LOST]);
    keeps_its_promises(&outcome, true);
    drop(obstacle);
    // And the next run waits for it to come back.
    let mut next = database.program.start(ONESHOT.iter().chain(&["--wait=60"]));
    until_told(&mut next, "Waiting for database ");
    own.resume();
    Outcome::of(next).success();
}
