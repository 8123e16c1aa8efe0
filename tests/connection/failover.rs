//! A primary and its standby, which is named first: every connection has to find the one that takes writes, before and after a promotion.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use rustix::process::Signal;

use super::{ONESHOT, tells_no_secret};
use crate::fixture::examples::load_examples;
use crate::support::cluster::Stop;
use crate::support::program::{signal, until_told};
use crate::support::{Cluster, Database, Outcome, mgr, newest};

/// What is committed is on its way to the standby.
const FLUSHED: [(&str, &str); 1] = [("synchronous_commit", "on")];

/// A database whose configuration names both servers, the standby first.
fn database(primary: &Cluster, standby: &Cluster, parameters: &str) -> Database {
    let database = primary.database();
    database.connect_to_one_of([standby, primary], parameters);
    database
}

#[test]
fn a_promotion_in_the_middle_of_a_run_leaves_nothing_and_the_same_command_line_goes_on() {
    let primary = Cluster::start(&FLUSHED);
    let standby = primary.standby();
    let database = database(&primary, &standby, "&target_session_attrs=read-write");
    let oneshot = ["mgr", "schema", "oneshot", "--wait=60"];
    primary.until_followed(&standby);

    // In the middle of its work: all is there but the ledger, which somebody else is about to create.
    let mut obstacle = database.connect();
    obstacle.batch_execute("BEGIN; CREATE TABLE alembic_version (in_the_way integer)").unwrap();
    let run = database.program.start(oneshot);
    database.until_a_run_waits();
    primary.stop_as(Stop::Immediate);
    let outcome = Outcome::of(run).status(11).tells(&["the connection to the server was lost", "rolls back"]);
    tells_no_secret(&outcome);

    // Nobody takes writes yet: the standby answers, and may be promoted any moment.
    database.program.run(["mgr", "schema", "oneshot"]).status(11).tells(&["read-only", "--wait"]);
    let mut run = database.program.start(oneshot);
    let told = until_told(&mut run, "Waiting for database");
    assert!(told.contains("read-only"), "{told}");
    standby.promote();
    Outcome::of(run).success();
    let mut promoted = database;
    promoted.port = standby.port;
    promoted.assert_is(newest());

    // manager.toml's addresses lead there too.
    load_examples(&promoted);
    promoted.mgr(["permissions", "provision"]).success();
    promoted.schema(["check", "--facts"]).success();
    assert!(promoted.holds("EXISTS (SELECT FROM roles)"));
    let again = promoted.program.run(mgr(&["schema"], ["oneshot", "--json"])).success();
    assert_eq!(again.json()["changed"], false);
}

#[test]
fn what_looks_after_a_run_finds_the_server_on_which_it_works() {
    let primary = Cluster::start(&FLUSHED);
    let standby = primary.standby();
    // For writing, that is the default.
    let database = database(&primary, &standby, "");
    primary.until_followed(&standby);
    let mut obstacle = database.connect();
    obstacle.batch_execute("BEGIN; CREATE TABLE alembic_version (in_the_way integer)").unwrap();
    let run = database.program.start(ONESHOT);
    database.until_a_run_waits();
    let began = Instant::now();
    signal(&run, Signal::TERM);
    Outcome::of(run).status(143);
    assert!(began.elapsed() < Duration::from_secs(9), "the way of patience, not of cancelling");
    obstacle.batch_execute("ROLLBACK").unwrap();

    database.program.run(ONESHOT).success();
    primary.until_followed(&standby);
    // For reading, the first that answers will do.
    database.program.alembic_ini(&standby.url(&database.name));
    database.schema(["check", "--release", "22.03"]).success();
    database.schema(["upgrade", "22.09"]).status(11).tells(&["read-only", "connect to the primary"]);
    // One lock waits for another, and is told of it by a third connection.
    let database = self::database(&primary, &standby, "");
    primary.connect("postgres").batch_execute(&format!("DROP DATABASE {}", database.name)).unwrap();
    primary.until_followed(&standby);
    database.program.run(ONESHOT.iter().chain(&["--create-db"])).success();
    primary.until_followed(&standby);
    let mut holder = database.connect();
    holder.batch_execute("SET application_name = 'a report'; BEGIN; LOCK TABLE public.alembic_version").unwrap();
    let waits = database.schema(["stamp", "base", "--force", "--lock-timeout", "3"]).status(12);
    waits.tells(&["table \"alembic_version\" is locked by pid", "\"a report\""]);
}
