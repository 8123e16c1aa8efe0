//! `mgr schema oneshot` against a real server.

use std::time::{Duration, Instant};

use backend_ai::release;
use backend_ai::schema_facts::Facts;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

use crate::support::{Cluster, Outcome, Program, cluster, database_of, program_for};

const RELEASES: [&str; 12] = [
    "22.3.3", "22.9.23", "23.3.12", "23.9.10", "24.3.11", "24.9.14", "25.6.17", "25.15.12", "25.19.2", "26.4.16",
    "26.8.3", "26.9.6",
];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

pub fn count(connection: &mut PgConnection, query: &str) -> i64 {
    let row: Count =
        diesel::sql_query(format!("SELECT ({query})::bigint AS count")).get_result(connection).expect(query);
    row.count
}

pub fn execute(database: &str, sql: &str) {
    cluster().connect(database).batch_execute(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
}

/// What the facts' own definition prints.
pub fn golden_facts(database: &str) -> String {
    let mut connection = cluster().connect(database);
    let (set, query) = include_str!("schema-facts.sql").split_once(";\n").expect("SET, then a query");
    connection.batch_execute(set).expect("SET search_path");
    let query = query.replace("SELECT regexp_replace(line,", "SELECT line FROM (SELECT regexp_replace(line,").replace(
        "FROM facts ORDER BY line COLLATE \"C\";",
        "AS line FROM facts) AS all_facts ORDER BY line COLLATE \"C\"",
    );
    let lines: Vec<Line> = diesel::sql_query(query).load(&mut connection).expect("facts");
    lines.into_iter().map(|fact| fact.line + "\n").collect()
}

fn oneshot(database: &str, more: &[&str]) -> Outcome {
    program_for(database).run(["mgr", "schema", "oneshot"].iter().chain(more))
}

fn stamps(database: &str) -> String {
    let query = "SELECT coalesce(string_agg(version_num, ',' ORDER BY version_num), '') AS line FROM alembic_version";
    let row: Line = diesel::sql_query(query).get_result(&mut cluster().connect(database)).expect("the stamp");
    row.line
}

#[test]
fn every_release_has_exactly_its_facts() {
    for release in RELEASES {
        let database = database_of(release);
        let embedded = release::by_name(release).unwrap();
        let expected: String = embedded.facts().lines().map(|line| format!("{line}\n")).collect();
        assert_eq!(golden_facts(&database), expected, "{release}");
        let own = Facts::read(&mut cluster().connect(&database)).expect("facts");
        assert_eq!(&own, embedded.facts(), "{release}: this program's query");
        assert_eq!(stamps(&database), embedded.head(), "{release}");
    }
}

#[test]
fn no_other_ledger_and_no_row_but_the_seeded_ones() {
    let database = database_of("26.9.6");
    let mut connection = cluster().connect(&database);
    assert_eq!(count(&mut connection, "SELECT count(*) FROM pg_tables WHERE tablename LIKE '%diesel%'"), 0);
    let rows = |table: &str| format!("SELECT count(*) FROM {table}");
    for table in ["global_entities", "virtual_entities", "entity_memberships", "scope_bindings"] {
        assert_eq!(count(&mut connection, &rows(table)), 2, "{table}");
    }
    assert_eq!(count(&mut connection, &rows("users")), 0);
}

#[test]
fn the_log_has_the_lines_that_operators_know() {
    let database = cluster().create_database("log");
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
    assert!(
        outcome.stdout.starts_with("created the tables of release 24.09.14, at ecc9f6322be4, in "),
        "{}",
        outcome.stdout
    );
}

#[test]
fn the_second_time_there_is_nothing_to_do_and_no_lock_is_taken() {
    let database = database_of("26.9.6");
    let mut holder = cluster().connect(&database);
    let key = backend_ai::database::lock::KEY;
    holder.batch_execute(&format!("SELECT pg_advisory_lock({key})")).expect("the lock");
    let outcome = oneshot(&database, &["--json"]).success();
    let json = outcome.json();
    assert_eq!(json["changed"], false);
    assert_eq!(json["state"]["before"]["state"], "current");
    assert_eq!(json["revisions"], serde_json::json!([]));
    assert!(outcome.stderr.contains("Detected an existing database (current revision: d1117da8d8bd)."));
}

#[test]
fn json_tells_what_was_done() {
    let database = cluster().create_database("json");
    let json = oneshot(&database, &["--json", "--release", "22.03"]).success().json();
    assert_eq!(json["changed"], true);
    assert_eq!(json["created"], true);
    assert_eq!((&json["head"], &json["release"]), (&"81c264528f20".into(), &"22.3.3".into()));
    assert_eq!(json["state"]["before"]["state"], "fresh");
    assert_eq!(json["state"]["after"]["stamps"], serde_json::json!(["81c264528f20"]));
    assert!(json["durations"]["total"].as_f64().is_some_and(|seconds| seconds > 0.0));
}

#[test]
fn dry_run_changes_nothing() {
    let database = cluster().create_database("dry");
    let outcome = oneshot(&database, &["--dry-run"]).success();
    assert_eq!(outcome.stdout, "would create the tables of release 26.9.6 and stamp d1117da8d8bd\n");
    assert_eq!(golden_facts(&database), "");
}

#[test]
fn foreign_objects_and_an_empty_ledger_are_fresh_all_the_same() {
    for ledger in [
        "",
        "CREATE TABLE alembic_version (version_num varchar(32));",
        "CREATE TABLE alembic_version (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));",
        "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES (NULL);",
    ] {
        let database = cluster().create_database("foreign");
        execute(
            &database,
            &format!(
                "CREATE TABLE orders (id serial PRIMARY KEY, note text); INSERT INTO orders (note) VALUES ('kept');
                 CREATE FUNCTION their_function() RETURNS int LANGUAGE sql AS 'SELECT 1';
                 CREATE EXTENSION pgcrypto; CREATE TYPE their_type AS ENUM ('a'); {ledger}"
            ),
        );
        let json = oneshot(&database, &["--json"]).success().json();
        assert_eq!(json["created"], true, "{ledger}");
        assert_eq!(json["drift"], serde_json::json!([]), "{ledger}");
        let mut connection = cluster().connect(&database);
        assert_eq!(count(&mut connection, "SELECT count(*) FROM orders"), 1);
        let check = program_for(&database).run(["mgr", "schema", "check", "--facts"]).success();
        assert!(check.stdout.contains("its facts are those of the release"), "{}", check.stdout);
    }
}

#[test]
fn the_extension_may_be_there_already_and_anywhere() {
    for schema in ["public", "extensions", "\"Odd Schema\""] {
        let database = cluster().create_database("extension");
        execute(
            &database,
            &format!("CREATE SCHEMA IF NOT EXISTS {schema}; CREATE EXTENSION \"uuid-ossp\" SCHEMA {schema}"),
        );
        oneshot(&database, &[]).success();
        let check = program_for(&database).run(["mgr", "schema", "check", "--facts"]);
        check.success();
    }
}

#[test]
fn a_search_path_of_the_role_or_the_database_does_not_matter() {
    let database = cluster().create_database("path");
    execute(
        &database,
        &format!("CREATE SCHEMA elsewhere; ALTER DATABASE {database} SET search_path = elsewhere, pg_catalog"),
    );
    oneshot(&database, &["--release", "23.03"]).success();
    let mut connection = cluster().connect(&database);
    assert_eq!(count(&mut connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'elsewhere'"), 0);
    assert_eq!(count(&mut connection, "SELECT count(*) FROM public.alembic_version"), 1);
}

#[test]
fn a_known_revision_behind_is_upgraded_or_pending_but_never_passed_over() {
    let database = database_of("22.3.3");
    let pending = oneshot(&database, &["--no-upgrade", "--release", "22.09"]).status(20);
    assert!(pending.stdout.starts_with("pending: 16 revisions from 81c264528f20 to 22.09.23:\n"), "{}", pending.stdout);
    assert_eq!(stamps(&database), "81c264528f20");
    let would = oneshot(&database, &["--dry-run", "--release", "22.09"]).success();
    assert!(would.stdout.starts_with("would run 16 revisions"), "{}", would.stdout);
    assert_eq!(stamps(&database), "81c264528f20");
    let json = oneshot(&database, &["--json", "--release", "22.09"]).success().json();
    assert_eq!(json["revisions"].as_array().map(Vec::len), Some(16));
    assert_eq!(json["drift"], serde_json::json!([]));
    assert_eq!(stamps(&database), "d58a526bf837");
}

#[test]
fn without_the_revisions_behind_is_a_state_and_says_so() {
    // The revisions of 26.x are not part of this build.
    let database = database_of("25.19.2");
    let before = golden_facts(&database);
    let outcome = oneshot(&database, &[]).status(13);
    assert!(
        outcome
            .stderr
            .contains("upgrading from d0a3c0716970 to 26.9.6 needs 311 revisions that this build does not have"),
        "{}",
        outcome.stderr
    );
    assert_eq!(golden_facts(&database), before);
}

#[test]
fn ahead_and_unknown_are_newer() {
    let database = database_of("24.9.14");
    let outcome = oneshot(&database, &["--release", "22.3.3"]).status(14);
    assert!(
        outcome.stderr.contains("is ahead of 22.03.3: it has revision ecc9f6322be4, which release 24.09.6 had first"),
        "{}",
        outcome.stderr
    );
    let database = database_of("26.4.16");
    let outcome = oneshot(&database, &["--release", "26.8.3"]).status(14);
    assert!(outcome.stderr.contains("is newer in time"), "{}", outcome.stderr);
    execute(&database, "UPDATE alembic_version SET version_num = '0123456789ab'");
    let json = oneshot(&database, &["--json"]).status(14).json();
    assert_eq!(json["error"]["class"], "newer");
    assert!(
        json["error"]["message"].as_str().is_some_and(|text| text.contains("0123456789ab") && text.contains("26.9.6"))
    );
    assert_eq!(stamps(&database), "0123456789ab");
}

#[test]
fn several_stamps_are_joined_or_listed() {
    let database = database_of("24.9.14");
    execute(&database, "INSERT INTO alembic_version VALUES ('81c264528f20'), ('c4b7ec740b36')");
    let outcome = oneshot(&database, &["--release", "24.9.14"]).success();
    assert!(outcome.stdout.starts_with("left one stamp"), "{}", outcome.stdout);
    assert_eq!(stamps(&database), "ecc9f6322be4");
    // Two branches of 2023, neither of which 22.3.3 has.
    execute(
        &database,
        "TRUNCATE alembic_version; INSERT INTO alembic_version VALUES ('ac4e179c57fe'), ('10c58e701d87')",
    );
    let outcome = oneshot(&database, &["--release", "22.3.3"]).status(13);
    assert!(outcome.stderr.contains("10c58e701d87, ac4e179c57fe"), "{}", outcome.stderr);
}

#[test]
fn tables_without_a_stamp_are_left_to_a_person() {
    let database = database_of("23.9.10");
    execute(&database, "DELETE FROM alembic_version");
    let outcome = oneshot(&database, &[]).status(13);
    assert!(outcome.stderr.contains("`mgr schema stamp --verified 23.9.10`"), "{}", outcome.stderr);
    execute(&database, "DROP TABLE error_logs");
    let outcome = oneshot(&database, &[]).status(13);
    assert!(outcome.stderr.contains("missing error_logs"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("found agents, "), "{}", outcome.stderr);
    execute(&database, "DROP TABLE alembic_version");
    oneshot(&database, &[]).status(13);
}

#[test]
fn drift_is_told_refused_or_mended() {
    let database = database_of("25.6.17");
    execute(&database, "DROP INDEX ix_users_email; ALTER TABLE domains ALTER COLUMN is_active SET DEFAULT true");
    let release = ["--release", "25.6"];
    let outcome = oneshot(&database, &release).success();
    assert!(outcome.stderr.contains("WARN") && outcome.stderr.contains("2 facts differ"), "{}", outcome.stderr);
    oneshot(&database, &["--release", "25.6", "--strict"]).status(21);
    let would = oneshot(&database, &["--release", "25.6", "--repair", "--dry-run"]).success();
    assert!(would.stdout.contains("CREATE UNIQUE INDEX ix_users_email"), "{}", would.stdout);
    let json = oneshot(&database, &["--release", "25.6", "--repair", "--json"]).success().json();
    assert_eq!((&json["changed"], json["repaired"].as_array().map(Vec::len)), (&true.into(), Some(2)));
    oneshot(&database, &["--release", "25.6", "--strict"]).success();
}

#[test]
fn two_at_once_do_it_once() {
    let database = cluster().create_database("race");
    let programs = [program_for(&database), program_for(&database), program_for(&database)];
    let children: Vec<_> =
        programs.iter().map(|program| program.start(["mgr", "schema", "oneshot", "--json"])).collect();
    let outcomes: Vec<Outcome> = children.into_iter().map(|child| Outcome::of(child).success()).collect();
    let changed = outcomes.iter().filter(|outcome| outcome.json()["changed"] == true).count();
    assert_eq!(changed, 1);
    assert_eq!(stamps(&database), "d1117da8d8bd");
}

#[test]
fn killed_at_any_moment_nothing_happened_or_all_of_it() {
    let mut seen = [0, 0];
    for step in 0..14 {
        let database = cluster().create_database("killed");
        let program = program_for(&database);
        let mut child = program.start(["mgr", "schema", "oneshot"]);
        std::thread::sleep(Duration::from_millis(30 + step * 60));
        child.kill().expect("SIGKILL");
        child.wait().expect("its end");
        let mut observer = cluster().connect("postgres");
        let backends = format!("SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'");
        let until = Instant::now() + Duration::from_secs(20);
        while count(&mut observer, &backends) > 0 {
            assert!(Instant::now() < until, "the server does not notice");
            std::thread::sleep(Duration::from_millis(20));
        }
        let facts = golden_facts(&database);
        if facts.is_empty() {
            seen[0] += 1;
            oneshot(&database, &[]).success();
        } else {
            seen[1] += 1;
            assert_eq!(facts.lines().count(), release::newest().facts().lines().count());
            assert_eq!(stamps(&database), "d1117da8d8bd");
        }
    }
    assert!(seen[0] > 0, "no run was killed in time: {seen:?}");
}

#[test]
fn a_read_only_database_is_not_written_and_can_be_checked() {
    let database = database_of("25.15.12");
    execute(&database, &format!("ALTER DATABASE {database} SET default_transaction_read_only = on"));
    let outcome = oneshot(&database, &["--release", "25.15"]).status(11);
    assert!(outcome.stderr.contains("read-only") || outcome.stderr.contains("read_only"), "{}", outcome.stderr);
    for command in [&["check", "--facts", "--release", "25.15"][..], &["show"], &["current"]] {
        program_for(&database).run(["mgr", "schema"].iter().chain(command)).success();
    }
}

#[test]
fn a_role_that_may_not_create_gets_the_sql_for_the_dba() {
    let database = cluster().create_database("denied");
    let role = format!("{database}_role");
    execute(&database, &format!("CREATE ROLE {role} LOGIN PASSWORD 'pw'"));
    let program = Program::new();
    program.alembic_ini(&format!("postgresql://{role}:pw@localhost:{}/{database}", cluster().port));
    let outcome = program.run(["mgr", "schema", "oneshot"]).status(16);
    assert!(outcome.stderr.contains(&format!("GRANT USAGE, CREATE ON SCHEMA public TO {role};")), "{}", outcome.stderr);
    assert_eq!(golden_facts(&database), "");
    program.run(["mgr", "schema", "check"]).status(20);
}

#[test]
fn a_missing_database_is_created_on_demand() {
    let program = Program::new();
    let name = format!("made_{}", std::process::id());
    program.alembic_ini(&cluster().url(&name));
    let outcome = program.run(["mgr", "schema", "oneshot"]).status(11);
    assert!(outcome.stderr.contains("--create-db"), "{}", outcome.stderr);
    program.run(["mgr", "schema", "oneshot", "--create-db"]).success();
    assert_eq!(stamps(&name), "d1117da8d8bd");
}

#[test]
fn an_unknown_release_is_a_mistake_on_the_command_line() {
    let database = cluster().create_database("release");
    let outcome = oneshot(&database, &["--release", "23.03.1"]).status(2);
    assert!(
        outcome.stderr.contains("23.3.12") && outcome.stderr.contains("not part of this build"),
        "{}",
        outcome.stderr
    );
    let outcome = oneshot(&database, &["--release", "99.1"]).status(2);
    assert!(outcome.stderr.contains("there is no release \"99.1\""), "{}", outcome.stderr);
}

#[test]
fn uuids_of_version_7_are_time_ordered_and_strictly_increasing() {
    let database = database_of("26.9.6");
    let mut connection = cluster().connect(&database);
    connection
        .batch_execute(
            "CREATE TEMPORARY TABLE made AS SELECT n, uuid_generate_v7() AS id FROM generate_series(1, 100000) AS n",
        )
        .expect("100,000 values");
    for (query, expected) in [
        ("SELECT count(DISTINCT id) FROM made", 100_000),
        (
            "SELECT count(*) FROM (SELECT id, lag(id) OVER (ORDER BY n) AS before FROM made) AS pairs WHERE id <= before",
            0,
        ),
        ("SELECT count(*) FROM made WHERE substr(id::text, 15, 1) <> '7'", 0),
        ("SELECT count(*) FROM made WHERE substr(id::text, 20, 1) NOT IN ('8', '9', 'a', 'b')", 0),
        (
            "SELECT count(*) FROM made WHERE abs(extract(epoch FROM clock_timestamp()) \
             - ('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) > 60",
            0,
        ),
    ] {
        assert_eq!(count(&mut connection, query), expected, "{query}");
    }
}

#[test]
fn a_failing_statement_is_shown_with_file_line_and_the_servers_words() {
    let database = cluster().create_database("conflict");
    // A type of somebody else's that has the name of one of ours.
    execute(&database, "CREATE TYPE userrole AS ENUM ('theirs')");
    let outcome = oneshot(&database, &["--release", "24.09"]).status(1);
    let line = release::by_name("24.09")
        .unwrap()
        .schema()
        .sql
        .lines()
        .position(|line| line.starts_with("CREATE TYPE userrole "));
    let place = format!("migrations/releases/24.9.14/schema.sql:{}", line.expect("the type") + 1);
    assert!(outcome.stderr.contains(&place), "{place}\n{}", outcome.stderr);
    assert!(outcome.stderr.contains("type \"userrole\" already exists"), "{}", outcome.stderr);
    assert_eq!(golden_facts(&database), "enum userrole ('theirs')\n");
}

#[test]
fn an_old_server_is_refused_before_the_first_write() {
    let cluster: &Cluster = cluster();
    let database = cluster.create_database("server");
    let version: i64 =
        count(&mut cluster.connect(&database), "SELECT current_setting('server_version_num')::int / 10000");
    let oldest = i64::from(release::newest().oldest_server());
    let outcome = oneshot(&database, &[]);
    if version >= oldest {
        outcome.success();
    } else {
        let outcome = outcome.status(11);
        assert!(outcome.stderr.contains(&format!("needs PostgreSQL {oldest}")), "{}", outcome.stderr);
    }
}
