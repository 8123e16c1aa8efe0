//! What holds for every command that connects: exit status, what goes to stdout, no secret anywhere, and what a signal, a time limit
//! or a lost server leaves behind: nothing.

use std::path::PathBuf;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

use backend_ai::devdb::cluster::free_port;
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::{BigInt, Bool};
use diesel::{PgConnection, RunQueryDsl, select};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::cluster::PASSWORD;
use crate::support::{Cluster, Outcome, Program, cluster};

/// Of a release that any supported server can hold.
const ONESHOT: [&str; 5] = ["mgr", "schema", "oneshot", "--release", "22.3.3"];
/// Long enough for a busy machine, short enough for a test that fails.
const PATIENCE: Duration = Duration::from_secs(60);
/// As in the guide, with all that hurts in it.
const AWKWARD: &str = "p@ss:w/rd%#[é ]'\"\\ $PW";

fn yes(connection: &mut PgConnection, expression: &str) -> bool {
    select(sql::<Bool>(expression)).get_result(connection).unwrap()
}

#[track_caller]
fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < PATIENCE, "waited in vain until {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A program whose alembic.ini names a database of the shared server.
fn program_on(database: &str) -> Program {
    let program = Program::new();
    program.alembic_ini(&cluster().url(database));
    program
}

/// Tables in public, but for those of the test itself.
fn is_fresh(cluster: &Cluster, database: &str) -> bool {
    let tables = "(SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')";
    select(sql::<BigInt>(tables)).get_result::<i64>(&mut cluster.connect(database)).unwrap() == 0
}

#[test]
fn a_connection_that_cannot_be_made_has_status_11_and_tells_no_secret() {
    let free = free_port().unwrap();
    let port = cluster().port;
    let password = encoded(AWKWARD);
    let cases = [
        ("connection refused", format!("postgresql://postgres:{password}@localhost:{free}/backend")),
        ("wrong password", format!("postgresql://postgres:{password}@localhost:{port}/postgres")),
        ("unknown host name", format!("postgresql://postgres:{password}@no-such-host.invalid:{port}/postgres")),
        ("the database does not exist", format!("{}/no%20such", cluster().url("").trim_end_matches('/'))),
        ("TLS failed", format!("{}?sslmode=require", cluster().url("postgres"))),
    ];
    for (reason, url) in cases {
        let program = Program::new();
        program.alembic_ini(&url);
        for extra in [&[][..], &["--debug"], &["--json"], &["--json", "--debug"], &["--wait=0", "--debug"]] {
            let outcome = program.run(ONESHOT.iter().chain(extra)).status(11);
            assert!(outcome.stderr.contains(reason), "{reason}: {}", outcome.stderr);
            keeps_its_promises(&outcome, extra.contains(&"--json"));
            let errors = outcome.stderr.lines().filter(|line| line.contains(" ERROR ")).count();
            assert_eq!(errors, 1, "one clear sentence: {}", outcome.stderr);
        }
    }
}

/// No secret, no escape code, and on stdout nothing but the result of a failure.
#[track_caller]
fn keeps_its_promises(outcome: &Outcome, json: bool) {
    let both = format!("{}{}", outcome.stdout, outcome.stderr);
    for secret in [AWKWARD, &encoded(AWKWARD), &encoded(AWKWARD).replace('%', "%%"), "w/rd%", PASSWORD] {
        assert!(!both.contains(secret), "{secret} is told: {both}");
    }
    assert!(!both.contains('\u{1b}'), "escape codes in a pipe: {both}");
    if json {
        let error = &outcome.json()["error"];
        assert_eq!(error["status"], outcome.status);
        assert_eq!(outcome.json()["changed"], false);
        assert!(error["class"].is_string() && error["message"].is_string(), "{}", outcome.stdout);
        assert_eq!(outcome.stdout.lines().count(), 1, "one document: {}", outcome.stdout);
    } else {
        assert_eq!(outcome.stdout, "");
    }
}

#[test]
fn an_awkward_password_is_in_no_output_of_a_run_that_works() {
    let database = cluster().create_database("promise");
    let quoted = AWKWARD.replace('\'', "''");
    let statements = format!(
        "CREATE ROLE promise LOGIN PASSWORD '{quoted}'; ALTER DATABASE {database} OWNER TO promise; \
         ALTER SCHEMA public OWNER TO promise; CREATE EXTENSION \"uuid-ossp\""
    );
    cluster().connect(&database).batch_execute(&statements).unwrap();
    let program = Program::new();
    program.alembic_ini(&format!(
        "postgresql+asyncpg://promise:{}@localhost:{}/{database}",
        encoded(AWKWARD),
        cluster().port
    ));
    for command in [&["mgr", "schema", "show"][..], &ONESHOT, &ONESHOT] {
        let outcome = program.run(command.iter().chain(&["--debug"])).success();
        let both = format!("{}{}", outcome.stdout, outcome.stderr);
        for secret in [AWKWARD, &encoded(AWKWARD), "w/rd%"] {
            assert!(!both.contains(secret), "{secret} is told: {both}");
        }
        assert!(!both.contains('\u{1b}'), "{both}");
        assert!(outcome.stderr.contains("SQL: "), "--debug logs statements: {}", outcome.stderr);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_password_is_not_in_the_process_list() {
    let program = Program::new();
    let free = free_port().unwrap();
    program.alembic_ini(&format!("postgresql://postgres:{PASSWORD}@localhost:{free}/backend"));
    let mut child = program.start(ONESHOT.iter().chain(&["--wait=60"]));
    until("it runs", || !std::fs::read(format!("/proc/{}/cmdline", child.id())).unwrap().is_empty());
    thread::sleep(Duration::from_millis(500));
    let seen = std::fs::read(format!("/proc/{}/cmdline", child.id())).unwrap();
    let name = std::fs::read(format!("/proc/{}/comm", child.id())).unwrap();
    signal(&child, Signal::TERM);
    assert_eq!(child.wait().map(|status| status.code()).unwrap(), Some(143));
    let seen = String::from_utf8_lossy(&seen).replace('\0', " ");
    assert!(seen.contains("oneshot") && !seen.contains(PASSWORD), "{seen}");
    assert!(!String::from_utf8_lossy(&name).contains(PASSWORD));
}

#[test]
fn stray_variables_of_libpq_do_not_change_the_target() {
    let database = cluster().create_database("stray");
    let mut program = program_on(&database);
    for (name, value) in [
        ("PGHOST", "no-such-host.invalid"),
        ("PGHOSTADDR", "192.0.2.1"),
        ("PGPORT", "1"),
        ("PGUSER", "stray"),
        ("PGPASSWORD", "stray"),
        ("PGDATABASE", "stray"),
        ("PGSERVICE", "stray"),
        ("PGSERVICEFILE", "/nonexistent"),
        ("PGSSLMODE", "verify-full"),
        ("PGREQUIREAUTH", "none"),
        ("PGOPTIONS", "-c search_path=stray"),
        ("PGCLIENTENCODING", "SQL_ASCII"),
        ("PGTARGETSESSIONATTRS", "standby"),
        ("PGDATESTYLE", "German"),
        ("PGTZ", "Asia/Seoul"),
    ] {
        program.env(name, value);
    }
    let outcome = program.run(ONESHOT).success();
    assert!(outcome.stderr.contains("PGSERVICE is set in the environment and does not count"), "{}", outcome.stderr);
    let there = "to_regclass('public.alembic_version') IS NOT NULL";
    assert!(yes(&mut cluster().connect(&database), there));
}

#[test]
fn a_missing_database_is_created_only_on_demand() {
    let program = program_on("on_demand");
    let outcome = program.run(ONESHOT).status(11);
    assert!(outcome.stderr.contains("--create-db"), "{}", outcome.stderr);
    assert!(!outcome.stderr.contains("fresh"), "a missing database is no fresh one: {}", outcome.stderr);
    let runs: Vec<Child> = (0..2).map(|_| program.start(ONESHOT.iter().chain(&["--create-db", "--json"]))).collect();
    changed_once(runs);
}

#[test]
fn of_two_runs_at_once_the_second_finds_nothing_to_do() {
    let program = program_on(&cluster().create_database("twice"));
    changed_once((0..2).map(|_| program.start(ONESHOT.iter().chain(&["--json"]))).collect());
}

/// All succeed, and exactly one has done something.
#[track_caller]
fn changed_once(runs: Vec<Child>) {
    let outcomes: Vec<Outcome> = runs.into_iter().map(|child| Outcome::of(child).success()).collect();
    let changed = outcomes.iter().filter(|outcome| outcome.json()["changed"] == true).count();
    assert_eq!(changed, 1, "{outcomes:?}");
}

#[test]
fn a_role_that_may_not_create_is_told_the_sql_for_the_dba() {
    let database = cluster().create_database("forbidden");
    let admin = |statements: &str| cluster().connect(&database).batch_execute(statements).unwrap();
    admin("CREATE ROLE forbidden LOGIN PASSWORD 'Role-5a1d'");
    // What PostgreSQL 15 does by itself.
    admin("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    let program = Program::new();
    program.alembic_ini(&format!("postgresql://forbidden:Role-5a1d@localhost:{}/{database}", cluster().port));
    let outcome = program.run(ONESHOT).status(16);
    for sql in ["GRANT USAGE, CREATE ON SCHEMA public TO forbidden;", "CREATE EXTENSION \"uuid-ossp\" SCHEMA public;"] {
        assert!(outcome.stderr.contains(sql), "{}", outcome.stderr);
        admin(sql);
    }
    assert!(is_fresh(cluster(), &database));
    program.run(ONESHOT).success();
}

#[test]
fn a_read_only_database_has_status_11_for_writing_and_works_for_reading() {
    let database = cluster().create_database("frozen");
    cluster()
        .connect("postgres")
        .batch_execute(&format!("ALTER DATABASE {database} SET default_transaction_read_only = on"))
        .unwrap();
    let program = program_on(&database);
    let outcome = program.run(ONESHOT).status(11);
    assert!(outcome.stderr.contains("read-only"), "{}", outcome.stderr);
    program.run(["mgr", "schema", "show"]).success();
}

/// Somebody in the way: an uncommitted `alembic_version`, on which `CREATE TABLE alembic_version` waits inside the server.
struct Obstacle {
    connection: PgConnection,
    database: String,
}

impl Obstacle {
    fn on(cluster: &Cluster, database: &str) -> Obstacle {
        let mut connection = cluster.connect(database);
        connection.batch_execute("BEGIN").unwrap();
        connection.batch_execute("CREATE TABLE alembic_version (in_the_way integer)").unwrap();
        Obstacle { connection, database: database.to_owned() }
    }

    /// Until a run of the program waits in a statement of its transaction.
    #[track_caller]
    fn until_hit(&self, cluster: &Cluster) {
        let mut witness = cluster.connect("postgres");
        let waits = format!(
            "EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{}' AND application_name LIKE 'backend.ai mgr %' AND wait_event_type = 'Lock')",
            self.database
        );
        until("a statement waits", || yes(&mut witness, &waits));
    }

    /// Gives way, and looks that the program has left nothing and that the next run works.
    #[track_caller]
    fn give_way(mut self, cluster: &Cluster, program: &Program) {
        self.connection.batch_execute("ROLLBACK").unwrap();
        let mut witness = cluster.connect("postgres");
        let gone = format!(
            "NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{}' AND application_name LIKE 'backend.ai %')",
            self.database
        );
        until("the server has seen the end of the run", || yes(&mut witness, &gone));
        assert!(is_fresh(cluster, &self.database), "half of the work stayed");
        program.run(ONESHOT).success();
    }
}

fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap(), signal).unwrap();
}

#[test]
fn signals_in_a_long_statement_roll_back() {
    for (sent, status, class) in [(Signal::TERM, 143, "terminated"), (Signal::INT, 130, "interrupted")] {
        let database = cluster().create_database("stopped");
        let program = program_on(&database);
        let obstacle = Obstacle::on(cluster(), &database);
        let child = program.start(ONESHOT.iter().chain(&["--json"]));
        obstacle.until_hit(cluster());
        let began = Instant::now();
        signal(&child, sent);
        let outcome = Outcome::of(child).status(status);
        assert!(
            began.elapsed() < Duration::from_secs(9),
            "{:?}: the way of patience, not of cancelling",
            began.elapsed()
        );
        keeps_its_promises(&outcome, true);
        assert_eq!(outcome.json()["error"]["class"], class);
        obstacle.give_way(cluster(), &program);
    }
}

#[test]
fn a_signal_while_waiting_ends_at_once() {
    // For the server.
    let program = Program::new();
    program.alembic_ini(&format!("postgresql://postgres:x@localhost:{}/backend", free_port().unwrap()));
    let child = program.start(ONESHOT.iter().chain(&["--wait=60", "--json"]));
    thread::sleep(Duration::from_secs(1));
    let began = Instant::now();
    signal(&child, Signal::TERM);
    let outcome = Outcome::of(child).status(143);
    assert!(began.elapsed() < Duration::from_secs(5));
    keeps_its_promises(&outcome, true);
    // For another run.
    let database = cluster().create_database("waits");
    let program = program_on(&database);
    let obstacle = Obstacle::on(cluster(), &database);
    let first = program.start(ONESHOT);
    obstacle.until_hit(cluster());
    let mut second = program.command(ONESHOT).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(second.stderr.take().unwrap()));
    let told = lines.find_map(|line| line.ok().filter(|line| line.contains("Waiting for another run"))).unwrap();
    assert!(told.contains("\"backend.ai mgr schema oneshot\" as user \"postgres\", since 2"), "{told}");
    signal(&second, Signal::INT);
    assert_eq!(second.wait().unwrap().code(), Some(130));
    signal(&first, Signal::TERM);
    Outcome::of(first).status(143);
    obstacle.give_way(cluster(), &program);
}

#[test]
fn time_limits_have_the_class_of_what_they_interrupt() {
    // Waiting for the server.
    let program = Program::new();
    program.alembic_ini(&format!("postgresql://postgres:x@localhost:{}/backend", free_port().unwrap()));
    let began = Instant::now();
    program.run(ONESHOT.iter().chain(&["--wait=60", "--timeout=1"])).status(11);
    assert!(began.elapsed() < Duration::from_secs(10));
    // Work.
    let database = cluster().create_database("limits");
    let program = program_on(&database);
    let obstacle = Obstacle::on(cluster(), &database);
    let began = Instant::now();
    let outcome = program.run(ONESHOT.iter().chain(&["--timeout=2", "--json"])).status(1);
    assert!(began.elapsed() < Duration::from_secs(11), "{:?}", began.elapsed());
    assert_eq!(outcome.json()["error"]["message"], "not done within 2 s (--timeout): cancelled and rolled back");
    keeps_its_promises(&outcome, true);
    // Another run.
    let first = program.start(ONESHOT);
    obstacle.until_hit(cluster());
    program.run(ONESHOT.iter().chain(&["--timeout=1"])).status(12);
    let outcome = program.run(ONESHOT.iter().chain(&["--lock-timeout=0.3"])).status(12);
    assert!(outcome.stderr.contains("the lock is held by pid "), "{}", outcome.stderr);
    signal(&first, Signal::TERM);
    Outcome::of(first).status(143);
    obstacle.give_way(cluster(), &program);
}

#[test]
fn a_killed_run_leaves_nothing() {
    let database = cluster().create_database("killed");
    let program = program_on(&database);
    let obstacle = Obstacle::on(cluster(), &database);
    let child = program.start(ONESHOT);
    obstacle.until_hit(cluster());
    signal(&child, Signal::KILL);
    Outcome::of(child).status(137);
    obstacle.give_way(cluster(), &program);
}

#[test]
fn a_server_that_goes_down_in_the_middle_leaves_nothing() {
    let own = Cluster::start(&[]);
    let program = Program::new();
    program.alembic_ini(&own.url("postgres"));
    let obstacle = Obstacle::on(&own, "postgres");
    let child = program.start(ONESHOT.iter().chain(&["--json"]));
    obstacle.until_hit(&own);
    own.inner.stop().unwrap();
    let outcome = Outcome::of(child).status(11);
    assert!(outcome.stderr.contains("the server rolls back what was not committed"), "{}", outcome.stderr);
    keeps_its_promises(&outcome, true);
    // And the next run waits for it to come back.
    let next = program.start(ONESHOT.iter().chain(&["--wait=60"]));
    thread::sleep(Duration::from_millis(700));
    own.inner.start(own.port, &[]).unwrap();
    let outcome = Outcome::of(next).success();
    assert!(outcome.stderr.contains("Waiting for database \"postgres\" at localhost:"), "{}", outcome.stderr);
}

/// A psql that only tells how it was called.
fn told_by_psql(program: &mut Program) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let script =
        program.write("bin/psql", "#!/bin/sh\nprintf '%s\\n' \"$@\"\nprintf 'PGPASSWORD=%s\\n' \"$PGPASSWORD\"\n");
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    script.parent().unwrap().to_owned()
}

#[test]
fn dbshell_hands_the_password_over_by_the_environment_alone() {
    let mut program = Program::new();
    let directory = told_by_psql(&mut program);
    program.env("PATH", directory.to_str().unwrap()).env("PGHOST", "stray").env("PGPASSWORD", "stray");
    program.write(
        "manager.toml",
        "[db]\ntype = \"postgresql\"\naddr = \"h:1\"\nname = \"my db\"\nuser = \"u\"\npassword = \"p@ss w'd\"\n",
    );
    let outcome = program.run(["mgr", "dbshell", "-c", "SELECT 1"]).success();
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    let [c, statement, connection, password] = lines[..] else { panic!("{lines:?}") };
    assert_eq!([c, statement, password], ["-c", "SELECT 1", "PGPASSWORD=p@ss w'd"]);
    assert!(connection.starts_with("--dbname=host='h' port='1' user='u' dbname='my db' "), "{connection}");
    assert!(!connection.contains("p@ss"), "{connection}");
}

#[test]
fn dbshell_without_psql_says_what_to_install() {
    let mut program = Program::new();
    program.env("PATH", "/nonexistent");
    program.write(
        "manager.toml",
        "[db]\ntype = \"postgresql\"\naddr = \"h:1\"\nname = \"d\"\nuser = \"u\"\npassword = \"p\"\n",
    );
    let outcome = program.run(["mgr", "dbshell"]).status(1);
    assert!(outcome.stderr.contains("found no psql in PATH: install PostgreSQL's client"), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}
