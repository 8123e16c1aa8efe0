//! Fixtures as a whole: every release, dump and back, runs that are interrupted, several at once, many rows.

use std::collections::HashMap;
use std::process::Stdio;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use backend_ai::release;
use diesel::connection::SimpleConnection;
use diesel::{PgConnection, RunQueryDsl, sql_query};

use crate::support::{Outcome, Program, cluster};

/// A database of a release, and the program that is configured for it.
pub struct Database {
    pub name: String,
    pub program: Program,
}

impl Database {
    /// As `mgr schema oneshot` leaves it.
    pub fn fresh(release: &str) -> Database {
        static TEMPLATES: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);
        let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
        let template = templates.get_or_insert_default().entry(release.to_owned()).or_insert_with(|| {
            let name = cluster().create_database("fixture_template");
            let release = release::by_name(release).unwrap();
            let mut connection = cluster().connect(&name);
            connection.batch_execute("SET search_path = public").unwrap();
            connection.batch_execute(release.schema().sql).unwrap();
            if let Some(rows) = release.rows() {
                connection.batch_execute(rows.sql).unwrap();
            }
            sql_query(format!("INSERT INTO alembic_version VALUES ('{}')", release.head()))
                .execute(&mut connection)
                .unwrap();
            name
        });
        Self::of(cluster().create_from("fixture", template))
    }

    /// With the example fixtures in it.
    pub fn loaded() -> Database {
        let database = Database::fresh("26.9.6");
        database.examples().success();
        database
    }

    fn of(name: String) -> Database {
        let program = Program::new();
        let port = cluster().port;
        let (user, password) = (crate::support::cluster::USER, crate::support::cluster::PASSWORD);
        let path = program.write(
            "manager.toml",
            format!("[db]\ntype = \"postgresql\"\naddr = {{ host = \"localhost\", port = {port} }}\nname = \"{name}\"\nuser = \"{user}\"\npassword = \"{password}\"\n"),
        );
        std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        Database { name, program }
    }

    pub fn connect(&self) -> PgConnection {
        cluster().connect(&self.name)
    }

    /// Loads the examples of this repository.
    fn examples(&self) -> Outcome {
        let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/manager");
        let mut files: Vec<String> =
            std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path().display().to_string()).collect();
        files.sort();
        let words = ["mgr", "fixture", "populate"].map(str::to_owned);
        self.program.run(words.iter().chain(&files))
    }

    fn dump(&self) -> String {
        self.program.run(["mgr", "fixture", "dump"]).success().stdout
    }
}

#[test]
fn the_examples_load_and_load_again() {
    let database = Database::fresh("26.9.6");
    let outcome = database.examples().success();
    assert!(outcome.stderr.contains("INFO ai.backend.manager.cli.fixture"), "{}", outcome.stderr);
    assert!(
        outcome.stderr.contains("Populating fixture 'example-keypairs' ...") && outcome.stderr.contains("Done"),
        "{}",
        outcome.stderr
    );
    let before = database.dump();
    let outcome = database.examples().success();
    assert!(!outcome.stdout.contains("inserted") && !outcome.stdout.contains("updated"), "{}", outcome.stdout);
    assert_eq!(database.dump(), before);
    // Every user has its node in the graph.
    let missing = "SELECT count(*) FROM users u WHERE NOT EXISTS (SELECT FROM virtual_entities v WHERE v.entity_type = 'user' AND v.entity_id = u.uuid)";
    assert_eq!(database.value(missing).as_deref(), Some("0"));
}

/// One row in every table that a simple row can be made for, in every release: what a dump must bring back.
#[test]
fn a_dump_loads_into_the_same_rows_in_every_release() {
    for release in release::all() {
        let name = release.version.to_string();
        let database = Database::fresh(&name);
        database.fill();
        let dump = database.dump();
        assert!(dump.contains("\"error_logs\": ["), "{name}: {}", &dump[..200.min(dump.len())]);
        let other = Database::fresh(&name);
        if let Some(rows) = release.rows() {
            // A fresh database has keys of its own.
            let seeds = "SET search_path = public; TRUNCATE global_entities, virtual_entities CASCADE;";
            other.connect().batch_execute(&format!("{seeds} {}", rows.sql)).unwrap();
        }
        let outcome = other.program.run_with_input(["mgr", "fixture", "populate", "-"], dump.as_bytes()).success();
        assert!(!outcome.stdout.contains("different"), "{name}: {}", outcome.stdout);
        assert_eq!(other.dump(), dump, "{name}");
    }
}

impl Database {
    /// Values of every kind in a table without foreign keys that every release has.
    fn fill(&self) {
        self.connect()
            .batch_execute(
                "INSERT INTO error_logs (id, severity, source, is_read, message, context_env, traceback, created_at) VALUES \
                 ('00000000-0000-4000-8000-000000000001', 'error', E'a\\tb\\\\c\"d\\ne\\rf''g', true, 'ä한\u{1F600}', 'null', NULL, '2024-02-29 12:30:00.123456+00'), \
                 ('00000000-0000-4000-8000-000000000002', 'critical', '', false, 'null', '{\"$json\": [1.10, 1e3, \"x\"]}', '{}', '1999-12-31 23:59:59+00'), \
                 ('00000000-0000-4000-8000-000000000003', 'warning', '\\N', NULL, '(,)', NULL, '\\x41', now())",
            )
            .unwrap();
    }
}

#[test]
fn two_at_once_take_turns() {
    let database = Database::fresh("26.9.6");
    let rows: Vec<String> =
        (0..20_000).map(|number| format!(r#"{{"name": "p{number}", "resource_slots": {{}}}}"#)).collect();
    database.program.write("x.json", format!("{{\"resource_presets\": [{}]}}", rows.join(",\n")));
    let children: Vec<_> = (0..2).map(|_| database.program.start(["mgr", "fixture", "populate", "x.json"])).collect();
    let mut results: Vec<String> = children.into_iter().map(|child| Outcome::of(child).success().stdout).collect();
    results.sort();
    assert_eq!(results, ["resource_presets: 20000 identical\n", "resource_presets: 20000 inserted\n"]);
}

/// Loads a large fixture, and ends it by `end` after `delay`. Afterwards nothing of it is there, or all of it.
fn interrupted(delay: Duration, end: &dyn Fn(&Database, &mut std::process::Child)) -> bool {
    let database = Database::fresh("26.9.6");
    let rows: Vec<String> = (0..40_000)
        .map(|number| format!(r#"{{"name": "p{number}", "resource_slots": {{"cpu": "{number}"}}}}"#))
        .collect();
    database.program.write("x.json", format!("{{\"resource_presets\": [{}]}}", rows.join(",\n")));
    let mut child = database.program.start(["mgr", "fixture", "populate", "x.json"]);
    thread::sleep(delay);
    end(&database, &mut child);
    let outcome = Outcome::of(child);
    // The server notices a killed client within a second or so.
    let patience = Instant::now();
    while database
        .value("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        .as_deref()
        != Some("0")
    {
        assert!(patience.elapsed() < Duration::from_secs(30), "the server still works on it");
        thread::sleep(Duration::from_millis(50));
    }
    let count = database.value("SELECT count(*) FROM resource_presets");
    match outcome.status {
        0 => assert_eq!(count.as_deref(), Some("40000")),
        _ => assert!(matches!(count.as_deref(), Some("0" | "40000")), "{count:?} {}", outcome.stderr),
    }
    let outcome = database.program.run(["mgr", "fixture", "populate", "x.json"]).success();
    assert!(outcome.stdout.starts_with("resource_presets: 40000 "), "{}", outcome.stdout);
    count.as_deref() == Some("0")
}

#[test]
fn killed_at_any_moment_nothing_is_there_or_all() {
    let nothing = (1..6u64).filter(|step| {
        interrupted(Duration::from_millis(step * step * 40), &|_, child| child.kill().expect("a child to kill"))
    });
    assert!(nothing.count() > 0, "no run was killed in time");
}

#[test]
fn a_cut_connection_leaves_nothing() {
    let cut = interrupted(Duration::from_millis(400), &|database, _| {
        let sql = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'", database.name);
        sql_query(sql).execute(&mut cluster().connect("postgres")).unwrap();
    });
    assert!(cut, "the run was over before it was cut");
}

#[test]
fn sigterm_rolls_back_and_says_so() {
    let database = Database::fresh("26.9.6");
    // A pipe that stays open: the program reads until it is told to stop.
    let mut command = database.program.command(["mgr", "fixture", "populate", "x.json"]);
    let rows: Vec<String> =
        (0..200_000).map(|number| format!(r#"{{"name": "p{number}", "resource_slots": {{}}}}"#)).collect();
    database.program.write("x.json", format!("{{\"resource_presets\": [{}]}}", rows.join(",\n")));
    let child = command.stdin(Stdio::null()).spawn().unwrap();
    thread::sleep(Duration::from_millis(600));
    std::process::Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    let outcome = Outcome::of(child).status(143);
    assert!(outcome.stderr.contains("rolled back"), "{}", outcome.stderr);
    assert_eq!(database.value("SELECT count(*) FROM resource_presets").as_deref(), Some("0"));
}

#[test]
fn a_database_without_schema_is_told_apart() {
    let database = Database::of(cluster().create_database("fixture_empty"));
    database.program.write("x.json", "{}");
    let outcome = database.program.run(["mgr", "fixture", "populate", "x.json"]).status(13);
    assert!(outcome.stderr.contains("mgr schema oneshot"), "{}", outcome.stderr);
}

#[test]
fn list_names_the_examples() {
    let outcome = Program::new()
        .run(["mgr", "fixture", "list", concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/manager")])
        .success();
    assert!(
        outcome.stdout.contains("example-keypairs.json: keypair_resource_policies (1), keypairs ("),
        "{}",
        outcome.stdout
    );
}
