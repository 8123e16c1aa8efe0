//! `mgr schema oneshot` against a real server.

use std::time::Instant;

use serde_json::json;

use crate::support::database::value;
use crate::support::parallel::assert_nothing;
use crate::support::release::versions;
use crate::support::server_user::server_version;
use crate::support::{Database, Facts, Outcome, cluster, in_parallel, mgr, newest, release, releases};

fn oneshot(database: &Database, more: &[&str]) -> Outcome {
    database.schema(["oneshot"].iter().chain(more))
}

#[test]
fn every_release_has_exactly_its_facts() {
    assert_nothing(&in_parallel(releases(), |release| {
        let database = Database::fresh(release);
        let mut wrong = release.facts().differences(&database.facts());
        // What the program itself reads of them.
        let check = database.schema(["check", "--facts", "--release", &release.name]);
        wrong.extend((check.status != 0).then(|| check.both()));
        wrong.extend(
            (database.stamps() != [release.head.as_str()]).then(|| format!("the stamps are {:?}", database.stamps())),
        );
        wrong.into_iter().map(|wrong| format!("{}: {wrong}", release.name)).collect()
    }));
}

#[test]
fn no_other_ledger_and_no_row_but_the_seeded_ones() {
    let database = Database::newest();
    assert_eq!(database.count("SELECT FROM pg_tables WHERE tablename LIKE '%diesel%'"), 0);
    for table in ["global_entities", "virtual_entities", "entity_memberships", "scope_bindings"] {
        assert_eq!(database.count(table), 2, "{table}");
    }
    assert_eq!(database.count("users"), 0);
}

#[test]
fn the_log_has_the_lines_that_operators_know() {
    let database = Database::empty();
    let outcome = oneshot(&database, &["--release", "24.09"]).success();
    let messages = [
        "INFO alembic.runtime.migration [PID] Context impl PostgresqlImpl.",
        "INFO alembic.runtime.migration [PID] Will assume transactional DDL.",
        "INFO ai.backend.manager.cli.dbschema [PID] Detected a fresh new database.",
        "INFO ai.backend.manager.cli.dbschema [PID] Creating tables...",
        "INFO ai.backend.manager.cli.dbschema [PID] Stamping alembic version to head...",
        "INFO alembic.runtime.migration [PID] Running stamp_revision  -> ecc9f6322be4",
    ];
    let lines: Vec<String> = outcome
        .stderr
        .lines()
        .filter_map(|line| {
            let (_, rest) = line.split_at_checked("2024-01-01 00:00:00.000 ".len())?;
            let (head, tail) = (rest.split_once('[')?, rest.split_once(']')?);
            Some(format!("{}[PID]{}", head.0, tail.1))
        })
        .collect();
    let mut rest = lines.iter();
    for message in messages {
        assert!(rest.any(|line| line == message), "{message}\n{}", outcome.stderr);
    }
    let release = release("24.09");
    let created = format!("created the tables of release {}, at {}, in ", release.name, release.head);
    assert!(outcome.stdout.starts_with(&created), "{}", outcome.stdout);
}

#[test]
fn the_second_time_there_is_nothing_to_do_and_no_lock_is_taken() {
    let database = Database::newest();
    let mut holder = database.connect();
    // The key of the program's advisory lock, as docs/connection.md tells it.
    value(&mut holder, "pg_advisory_lock(7089056601372255278)");
    let outcome = oneshot(&database, &["--json"]).success();
    let json = outcome.json();
    assert_eq!((&json["changed"], &json["state"]["before"]["state"]), (&false.into(), &"current".into()));
    assert_eq!(json["revisions"], json!([]));
    outcome.tells(&[&format!("Detected an existing database (current revision: {}).", newest().head)]);
}

#[test]
fn json_tells_what_was_done() {
    let (database, release) = (Database::empty(), release("22.03"));
    let json = oneshot(&database, &["--json", "--release", "22.03"]).success().json();
    assert_eq!((&json["changed"], &json["created"]), (&true.into(), &true.into()));
    assert_eq!((&json["head"], &json["release"]), (&json!(release.head), &json!(release.name)));
    assert_eq!(json["state"]["before"]["state"], "fresh");
    assert_eq!(json["state"]["after"]["stamps"], json!([release.head]));
    assert!(json["durations"]["total"].as_f64().is_some_and(|seconds| seconds > 0.0));
}

#[test]
fn dry_run_changes_nothing() {
    let database = Database::empty();
    let outcome = oneshot(&database, &["--dry-run"]).success();
    let (name, head) = (&newest().name, &newest().head);
    assert_eq!(outcome.stdout, format!("would create the tables of release {name} and stamp {head}\n"));
    assert!(database.facts().is_empty());
}

#[test]
fn foreign_objects_and_an_empty_ledger_are_fresh_all_the_same() {
    for ledger in [
        "",
        "CREATE TABLE alembic_version (version_num varchar(32));",
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));",
        "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES (NULL);",
    ] {
        let database = Database::empty();
        database.execute(&format!(
            "CREATE TABLE orders (id serial PRIMARY KEY, note text); INSERT INTO orders (note) VALUES ('kept');
             CREATE FUNCTION their_function() RETURNS int LANGUAGE sql AS 'SELECT 1';
             CREATE EXTENSION pgcrypto; CREATE TYPE their_type AS ENUM ('a'); {ledger}"
        ));
        let json = oneshot(&database, &["--json"]).success().json();
        assert_eq!((&json["created"], &json["drift"]), (&true.into(), &json!([])), "{ledger}");
        assert_eq!(database.count("orders"), 1);
        let check = database.schema(["check", "--facts"]).success();
        assert!(check.stdout.contains("its facts are those of the release"), "{}", check.stdout);
    }
}

#[test]
fn the_extension_may_be_there_already_and_anywhere() {
    for schema in ["public", "extensions", "\"Odd Schema\""] {
        let database = Database::empty();
        database
            .execute(&format!("CREATE SCHEMA IF NOT EXISTS {schema}; CREATE EXTENSION \"uuid-ossp\" SCHEMA {schema}"));
        oneshot(&database, &[]).success();
        database.schema(["check", "--facts"]).success();
    }
}

#[test]
fn a_search_path_of_the_role_or_the_database_does_not_matter() {
    let database = Database::empty();
    database.execute(&format!(
        "CREATE SCHEMA elsewhere; ALTER DATABASE {} SET search_path = elsewhere, pg_catalog",
        database.name
    ));
    oneshot(&database, &["--release", "23.03"]).success();
    assert_eq!(database.count("SELECT FROM pg_tables WHERE schemaname = 'elsewhere'"), 0);
    assert_eq!(database.count("public.alembic_version"), 1);
}

#[test]
fn a_known_revision_behind_is_upgraded_or_pending_but_never_passed_over() {
    let (from, to) = (release("22.03"), release("22.09"));
    let database = Database::fresh(from);
    let revisions = from.plan(to).len();
    let pending = oneshot(&database, &["--no-upgrade", "--release", "22.09"]).status(20);
    let told = format!("pending: {revisions} revisions from {} to {}:\n", from.head, to.name);
    assert!(pending.stdout.starts_with(&told), "{told}{}", pending.stdout);
    assert_eq!(database.stamps(), [from.head.as_str()]);
    let would = oneshot(&database, &["--dry-run", "--release", "22.09"]).success();
    assert!(would.stdout.starts_with(&format!("would run {revisions} revisions")), "{}", would.stdout);
    assert_eq!(database.stamps(), [from.head.as_str()]);
    let json = oneshot(&database, &["--json", "--release", "22.09"]).success().json();
    assert_eq!(json["revisions"].as_array().map(Vec::len), Some(revisions));
    assert_eq!(json["drift"], json!([]));
    database.assert_is(to);
}

#[test]
fn without_a_release_an_older_database_is_brought_to_the_newest_one() {
    for from in releases().iter().rev().skip(1).step_by(4) {
        let database = Database::fresh(from);
        oneshot(&database, &["--no-etcd"]).success();
        database.assert_is(newest());
    }
}

#[test]
fn ahead_and_unknown_are_newer() {
    let database = Database::of("24.09");
    let (old, head) = (&release("22.03").name, &release("24.09").head);
    let told = format!("is ahead of {old}: it has revision {head}, which release 24.09.6 had first");
    oneshot(&database, &["--release", "22.03"]).status(14).tells(&[&told]);
    let database = Database::of("26.04");
    oneshot(&database, &["--release", "26.08"]).status(14).tells(&["is newer in time"]);
    database.execute("UPDATE alembic_version SET version_num = '0123456789ab'");
    let json = oneshot(&database, &["--json"]).status(14).json();
    assert_eq!(json["error"]["class"], "newer");
    let message = json["error"]["message"].as_str().expect("a message");
    assert!(message.contains("0123456789ab") && message.contains(&newest().name), "{message}");
    assert_eq!(database.stamps(), ["0123456789ab"]);
}

#[test]
fn several_stamps_are_joined_or_listed() {
    let database = Database::of("24.09");
    database.execute("INSERT INTO alembic_version VALUES ('81c264528f20'), ('c4b7ec740b36')");
    let outcome = oneshot(&database, &["--release", "24.09"]).success();
    assert!(outcome.stdout.starts_with("left one stamp"), "{}", outcome.stdout);
    assert_eq!(database.stamps(), [release("24.09").head.as_str()]);
    // Two branches of 2023, neither of which 22.03 has.
    database.execute("TRUNCATE alembic_version; INSERT INTO alembic_version VALUES ('ac4e179c57fe'), ('10c58e701d87')");
    oneshot(&database, &["--release", "22.03"]).status(13).tells(&["10c58e701d87, ac4e179c57fe"]);
}

#[test]
fn tables_without_a_stamp_are_left_to_a_person() {
    let database = Database::of("23.09");
    database.execute("DELETE FROM alembic_version");
    let remedy = format!("`mgr schema stamp {}`", release("23.09").name);
    oneshot(&database, &[]).status(13).tells(&[&remedy]);
    database.execute("DROP TABLE error_logs");
    oneshot(&database, &[]).status(13).tells(&["missing error_logs", "found agents, "]);
    database.execute("DROP TABLE alembic_version");
    oneshot(&database, &[]).status(13);
}

#[test]
fn drift_is_told_refused_or_mended() {
    let database = Database::of("25.06");
    database.execute("DROP INDEX ix_users_email; ALTER TABLE domains ALTER COLUMN is_active SET DEFAULT true");
    oneshot(&database, &["--release", "25.06"]).success().tells(&["WARN", "2 facts differ"]);
    oneshot(&database, &["--release", "25.06", "--strict"]).status(21);
    let would = oneshot(&database, &["--release", "25.06", "--repair", "--dry-run"]).success();
    assert!(would.stdout.contains("CREATE UNIQUE INDEX ix_users_email"), "{}", would.stdout);
    let json = oneshot(&database, &["--release", "25.06", "--repair", "--json"]).success().json();
    assert_eq!((&json["changed"], json["repaired"].as_array().map(Vec::len)), (&true.into(), Some(2)));
    oneshot(&database, &["--release", "25.06", "--strict"]).success();
}

#[test]
fn several_at_once_do_it_once() {
    let database = Database::empty();
    let start = |_| database.program.start(mgr(&["schema"], ["oneshot", "--json"]));
    let children: Vec<_> = (0..3).map(start).collect();
    let outcomes: Vec<Outcome> = children.into_iter().map(|child| Outcome::of(child).success()).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.json()["changed"] == true).count(), 1);
    database.assert_is(newest());
}

#[test]
fn killed_at_any_moment_nothing_happened_or_all_of_it() {
    const STEPS: u32 = 12;
    let began = Instant::now();
    oneshot(&Database::empty(), &[]).success();
    let took = began.elapsed();
    let mut in_time = 0;
    for step in 1..=STEPS {
        let database = Database::empty();
        let mut child = database.program.start(mgr(&["schema"], ["oneshot"]));
        std::thread::sleep(took * step / STEPS);
        child.kill().expect("SIGKILL");
        Outcome::of(child);
        database.until_no_run_is_left();
        if database.facts().is_empty() {
            in_time += 1;
            oneshot(&database, &[]).success();
        }
        assert_eq!(database.facts(), newest().facts());
        database.assert_is(newest());
    }
    assert!(in_time > 0, "no run was killed in time");
}

#[test]
fn a_read_only_database_is_not_written_and_can_be_checked() {
    let database = Database::of("25.15");
    database.execute(&format!("ALTER DATABASE {} SET default_transaction_read_only = on", database.name));
    oneshot(&database, &["--release", "25.15"]).status(11).tells(&["read-only"]);
    for command in [&["check", "--facts", "--release", "25.15"][..], &["show"], &["current"]] {
        database.schema(command).success();
    }
}

#[test]
fn a_role_that_may_not_create_gets_the_sql_for_the_dba() {
    let database = Database::empty();
    // What PostgreSQL 15 does by itself.
    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    let role = database.log_in_as_new_role();
    let outcome = oneshot(&database, &["--release", "22.03"]).status(16);
    let statements = [
        format!("GRANT USAGE, CREATE ON SCHEMA public TO {role};"),
        "CREATE EXTENSION \"uuid-ossp\" SCHEMA public;".into(),
    ];
    for statement in &statements {
        assert!(outcome.stderr.contains(statement), "{statement}: {}", outcome.stderr);
    }
    assert!(database.facts().is_empty());
    database.schema(["check"]).status(20);
    statements.iter().for_each(|statement| database.execute(statement));
    oneshot(&database, &["--release", "22.03"]).success();
}

#[test]
fn a_missing_database_is_created_on_demand_and_once() {
    let database = Database::on(cluster(), "made-\"on-demand\";--");
    // A missing database is no fresh one.
    for command in ["oneshot", "current"] {
        let outcome = database.schema([command]).status(11).tells(&["--create-db"]);
        assert!(!outcome.stderr.contains("fresh"), "{}", outcome.stderr);
    }
    let start = |_| database.program.start(mgr(&["schema"], ["oneshot", "--create-db", "--json"]));
    let children: Vec<_> = (0..4).map(start).collect();
    let outcomes: Vec<Outcome> = children.into_iter().map(|child| Outcome::of(child).success()).collect();
    assert_eq!(outcomes.iter().filter(|outcome| outcome.json()["changed"] == true).count(), 1);
    database.assert_is(newest());
    let made = "SELECT pg_encoding_to_char(encoding) || ' ' || datdba::regrole FROM pg_database WHERE datname = current_database()";
    assert_eq!(database.value(made), "UTF8 postgres");
}

#[test]
fn a_role_that_may_not_create_the_database_gets_the_sql_for_the_dba() {
    let database = Database::on(cluster(), "never-made");
    let elsewhere = Database::empty();
    let role = elsewhere.log_in_as_new_role();
    database.log_in_as(&role, "Ordinary-1");
    let statement = format!(r#"CREATE DATABASE "never-made" OWNER "{role}" ENCODING 'UTF8' TEMPLATE template0;"#);
    oneshot(&database, &["--create-db"]).status(16).tells(&[&statement]);
    elsewhere.execute(&statement);
    assert_eq!(database.schema(["current"]).success().stdout, "");
}

#[test]
fn an_unknown_release_is_a_mistake_on_the_command_line() {
    let database = Database::empty();
    oneshot(&database, &["--release", "21.09.0"]).status(2).tells(&[&releases()[0].line(), "not part of this build"]);
    oneshot(&database, &["--release", "99.1"]).status(2).tells(&["there is no release \"99.1\""]);
}

#[test]
fn uuids_of_version_7_are_time_ordered_and_strictly_increasing() {
    let database = Database::newest();
    database.execute("CREATE TABLE made AS SELECT n, uuid_generate_v7() AS id FROM generate_series(1, 100000) AS n");
    assert_eq!(database.count("SELECT DISTINCT id FROM made"), 100_000);
    for wrong in [
        "SELECT FROM (SELECT id, lag(id) OVER (ORDER BY n) AS before FROM made) AS pairs WHERE id <= before",
        "SELECT FROM made WHERE substr(id::text, 15, 1) <> '7'",
        "SELECT FROM made WHERE substr(id::text, 20, 1) NOT IN ('8', '9', 'a', 'b')",
        "SELECT FROM made WHERE abs(extract(epoch FROM clock_timestamp()) \
         - ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) > 60",
    ] {
        assert_eq!(database.count(wrong), 0, "{wrong}");
    }
}

#[test]
fn a_name_that_is_taken_is_told_and_nothing_is_made() {
    let database = Database::empty();
    // A type of somebody else's that has the name of one of ours.
    database.execute("CREATE TYPE userrole AS ENUM ('theirs')");
    oneshot(&database, &["--release", "24.09"]).status(13).tells(&["type userrole"]);
    assert_eq!(database.facts(), Facts::parse("enum userrole ('theirs')"));
}

#[test]
fn an_old_server_is_refused_before_the_first_write() {
    let (empty, older) = (Database::empty(), Database::newest());
    let releases = empty.schema(["releases", "--json"]).success().json();
    let default = releases["releases"].as_array().and_then(|all| all.last()).expect("a release");
    let oldest = default["oldest_postgresql"].as_i64().expect("a number");
    let fitting = &versions().last().expect("a version").name;
    for (database, command) in [(empty, "oneshot"), (older, "upgrade")] {
        let before = database.facts();
        let outcome = database.schema([command]);
        if server_version() >= oldest {
            outcome.success();
        } else {
            let told =
                [format!("needs PostgreSQL {oldest}"), format!("the newest release that it can hold is {fitting}")];
            outcome.status(11).tells(&[&told[0], &told[1]]);
            assert_eq!(database.facts(), before, "{command}");
        }
    }
}
