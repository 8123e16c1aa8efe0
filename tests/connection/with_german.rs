//! A server that speaks German to a role that may not choose: what a failure is does not depend on its words.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use diesel::PgConnection;
use diesel::connection::SimpleConnection;

use super::ONESHOT;
use crate::support::database::value;
use crate::support::{Cluster, Database};

fn german() -> &'static Cluster {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(Cluster::german)
}

/// A prepared database, and the program as an ordinary role that owns it.
fn owned() -> Database {
    let database = german().database();
    database.execute("CREATE EXTENSION \"uuid-ossp\"");
    let role = database.log_in_as_new_role();
    database.execute(&format!("ALTER DATABASE {} OWNER TO {role}; ALTER SCHEMA public OWNER TO {role}", database.name));
    database.program.run(ONESHOT).success();
    database
}

#[test]
fn a_lock_timeout_is_one_and_an_upgrade_tries_again() {
    let database = owned();
    let mut holder = database.connect();
    let pid = value(&mut holder, "pg_backend_pid()");
    holder.batch_execute("BEGIN; LOCK TABLE public.alembic_version, public.users").unwrap();
    for words in ["stamp base", "upgrade 22.09"] {
        let words: Vec<&str> = words.split(' ').chain(["--lock-timeout=2"]).collect();
        let told = format!("SELECT pg_terminate_backend({pid});");
        let outcome = database.schema(&words).status(12).tells(&[&told]);
        assert!(!outcome.stderr.contains("due to lock timeout"), "this test proves nothing: {}", outcome.stderr);
    }
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_secs(5));
            holder.batch_execute("ROLLBACK").unwrap();
        });
        // Longer than the server's own patience with one statement.
        database.schema(["upgrade", "22.09", "--lock-timeout=60"]).success();
    });
    // What was provoked to learn the wording is gone.
    assert_eq!(database.count("SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid <> 0"), 0);
}

#[test]
fn a_missing_privilege_is_one() {
    let database = owned();
    let role = database.program.directory().join("alembic.ini");
    assert!(role.exists());
    database.execute(
        "REVOKE ALL ON public.alembic_version FROM PUBLIC; ALTER TABLE public.alembic_version OWNER TO postgres",
    );
    let outcome = database.schema(["show"]).status(16);
    assert!(!outcome.stderr.contains("permission denied"), "this test proves nothing: {}", outcome.stderr);
}

#[test]
fn a_missing_database_is_known_as_one() {
    let database = Database::on(german(), "there_is_none");
    let outcome = database.schema(["show"]).status(11).tells(&["the database does not exist", "existiert nicht"]);
    drop(outcome);
    database.log_in_as("postgres", "wrong");
    database.schema(["show", "--wait=60"]).status(11);
}

#[test]
fn a_server_that_has_no_room_is_waited_for() {
    let own = Cluster::german();
    own.configure(&[("max_connections", "6"), ("superuser_reserved_connections", "0"), ("max_wal_senders", "0")]);
    own.stop();
    own.resume();
    let database = Database::on(&own, "postgres");
    let held: Vec<PgConnection> = (0..6).map(|_| database.connect()).collect();
    database.schema(["show"]).status(11).tells(&["too many connections"]);
    let began = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(Duration::from_secs(2));
            drop(held);
        });
        database.schema(["show", "--wait=60"]).success();
    });
    assert!(began.elapsed() >= Duration::from_secs(2), "nobody waited");
}
