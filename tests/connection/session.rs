//! What of the environment, the role and the database does not change a run, what its session looks like, and psql.

use rustix::process::Signal;
use std::path::PathBuf;

use super::{AWKWARD, ONESHOT, tells_no_secret};
use crate::support::cluster::{PASSWORD, encode, url};
use crate::support::program::{signal, until_told};
use crate::support::{Database, Program, cluster, free_port};

#[test]
fn an_awkward_password_is_in_no_output_of_a_run_that_works() {
    let database = Database::empty();
    let role = database.log_in_as_new_role();
    database.execute(&format!(
        "ALTER ROLE {role} PASSWORD '{}'; ALTER DATABASE {} OWNER TO {role}; ALTER SCHEMA public OWNER TO {role}; \
         CREATE EXTENSION \"uuid-ossp\"",
        AWKWARD.replace('\'', "''"),
        database.name
    ));
    let url = format!("postgresql+asyncpg://{role}:{}@localhost:{}/{}", encode(AWKWARD), cluster().port, database.name);
    database.program.alembic_ini(&url);
    for command in [&["mgr", "schema", "show"][..], &ONESHOT, &ONESHOT] {
        let outcome = database.program.run(command.iter().chain(&["--debug"])).success().tells(&["SQL: "]);
        tells_no_secret(&outcome);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_password_is_not_in_the_process_list() {
    let program = Program::new();
    program.alembic_ini(&url("postgres", PASSWORD, free_port(), "backend"));
    let mut child = program.start(ONESHOT.iter().chain(&["--wait=60"]));
    until_told(&mut child, "Waiting for database");
    let seen = std::fs::read(format!("/proc/{}/cmdline", child.id())).unwrap();
    let name = std::fs::read(format!("/proc/{}/comm", child.id())).unwrap();
    signal(&child, Signal::TERM);
    assert_eq!(child.wait().map(|status| status.code()).unwrap(), Some(143));
    let seen = String::from_utf8_lossy(&seen).replace('\0', " ");
    assert!(seen.contains("oneshot") && !seen.contains(PASSWORD), "{seen}");
    assert!(!String::from_utf8_lossy(&name).contains(PASSWORD));
}

/// What a terminal may have set for other work with PostgreSQL; each alone would change the target or make the login fail.
const STRAY: &[(&str, &str)] = &[
    ("PGHOST", "no-such-host.invalid"),
    ("PGHOSTADDR", "192.0.2.1"),
    ("PGPORT", "1"),
    ("PGUSER", "stray"),
    ("PGPASSWORD", "stray"),
    ("PGDATABASE", "stray"),
    ("PGSERVICE", "stray"),
    ("PGSERVICEFILE", "/nonexistent"),
    ("PGOPTIONS", "-c search_path=stray"),
    ("PGAPPNAME", "stray"),
    ("PGCLIENTENCODING", "SQL_ASCII"),
    ("PGDATESTYLE", "German"),
    ("PGTZ", "Asia/Seoul"),
    ("PGSSLMODE", "verify-full"),
    ("PGSSLROOTCERT", "/nonexistent"),
    ("PGSSLCRL", "/nonexistent"),
    ("PGSSLMINPROTOCOLVERSION", "none such"),
    ("PGSSLMAXPROTOCOLVERSION", "none such"),
    ("PGREQUIREAUTH", "none"),
    ("PGREQUIREPEER", "nobody"),
    ("PGCHANNELBINDING", "require"),
    ("PGGSSENCMODE", "require"),
    ("PGCONNECT_TIMEOUT", "soon"),
    ("PGTARGETSESSIONATTRS", "standby"),
];

#[test]
fn stray_variables_of_libpq_do_not_change_the_target() {
    let database = Database::of("22.03");
    let head = format!("{}\n", crate::support::release("22.03").head);
    for stray in [STRAY].into_iter().chain(STRAY.chunks(1)) {
        let mut command = database.program.command(["mgr", "schema", "current"]);
        let outcome = crate::support::Outcome::of(command.envs(stray.iter().copied()).spawn().unwrap()).success();
        assert_eq!(outcome.stdout, head, "{stray:?}");
        if stray.iter().any(|(name, _)| *name == "PGSERVICE") {
            outcome.tells(&["PGSERVICE is set in the environment and does not count"]);
        }
    }
}

/// A trigger sees the session's settings while a fixture is loaded.
#[test]
fn settings_of_role_and_database_do_not_change_the_session() {
    let database = Database::with(
        "CREATE TABLE odd (id integer); CREATE TABLE seen (name text, setting text);
         CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$
         BEGIN INSERT INTO public.seen SELECT s.name, pg_catalog.current_setting(s.name) FROM pg_catalog.pg_settings AS s; RETURN NEW; END $$;
         CREATE TRIGGER see BEFORE INSERT ON odd FOR EACH ROW EXECUTE FUNCTION see()",
    );
    let role = database.log_in_as_new_role();
    database.execute(&format!(
        "GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}; GRANT TEMPORARY ON DATABASE {} TO {role}",
        database.name
    ));
    for setting in [
        "search_path = odd",
        "standard_conforming_strings = off",
        "DateStyle = 'German'",
        "IntervalStyle = 'iso_8601'",
        "bytea_output = 'escape'",
        "TimeZone = 'Asia/Seoul'",
        "default_transaction_isolation = 'serializable'",
        "statement_timeout = '3s'",
        "extra_float_digits = 0",
        "quote_all_identifiers = on",
        "client_encoding = 'SQL_ASCII'",
    ] {
        database.execute(&format!("ALTER ROLE {role} SET {setting}"));
    }
    database.loads(r#"{"odd": [{"id": 1}]}"#, &[]);
    for (name, value) in [
        ("standard_conforming_strings", "on"),
        ("DateStyle", "ISO, MDY"),
        ("IntervalStyle", "postgres"),
        ("bytea_output", "hex"),
        ("TimeZone", "UTC"),
        ("transaction_isolation", "read committed"),
        ("statement_timeout", "0"),
        ("extra_float_digits", "1"),
        ("quote_all_identifiers", "off"),
        ("client_encoding", "UTF8"),
        ("application_name", "backend.ai mgr fixture populate"),
    ] {
        assert_eq!(database.value(&format!("SELECT setting FROM seen WHERE name = '{name}'")), value, "{name}");
    }
    let path = database.value("SELECT setting FROM seen WHERE name = 'search_path'");
    assert!(!path.contains("odd"), "{path}");
    // Servers before PostgreSQL 14 have no such setting.
    let checked = database.value("SELECT setting FROM seen WHERE name = 'client_connection_check_interval'");
    assert!(["1s", "∅"].contains(&checked.as_str()), "{checked}");
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
    program
        .env("PG_BINDIR", "")
        .env("PATH", directory.to_str().unwrap())
        .env("PGHOST", "stray")
        .env("PGPASSWORD", "stray");
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
    program.env("PATH", "/nonexistent").env("PG_BINDIR", "");
    program.write(
        "manager.toml",
        "[db]\ntype = \"postgresql\"\naddr = \"h:1\"\nname = \"d\"\nuser = \"u\"\npassword = \"p\"\n",
    );
    let outcome = program.run(["mgr", "dbshell"]).status(1);
    assert!(
        outcome.stderr.contains("found no psql in PG_BINDIR and PATH: install PostgreSQL's client"),
        "{}",
        outcome.stderr
    );
    assert_eq!(outcome.stdout, "");
}
