//! A server that speaks German to a role that may not choose: what a failure is does not depend on its words.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::{PgConnection, RunQueryDsl, sql_query};

use crate::support::program_crate::{
    Access, ConnectFailure, ConnectOptions, Secret, ServerError, SqlState, Target, database,
};
use crate::support::{Cluster, Database};

fn german() -> &'static Cluster {
    static SHARED: std::sync::OnceLock<Cluster> = std::sync::OnceLock::new();
    SHARED.get_or_init(|| {
        let cluster = Cluster::german(&[]);
        cluster.connect("postgres").batch_execute("CREATE ROLE app LOGIN PASSWORD 'Role-5a1d'").unwrap();
        cluster
    })
}

/// A database of the ordinary role's own.
fn target() -> (Database, Target) {
    let database = german().database();
    database.execute(&format!("ALTER DATABASE {} OWNER TO app", database.name));
    let mut target = german().target(&database.name);
    (target.user, target.password) = ("app".into(), Some(Secret::new("Role-5a1d")));
    (database, target)
}

fn connect(target: &Target) -> PgConnection {
    let lock_timeout = Some(Duration::from_millis(200));
    let options = ConnectOptions { access: Access::Write, lock_timeout, ..ConnectOptions::default() };
    database::connect(target, &options).unwrap()
}

#[track_caller]
fn failure(connection: &mut PgConnection, statement: &str) -> ServerError {
    ServerError::new(sql_query(statement).execute(connection).unwrap_err())
}

#[test]
fn locks_and_privileges_are_known_by_the_servers_own_wording() {
    let (_database, target) = target();
    let mut connection = connect(&target);
    let mut holder = connect(&target);
    connection.batch_execute("CREATE TABLE public.t (id integer)").unwrap();
    german()
        .connect(&target.database)
        .batch_execute("CREATE SCHEMA s; CREATE TABLE s.t (); CREATE TABLE public.other ()")
        .unwrap();
    holder.batch_execute("BEGIN; LOCK TABLE public.t").unwrap();
    let timeout = failure(&mut connection, "SELECT id FROM public.t");
    assert!(!timeout.message().contains("lock timeout"), "this test proves nothing: {timeout}");
    assert_eq!(timeout.state(), Some(SqlState::LOCK_NOT_AVAILABLE), "{timeout}");
    for statement in
        ["SELECT FROM s.t", "CREATE TABLE s.u ()", "SELECT FROM public.other", "ALTER TABLE public.other ADD x int"]
    {
        let error = failure(&mut connection, statement);
        assert!(!error.message().contains("permission denied"), "this test proves nothing: {error}");
        assert_eq!(error.state(), Some(SqlState::INSUFFICIENT_PRIVILEGE), "{statement}: {error}");
    }
    let cancelled = failure(&mut connection, "SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(5)");
    assert!(!cancelled.message().contains("user request"), "this test proves nothing: {cancelled}");
    assert!(cancelled.is_canceled(), "{cancelled}");
    assert_eq!(failure(&mut connection, "SELECT nothing").state(), None);
    // Whatever was provoked to learn it is gone.
    let mut look = german().connect(&target.database);
    let locks = "DO $$ BEGIN IF EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory') THEN RAISE 'a lock stayed'; END IF; END $$";
    look.batch_execute(locks).unwrap();
}

#[test]
fn a_superuser_is_answered_in_english() {
    let mut connection = connect(&german().target("postgres"));
    assert!(failure(&mut connection, "SELECT FROM missing").message().ends_with("does not exist"));
}

#[test]
fn refused_logins_have_their_reasons() {
    let (_database, mut target) = target();
    let of = |target: &Target| {
        let options = ConnectOptions { access: Access::Write, ..ConnectOptions::default() };
        let error = database::connect(target, &options).err().expect("no connection");
        let told = error.to_string();
        assert!(
            told.contains("existiert nicht") || told.contains("fehlgeschlagen"),
            "this test proves nothing: {told}"
        );
        error.reason
    };
    target.database = "no such database".into();
    assert_eq!(of(&target), ConnectFailure::NoDatabase);
    target.password = Some(Secret::new("wrong"));
    assert_eq!(of(&target), ConnectFailure::Other);
}

#[test]
fn a_server_that_has_no_room_is_waited_for() {
    let own =
        Cluster::german(&[("max_connections", "4"), ("superuser_reserved_connections", "1"), ("max_wal_senders", "0")]);
    own.connect("postgres").batch_execute("CREATE ROLE app LOGIN PASSWORD 'Role-5a1d'").unwrap();
    let mut target = own.target("postgres");
    (target.user, target.password) = ("app".into(), Some(Secret::new("Role-5a1d")));
    // A superuser's take the reserved ones too.
    let superuser = own.target("postgres");
    let held: Vec<PgConnection> =
        (0..9).map_while(|_| diesel::Connection::establish(superuser.conninfo().expose()).ok()).collect();
    let options =
        ConnectOptions { access: Access::Write, wait: Some(Duration::from_secs(60)), ..ConnectOptions::default() };
    let begun = std::time::Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            std::thread::sleep(Duration::from_secs(1));
            drop(held);
        });
        database::connect(&target, &options).unwrap();
    });
    assert!(begun.elapsed() >= Duration::from_secs(1), "nobody waited");
}
