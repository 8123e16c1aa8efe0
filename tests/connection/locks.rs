//! One writer at a time in a database, and whoever waits is told for whom.

use diesel::connection::SimpleConnection;

use super::ONESHOT;
use crate::support::database::value;
use crate::support::program::until_told;
use crate::support::{Cluster, Database, Outcome, newest};

/// The key of the advisory lock, as docs/connection.md tells it.
const KEY: &str = "7089056601372255278";

#[test]
fn a_run_waits_for_the_one_before_and_is_told_who_it_is() {
    let database = Database::empty();
    let mut holder = database.connect();
    holder.batch_execute("BEGIN").unwrap();
    value(&mut holder, &format!("pg_advisory_xact_lock({KEY})"));
    let pid = value(&mut holder, "pg_backend_pid()");
    holder.batch_execute("SET application_name = 'somebody else'").unwrap();
    let told = format!("pid {pid}, \"somebody else\" as user \"postgres\", since 2");
    database.program.run(ONESHOT.iter().chain(&["--lock-timeout=0.3"])).status(12).tells(&[&told]);
    // Of another database it is another lock.
    Database::empty().program.run(ONESHOT.iter().chain(&["--lock-timeout=0"])).success();
    let mut waiting = database.program.start(ONESHOT);
    let line = until_told(&mut waiting, "Waiting for another run");
    assert!(line.contains(&told), "{line}");
    drop(holder);
    Outcome::of(waiting).success();
    // It ended with the transaction.
    assert_eq!(database.count("SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database AND datname = current_database() WHERE locktype = 'advisory' AND classid <> 0"), 0);
}

#[test]
fn a_lock_on_a_table_is_told_with_the_session_that_has_it() {
    let database = Database::of("25.15");
    let mut holder = database.connect();
    holder.batch_execute("SET application_name = 'a report'; BEGIN; LOCK TABLE public.alembic_version").unwrap();
    let pid = value(&mut holder, "pg_backend_pid()");
    let outcome = database.schema(["stamp", "base", "--force", "--lock-timeout", "3", "--json"]).status(12);
    let who = format!("table \"alembic_version\" is locked by pid {pid}, \"a report\" as user \"postgres\", since ");
    let how = format!("; to end it: SELECT pg_terminate_backend({pid});");
    let lines: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains(&who) && line.contains(&how)).collect();
    assert!(lines.iter().any(|line| line.contains(" INFO ")), "while it waits: {}", outcome.stderr);
    assert!(lines.iter().any(|line| line.contains(" ERROR ")), "when it gives up: {}", outcome.stderr);
    let blocker = &outcome.json()["error"]["details"]["blockers"][0];
    assert_eq!((blocker["pid"].to_string(), &blocker["table"]), (pid, &"alembic_version".into()));
    holder.batch_execute("ROLLBACK").unwrap();
    database.schema(["stamp", "base", "--force"]).success();
}

/// A run that has the table may want the ledger next: each would wait for the other.
#[test]
fn who_looks_and_waits_for_a_table_has_locked_none() {
    let database = Database::newest();
    database.execute("CREATE VIEW public.held AS SELECT 1 AS one");
    let (mut run, mut other) = (database.connect(), database.connect());
    run.batch_execute("BEGIN; LOCK TABLE public.held").unwrap();
    let oneshot = ["mgr", "schema", "oneshot", "--release", &newest().name, "--lock-timeout", "60"];
    let looking = database.program.start(oneshot);
    database.until_a_run_waits();
    other.batch_execute("BEGIN; LOCK TABLE public.alembic_version NOWAIT").unwrap();
    run.batch_execute("ROLLBACK").unwrap();
    other.batch_execute("ROLLBACK").unwrap();
    Outcome::of(looking).success();
}

#[test]
fn a_row_that_another_session_writes_is_told_too() {
    let database = Database::of("25.15");
    let mut holder = database.connect();
    let insert = "INSERT INTO public.domains (name, description, is_active, total_resource_slots, allowed_vfolder_hosts, \
                  allowed_docker_registries, dotfiles) VALUES ('held', '', true, '{}', '{}', '{}', '')";
    holder.batch_execute(&format!("BEGIN; {insert}")).unwrap();
    let fixture = r#"{"domains": [{"name": "held", "description": "", "total_resource_slots": {}, "allowed_vfolder_hosts": {}}]}"#;
    database.populate(fixture, &["--lock-timeout", "3"]).status(12).tells(&["table \"domains\" is locked by pid "]);
    holder.batch_execute("ROLLBACK").unwrap();
    database.populate(fixture, &[]).success();
}

#[test]
fn a_standby_that_commit_waits_for_is_told() {
    let cluster = Cluster::start(&[("synchronous_commit", "on"), ("synchronous_standby_names", "nobody")]);
    let database = Database::on(&cluster, "postgres");
    let oneshot = database.program.run(ONESHOT.iter().chain(&["--timeout", "20"])).success();
    oneshot.tells(&[
        "COMMIT waits for a synchronous standby",
        "while COMMIT waited for a synchronous standby: it is committed here, and perhaps nowhere else",
    ]);
    database.schema(["check", "--release", "22.03"]).success();
}
