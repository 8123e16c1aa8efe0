//! Connecting for good and for bad, against real servers: why not, waiting, creating the database, the lock, privileges.

use std::sync::{Barrier, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use backend_ai::config::{Secret, SecretSources, Target};
use backend_ai::database::connect_failure::ConnectFailure;
use backend_ai::database::{
    self, Access, Cancellation, ConnectError, ConnectOptions, ServerError, lock, pool, privilege, transaction,
};
use backend_ai::devdb::cluster::free_port;
use backend_ai::exit_status::ExitStatus;
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::{Bool, Integer, Text};
use diesel::{PgConnection, QueryResult, RunQueryDsl, select, sql_query};

use crate::support::cluster::PASSWORD;
use crate::support::{Cluster, Program, cluster};

/// Long enough for a busy machine, short enough for a test that fails.
const PATIENCE: Duration = Duration::from_secs(30);

fn connect(target: &Target, access: Access) -> Result<PgConnection, ConnectError> {
    database::connect(target, &options(access))
}

fn options(access: Access) -> ConnectOptions {
    ConnectOptions { access, application_name: "backend.ai test".into(), ..ConnectOptions::default() }
}

/// The failure of a connection that must fail; never with the password in it.
#[track_caller]
fn failure(target: &Target, access: Access) -> ConnectError {
    refused(connect(target, access), target)
}

#[track_caller]
fn refused(result: Result<PgConnection, ConnectError>, target: &Target) -> ConnectError {
    let error = result.err().expect("no connection");
    let password = target.password.as_ref().map_or(PASSWORD, Secret::expose);
    assert!(!format!("{error} {error:?}").contains(password), "{error}");
    error
}

/// Runs statements as the superuser.
#[track_caller]
fn superuser(database: &str, statements: &str) {
    cluster().connect(database).batch_execute(statements).unwrap();
}

/// A role of its own with a password of its own.
fn role(name: &str, rest: &str) -> Target {
    superuser("postgres", &format!("CREATE ROLE {name} LOGIN PASSWORD 'Role-5a1d' {rest}"));
    let mut target = cluster().target("postgres");
    target.user = name.into();
    target.password = Some(Secret::new("Role-5a1d"));
    target
}

fn text(connection: &mut PgConnection, expression: &str) -> String {
    select(sql::<Text>(expression)).get_result(connection).unwrap()
}

fn yes(connection: &mut PgConnection, expression: &str) -> bool {
    select(sql::<Bool>(expression)).get_result(connection).unwrap()
}

fn pid(connection: &mut PgConnection) -> i32 {
    select(sql::<Integer>("pg_backend_pid()")).get_result(connection).unwrap()
}

#[test]
fn a_port_where_nobody_listens() {
    let mut target = cluster().target("backend");
    let port = free_port().unwrap();
    target.hosts[0].port = Some(port);
    let error = failure(&target, Access::Write);
    assert_eq!((error.reason, error.exit_status()), (ConnectFailure::Refused, ExitStatus::Connect));
    let start = format!(
        "failed to connect to database \"backend\" at localhost:{port} as user \"postgres\": connection refused ("
    );
    assert!(error.to_string().starts_with(&start), "{error}");
    assert!(!error.to_string().contains('\n'), "{error}");
}

#[test]
fn a_host_without_address() {
    let mut target = cluster().target("backend");
    target.hosts[0].name = "no-such-host.invalid".into();
    assert_eq!(failure(&target, Access::Write).reason, ConnectFailure::NameNotResolved);
}

#[test]
fn a_socket_that_is_absent() {
    let mut target = cluster().target("backend");
    target.hosts[0].name = "/nonexistent".into();
    let error = failure(&target, Access::Write);
    assert_eq!(error.reason, ConnectFailure::Refused);
    assert!(error.to_string().contains("at /nonexistent/.s.PGSQL."), "{error}");
}

#[test]
fn something_that_is_no_postgresql() {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let mut target = cluster().target("backend");
    target.hosts[0].name = "127.0.0.1".into();
    target.hosts[0].port = Some(listener.local_addr().unwrap().port());
    thread::spawn(move || {
        for stream in listener.incoming() {
            std::io::Write::write_all(&mut stream.unwrap(), b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        }
    });
    assert_eq!(failure(&target, Access::Write).reason, ConnectFailure::NotPostgres);
}

#[test]
fn a_wrong_password_an_unknown_role_and_no_password() {
    let mut target = cluster().target("postgres");
    target.password = Some(Secret::new("wr0ng-pass"));
    let error = failure(&target, Access::Write);
    assert_eq!((error.reason, error.exit_status()), (ConnectFailure::WrongPassword, ExitStatus::Connect));
    assert!(error.to_string().ends_with("FATAL: password authentication failed for user \"postgres\""), "{error}");
    // A server that hashes passwords does not tell an unknown role from a wrong password.
    target.user = "nobody here".into();
    assert_eq!(failure(&target, Access::Write).reason, ConnectFailure::WrongPassword);
    target.password = None;
    assert_eq!(failure(&target, Access::Write).reason, ConnectFailure::NoPassword);
}

#[test]
fn a_missing_database_is_not_a_fresh_one() {
    let target = cluster().target("no such \"database\"");
    for access in [Access::Read, Access::Write] {
        let error = failure(&target, access);
        assert_eq!((error.reason, error.exit_status()), (ConnectFailure::NoDatabase, ExitStatus::Connect));
        assert!(error.to_string().contains("--create-db"), "{error}");
    }
}

#[test]
fn tls_that_the_server_does_not_speak_fails_at_once() {
    let mut target = cluster().target("postgres");
    target.parameters.insert("sslmode".into(), "require".into());
    let began = Instant::now();
    let patient = ConnectOptions { wait: Some(PATIENCE), ..options(Access::Write) };
    let error = refused(database::connect(&target, &patient), &target);
    assert_eq!(error.reason, ConnectFailure::Tls);
    assert!(began.elapsed() < PATIENCE / 2);
}

#[test]
fn waiting_does_not_help_against_a_wrong_password_or_a_missing_database() {
    let patient = ConnectOptions { wait: Some(PATIENCE), ..options(Access::Write) };
    let mut target = cluster().target("no such database");
    let began = Instant::now();
    assert_eq!(refused(database::connect(&target, &patient), &target).reason, ConnectFailure::NoDatabase);
    target.password = Some(Secret::new("wr0ng-pass"));
    assert_eq!(refused(database::connect(&target, &patient), &target).reason, ConnectFailure::WrongPassword);
    assert!(began.elapsed() < PATIENCE / 2);
}

#[test]
fn awkward_passwords_log_in() {
    let awkward = [
        "p@ss:w/rd%#[é ]",
        "it's",
        r"back\slash\",
        "\"quoted\"",
        " spaces ",
        "a=b c='d'",
        "비밀번호",
        "$(PW)${PW}%%",
        "100%",
    ];
    for (number, password) in awkward.into_iter().enumerate() {
        let user = format!("awkward {number}");
        let quoted = password.replace('\'', "''");
        superuser("postgres", &format!("CREATE ROLE \"{user}\" LOGIN PASSWORD '{quoted}'"));
        let mut target = cluster().target("postgres");
        target.user = user.clone();
        target.password = Some(Secret::new(password));
        let mut connection = connect(&target, Access::Write).unwrap_or_else(|error| panic!("{password}: {error}"));
        assert_eq!(text(&mut connection, "current_user::text"), user);
        // The same by the road that the guide takes: percent-encoded in a URL, `%` doubled in alembic.ini.
        let encoded: String = password.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let program = Program::new();
        let url = format!("postgresql://awkward%20{number}:{encoded}@localhost:{}/postgres", cluster().port);
        let file = program.alembic_ini(&url);
        let configured = backend_ai::config::alembic(&file, "alembic", &SecretSources::default()).unwrap();
        connect(&configured.target, Access::Write).unwrap_or_else(|error| panic!("{password}: {error}"));
        // One more character, and it is not the password any more.
        target.password = Some(Secret::new(format!("{password}x")));
        assert_eq!(failure(&target, Access::Write).reason, ConnectFailure::WrongPassword, "{password}");
    }
}

#[test]
fn a_missing_database_is_created_once() {
    let target = cluster().target("created \"once\"; --");
    let mut connection = connect(&target, Access::Create).unwrap();
    assert_eq!(text(&mut connection, "current_database()::text"), "created \"once\"; --");
    assert_eq!(text(&mut connection, "getdatabaseencoding()::text"), "UTF8");
    let owner = "(SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = current_database())";
    assert_eq!(text(&mut connection, owner), "postgres");
    connect(&target, Access::Create).unwrap();
}

#[test]
fn many_that_create_the_same_database_all_succeed() {
    for round in 0..3 {
        let target = cluster().target(&format!("raced_{round}"));
        let barrier = Barrier::new(6);
        thread::scope(|scope| {
            for _ in 0..6 {
                scope.spawn(|| {
                    barrier.wait();
                    let mut connection = connect(&target, Access::Create).unwrap();
                    assert_eq!(text(&mut connection, "current_database()::text"), target.database);
                });
            }
        });
    }
}

#[test]
fn creating_without_createdb_is_a_matter_of_privilege() {
    let mut target = role("creates_nothing", "");
    target.database = "never".into();
    let error = failure(&target, Access::Create);
    assert_eq!(error.exit_status(), ExitStatus::Privilege);
    let sql = r#"CREATE DATABASE "never" OWNER "creates_nothing" ENCODING 'UTF8' TEMPLATE template0;"#;
    assert!(error.to_string().ends_with(sql), "{error}");
    superuser("postgres", sql);
    connect(&target, Access::Create).unwrap();
}

#[test]
fn a_server_that_comes_up_meanwhile_is_waited_for() {
    let own = Cluster::start(&[]);
    let target = own.target("postgres");
    own.inner.stop().unwrap();
    let began = Instant::now();
    assert_eq!(failure(&target, Access::Write).reason, ConnectFailure::Refused);
    assert!(began.elapsed() < Duration::from_secs(5), "without --wait nothing waits");
    thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_secs(1));
            own.inner.start(own.port, &[]).unwrap();
        });
        let patient = ConnectOptions { wait: Some(PATIENCE), ..options(Access::Write) };
        let began = Instant::now();
        database::connect(&target, &patient).unwrap();
        assert!(began.elapsed() >= Duration::from_secs(1));
    });
}

#[test]
fn a_server_that_does_not_come_up_is_waited_for_that_long() {
    let mut target = cluster().target("postgres");
    target.hosts[0].port = Some(free_port().unwrap());
    let wait = Duration::from_secs(1);
    let began = Instant::now();
    let patient = ConnectOptions { wait: Some(wait), ..options(Access::Write) };
    let error = refused(database::connect(&target, &patient), &target);
    assert!((wait..wait * 5).contains(&began.elapsed()), "{:?}", began.elapsed());
    assert!(error.to_string().contains(" attempts in 1 s): connection refused"), "{error}");
}

#[test]
fn a_connection_slot_is_waited_for() {
    let target = role("one_at_a_time", "CONNECTION LIMIT 1");
    let first = connect(&target, Access::Write).unwrap();
    assert_eq!(failure(&target, Access::Write).reason, ConnectFailure::TooManyConnections);
    thread::scope(|scope| {
        scope.spawn(move || {
            thread::sleep(Duration::from_millis(500));
            drop(first);
        });
        let patient = ConnectOptions { wait: Some(PATIENCE), ..options(Access::Write) };
        database::connect(&target, &patient).unwrap();
    });
}

#[test]
fn a_read_only_role_may_read() {
    let target = role("reads_only", "");
    superuser("postgres", "ALTER ROLE reads_only SET default_transaction_read_only = on");
    connect(&target, Access::Read).unwrap();
    let error = failure(&target, Access::Write);
    assert_eq!((error.reason, error.exit_status()), (ConnectFailure::ReadOnly, ExitStatus::Connect));
    assert!(error.to_string().contains("read-only"), "{error}");
}

#[test]
fn a_standby_may_be_read() {
    let own = Cluster::start(&[]);
    own.inner.stop().unwrap();
    let signal = own.inner.data().join("standby.signal");
    std::fs::write(&signal, "").unwrap();
    own.inner.place().account.give(&signal).unwrap();
    // A standby wants at least its primary's connections.
    own.inner.start(own.port, &[("max_connections", "200")]).unwrap();
    let target = own.target("postgres");
    connect(&target, Access::Read).unwrap();
    for access in [Access::Write, Access::Create] {
        let error = failure(&target, access);
        assert_eq!((error.reason, error.exit_status()), (ConnectFailure::ReadOnly, ExitStatus::Connect));
        assert!(error.to_string().ends_with("the server is a standby (pg_is_in_recovery)"), "{error}");
    }
}

#[test]
fn settings_of_role_and_database_do_not_change_the_session() {
    let target = role("odd_settings", "");
    for setting in [
        "search_path = odd",
        "standard_conforming_strings = off",
        "DateStyle = 'German'",
        "IntervalStyle = 'iso_8601'",
        "bytea_output = 'escape'",
        "TimeZone = 'Asia/Seoul'",
        "default_transaction_isolation = 'serializable'",
        "statement_timeout = '1s'",
        "extra_float_digits = 0",
        "quote_all_identifiers = on",
        "client_encoding = 'SQL_ASCII'",
    ] {
        superuser("postgres", &format!("ALTER ROLE odd_settings SET {setting}"));
    }
    let wanted = ConnectOptions { lock_timeout: Some(Duration::from_millis(1500)), ..options(Access::Write) };
    let mut connection = database::connect(&target, &wanted).unwrap();
    for (name, value) in [
        ("search_path", "pg_catalog, pg_temp"),
        ("standard_conforming_strings", "on"),
        ("DateStyle", "ISO, MDY"),
        ("IntervalStyle", "postgres"),
        ("bytea_output", "hex"),
        ("TimeZone", "UTC"),
        ("transaction_isolation", "read committed"),
        ("statement_timeout", "0"),
        ("jit", "off"),
        ("row_security", "off"),
        ("lock_timeout", "1500ms"),
        ("extra_float_digits", "1"),
        ("quote_all_identifiers", "off"),
        ("client_encoding", "UTF8"),
        ("application_name", "backend.ai test"),
        ("idle_in_transaction_session_timeout", "10min"),
    ] {
        assert_eq!(text(&mut connection, &format!("current_setting('{name}')")), value, "{name}");
    }
    let checked = "coalesce(current_setting('client_connection_check_interval', true), '1s')";
    assert_eq!(text(&mut connection, checked), "1s");
}

#[test]
fn the_second_run_waits_for_the_first_and_is_told_who_it_is() {
    let target = cluster().target(&cluster().create_database("locked"));
    let mut second = connect(&target, Access::Write).unwrap();
    let never = Cancellation::default();
    let (holds, held) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut first = connect(&target, Access::Write).unwrap();
            transaction(&mut first, |connection| {
                lock::acquire(connection, PATIENCE, &Cancellation::default())?;
                holds.send(pid(connection)).unwrap();
                thread::sleep(Duration::from_secs(2));
                Ok::<_, database::Error>(())
            })
            .unwrap();
        });
        let first = held.recv().unwrap();
        let began = Instant::now();
        let error: database::Error =
            transaction(&mut second, |connection| lock::acquire(connection, Duration::from_millis(300), &never))
                .unwrap_err();
        assert_eq!(error.exit_status(), ExitStatus::Locked);
        let told = error.to_string();
        assert!(told.contains(&format!("pid {first}, \"backend.ai test\" as user \"postgres\", since 2")), "{told}");
        transaction(&mut second, |connection| lock::acquire(connection, PATIENCE, &never)).unwrap();
        assert!(began.elapsed() > Duration::from_secs(1), "the second did not wait");
    });
    assert_eq!(lock::holder(&mut second).unwrap(), None, "the lock outlived its transaction");
    // Another database is another matter.
    let mut other = connect(&cluster().target("postgres"), Access::Write).unwrap();
    transaction(&mut second, |connection| {
        lock::acquire(connection, Duration::ZERO, &never)?;
        transaction(&mut other, |connection| lock::acquire(connection, Duration::ZERO, &never))
    })
    .unwrap();
}

/// Runs `work` in a transaction after a write, and looks from outside that the write is not there afterwards.
fn nothing_stays(
    target: &Target,
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> QueryResult<usize>,
) -> database::Error {
    let error = transaction(connection, |connection| {
        let server = |error| database::Error::from(ServerError::new(error));
        connection.batch_execute("CREATE TABLE public.half (done integer)").map_err(server)?;
        work(connection).map_err(server)
    })
    .unwrap_err();
    let began = Instant::now();
    let mut witness = connect(target, Access::Read).unwrap();
    // The server may take a moment to see that its client is gone.
    while !yes(&mut witness, "to_regclass('public.half') IS NULL") {
        assert!(began.elapsed() < PATIENCE, "half of the work stayed");
        thread::sleep(Duration::from_millis(50));
    }
    error
}

fn sleep(connection: &mut PgConnection) -> QueryResult<usize> {
    sql_query("SELECT pg_sleep(300)").execute(connection)
}

#[test]
fn a_connection_that_the_server_ends_is_told_and_nothing_stays() {
    let target = cluster().target(&cluster().create_database("ended"));
    let mut connection = connect(&target, Access::Write).unwrap();
    let victim = pid(&mut connection);
    let error = thread::scope(|scope| {
        scope.spawn(move || {
            thread::sleep(Duration::from_millis(300));
            superuser("postgres", &format!("SELECT pg_terminate_backend({victim})"));
        });
        nothing_stays(&target, &mut connection, sleep)
    });
    assert_eq!(error.exit_status(), ExitStatus::Connect, "{error}");
    let told = error.to_string();
    assert!(
        told.starts_with("the connection to the server was lost, and the server rolls back what was not committed: "),
        "{told}"
    );
    assert!(told.contains("terminating connection due to administrator command"), "{told}");
}

#[test]
fn a_server_that_stops_in_the_middle_leaves_nothing() {
    let own = Cluster::start(&[]);
    let target = own.target("postgres");
    let mut connection = connect(&target, Access::Write).unwrap();
    let error = thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_millis(300));
            own.inner.stop().unwrap();
            own.inner.start(own.port, &[]).unwrap();
        });
        let error = transaction(&mut connection, |connection| {
            let server = |error| database::Error::from(ServerError::new(error));
            connection.batch_execute("CREATE TABLE public.half (done integer)").map_err(server)?;
            sleep(connection).map_err(server)
        });
        error.unwrap_err()
    });
    assert_eq!(error.exit_status(), ExitStatus::Connect, "{error}");
    let mut witness = connect(&target, Access::Read).unwrap();
    assert!(yes(&mut witness, "to_regclass('public.half') IS NULL"));
}

#[test]
fn the_time_limit_cancels_the_running_statement() {
    let target = cluster().target(&cluster().create_database("limited"));
    let cancellation = Cancellation::new(Some(Duration::from_secs(1)), |_| panic!("the work did return"));
    cancellation.install().unwrap();
    let limited = ConnectOptions { cancellation: cancellation.clone(), ..options(Access::Write) };
    let mut connection = database::connect(&target, &limited).unwrap();
    let began = Instant::now();
    let error = nothing_stays(&target, &mut connection, sleep);
    cancellation.finish();
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert!(error.to_string().starts_with("canceling statement due to user request"), "{error}");
    let stopped = cancellation.stopped().unwrap();
    assert_eq!(stopped.to_string(), "not done within 1 s (--timeout)");
    assert_eq!(stopped.exit_status(), ExitStatus::Failed);
}

#[test]
fn a_lock_on_a_table_is_not_waited_for_without_end() {
    let target = cluster().target(&cluster().create_database("table_lock"));
    let mut holder = connect(&target, Access::Write).unwrap();
    holder.batch_execute("CREATE TABLE public.busy (id integer)").unwrap();
    holder.batch_execute("BEGIN; LOCK TABLE public.busy").unwrap();
    let impatient = ConnectOptions { lock_timeout: Some(Duration::from_millis(300)), ..options(Access::Write) };
    let mut connection = database::connect(&target, &impatient).unwrap();
    let error = nothing_stays(&target, &mut connection, |connection| {
        sql_query("ALTER TABLE public.busy ADD x integer").execute(connection)
    });
    assert_eq!(error.exit_status(), ExitStatus::Locked, "{error}");
}

#[test]
fn what_a_role_lacks_for_oneshot_is_told_with_sql_that_helps() {
    let database = cluster().create_database("lacking");
    let mut target = role("\"o'lack \"", "");
    target.user = "o'lack ".into();
    target.database = database.clone();
    let check = |target: &Target| {
        privilege::for_oneshot(&mut connect(target, Access::Write).unwrap(), &["plpgsql", "uuid-ossp"])
    };
    let error = check(&target).unwrap_err();
    assert_eq!(error.exit_status(), ExitStatus::Privilege);
    let database::Error::Denied(denied) = error else { panic!("{error}") };
    let statements: Vec<&str> = denied.sql().collect();
    assert_eq!(statements.last(), Some(&"CREATE EXTENSION \"uuid-ossp\" SCHEMA public;"), "{denied}");
    for statement in statements {
        superuser(&database, statement);
    }
    check(&target).unwrap();
    let error =
        privilege::for_oneshot(&mut connect(&target, Access::Write).unwrap(), &["no such extension"]).unwrap_err();
    assert_eq!(error.exit_status(), ExitStatus::State);
    assert!(error.to_string().starts_with("the server has no extension \"no such extension\""), "{error}");
}

#[test]
fn what_a_role_lacks_on_tables_is_told_with_sql_that_helps() {
    let database = cluster().create_database("tables");
    let mut target = role("lacks_tables", "");
    target.database = database.clone();
    superuser(&database, "CREATE TABLE \"Odd name\" (id integer); CREATE TABLE plain (id integer)");
    let mut connection = connect(&target, Access::Write).unwrap();
    let tables = ["plain", "Odd name", "absent"];
    let database::Error::Denied(denied) =
        privilege::for_tables(&mut connection, &tables, &["SELECT", "INSERT"]).unwrap_err()
    else {
        panic!("another error")
    };
    assert_eq!(
        denied.sql().collect::<Vec<_>>(),
        [
            "GRANT SELECT, INSERT ON TABLE public.\"Odd name\" TO lacks_tables;",
            "GRANT SELECT, INSERT ON TABLE public.plain TO lacks_tables;",
        ]
    );
    denied.sql().for_each(|statement| superuser(&database, statement));
    privilege::for_tables(&mut connection, &tables, &["SELECT", "INSERT"]).unwrap();
    let database::Error::Denied(denied) = privilege::for_upgrade(&mut connection, &tables).unwrap_err() else {
        panic!("another error")
    };
    denied.sql().for_each(|statement| superuser(&database, statement));
    privilege::for_upgrade(&mut connection, &tables).unwrap();
    // What was not asked beforehand.
    superuser(&database, "CREATE TABLE forgotten (id integer)");
    let error = sql_query("INSERT INTO public.forgotten VALUES (1)")
        .execute(&mut connection)
        .map_err(ServerError::new)
        .unwrap_err();
    assert_eq!(error.exit_status(), ExitStatus::Privilege);
    assert!(error.to_string().contains(" ON TABLE forgotten TO \""), "{error}");
}

#[test]
fn a_connection_that_broke_while_it_rested_is_replaced() {
    let target = cluster().target("postgres");
    let pool = pool::open(&target, &options(Access::Write), &Default::default()).unwrap();
    let first = pid(&mut pool.get().unwrap());
    assert_eq!(pid(&mut pool.get().unwrap()), first, "one that works is kept");
    superuser("postgres", &format!("SELECT pg_terminate_backend({first})"));
    let mut witness = connect(&target, Access::Read).unwrap();
    while yes(&mut witness, &format!("EXISTS (SELECT FROM pg_stat_activity WHERE pid = {first})")) {
        thread::sleep(Duration::from_millis(20));
    }
    let second = pid(&mut pool.get().unwrap());
    assert_ne!(first, second);
}

#[test]
fn a_pool_fails_as_fast_and_as_clearly_as_a_connection() {
    let mut target = cluster().target("postgres");
    target.password = Some(Secret::new("wr0ng-pass"));
    let began = Instant::now();
    let error = pool::open(&target, &options(Access::Write), &Default::default()).unwrap_err();
    assert_eq!(error.reason, ConnectFailure::WrongPassword);
    assert!(began.elapsed() < Duration::from_secs(5));
}
