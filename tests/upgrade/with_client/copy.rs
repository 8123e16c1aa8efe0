//! `--rehearse=copy`: the upgrade of a copy, while others work in the database.

use diesel::connection::SimpleConnection;

use super::with_client;
use crate::support::database::{mgr, until};
use crate::support::filler::Manner;
use crate::support::program::{Outcome, signal, until_told};
use crate::support::{Database, cluster, release};
use rustix::process::Signal;

/// Whether the copy of a database is there.
fn copy_exists(database: &Database) -> bool {
    database.holds(&format!("EXISTS (SELECT FROM pg_database WHERE datname = '{}_rehearsal')", database.name))
}

#[test]
fn a_copy_is_upgraded_while_others_work() {
    let database = with_client(Database::filled(release("24.9.14"), 1, Manner::Likely));
    let before = (database.snapshot(), database.facts(), database.stamps());
    let mut manager = database.connect();
    manager.batch_execute("BEGIN; SELECT * FROM users; LOCK TABLE sessions IN ROW EXCLUSIVE MODE").expect("work");
    let rehearsed = database.schema(["upgrade", "25.19", "--no-etcd", "--rehearse=copy", "--json"]).success().json();
    manager.batch_execute("COMMIT").expect("work that went on");
    assert!(before == (database.snapshot(), database.facts(), database.stamps()), "something has changed");
    assert!(!copy_exists(&database));
    let copy = &rehearsed["rehearsal"]["copy"];
    assert!(
        copy["bytes"].as_u64() > Some(0) && copy["database"].as_str().is_some_and(|name| name.ends_with("_rehearsal"))
    );
    let done = database.schema(["upgrade", "25.19", "--no-etcd", "--json"]).success().json();
    let ids = |json: &serde_json::Value| {
        json["revisions"]
            .as_array()
            .expect("revisions")
            .iter()
            .map(|ran| ran["revision"].to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&rehearsed), ids(&done));
    assert_eq!(rehearsed["deleted"], done["deleted"]);
}

#[test]
fn it_ends_with_the_status_of_the_real_one_and_leaves_nothing() {
    let database = with_client(Database::filled(release("24.9.14"), 4, Manner::Likely));
    database
        .execute("UPDATE sessions SET name = 'twin', status = 'RUNNING' WHERE id IN (SELECT id FROM sessions LIMIT 2)");
    let outcome = database.schema(["upgrade", "25.15", "--no-etcd", "--rehearse=copy"]).status(1);
    outcome.tells(&["sessions, id ", "\"twin\""]);
    assert!(!copy_exists(&database));
    // Nothing of what others have put there is run in the copy either.
    let evil = format!("evil_{}", database.name);
    database.execute(&format!(
        "CREATE ROLE {evil}; GRANT CREATE ON SCHEMA public TO {evil}; SET ROLE {evil}; \
         CREATE FUNCTION public.f(text) RETURNS text IMMUTABLE LANGUAGE sql AS $f$ SELECT 'x'::text $f$"
    ));
    database.schema(["upgrade", "25.15", "--rehearse=copy"]).status(13).tells(&["function public.f(pg_catalog.text)"]);
    database.execute(&format!("DROP OWNED BY {evil}; DROP ROLE {evil}"));
}

#[test]
fn a_copy_that_was_left_is_replaced_and_another_database_is_not() {
    let database = with_client(Database::of("24.9.14"));
    let name = format!("{}_rehearsal", database.name);
    cluster().connect("postgres").batch_execute(&format!("CREATE DATABASE {name}")).expect("a database");
    database.schema(["upgrade", "--rehearse=copy"]).status(1).tells(&[&name, "already exists"]);
    assert!(copy_exists(&database));
    cluster().connect("postgres").batch_execute(&format!("DROP DATABASE {name}")).expect("a database");

    // Killed while it works, so that nothing tidies up; the next one does.
    let mut child = database.program.start(mgr(&["schema"], ["upgrade", "--no-etcd", "--rehearse=copy"]));
    until_told(&mut child, "Running upgrade");
    signal(&child, Signal::KILL);
    child.wait().expect("its end");
    assert!(copy_exists(&database));
    let gone = format!("NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{name}')");
    until("the server has seen it", || database.holds(&gone));
    database.schema(["upgrade", "--no-etcd", "--rehearse=copy"]).success();
    assert!(!copy_exists(&database));

    // SIGTERM ends it in order.
    let mut child = database.program.start(mgr(&["schema"], ["upgrade", "--no-etcd", "--rehearse=copy"]));
    until_told(&mut child, "Copying database");
    signal(&child, Signal::TERM);
    Outcome::of(child).status(143);
    assert!(!copy_exists(&database));
}
