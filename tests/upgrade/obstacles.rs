//! Databases that are not what their stamp or their names say: told, with what to do about it, before anything is written.

use diesel::connection::SimpleConnection;
use serde_json::json;

use crate::support::{Database, newest};

#[test]
fn a_stamp_without_its_tables_is_a_state_and_never_pending() {
    let database = Database::empty();
    database.execute(
        "CREATE TABLE alembic_version (version_num varchar(32)); INSERT INTO alembic_version VALUES ('ecc9f6322be4')",
    );
    for command in
        [&["check"][..], &["oneshot"], &["upgrade"], &["upgrade", "--dry-run"], &["oneshot", "--release", "24.09"]]
    {
        let outcome = database.schema(command).status(13);
        assert!(
            outcome.stderr.contains("stamped ecc9f6322be4, but none of its tables are there"),
            "{}",
            outcome.stderr
        );
    }
    database.schema(["stamp", "base"]).success();
    database.schema(["oneshot", "--release", "24.09"]).success();
}

#[test]
fn a_stamp_is_compared_with_the_facts() {
    let empty = Database::empty();
    let refused = empty.schema(["stamp", &newest().name]).status(13);
    assert!(
        refused.stderr.contains(&format!("the facts are not those of {}", newest().name))
            && refused.stderr.contains("--force"),
        "{}",
        refused.stderr
    );
    let full = Database::newest();
    full.schema(["stamp", "22.3.3"]).status(13);
    full.schema(["stamp", "base"]).status(13);
    // Of a revision between releases nothing is known.
    let unknown = full.schema(["stamp", "35923972eddb"]).status(13);
    assert!(unknown.stderr.contains("not part of this build"), "{}", unknown.stderr);
    full.schema(["stamp", "35923972eddb", "--force"]).success();
    full.schema(["stamp", &newest().name]).success();
    let json = full.schema(["stamp", "base", "--force", "--json"]).success().json();
    assert_eq!(json["state"]["after"]["stamps"], json!([]));
}

#[test]
fn a_ledger_of_any_text_will_do_and_anything_else_is_refused() {
    for (kind, row) in [("text", "(NULL)"), ("varchar(255)", "('')"), ("char(32)", "(NULL)"), ("name", "('')")] {
        let database = Database::empty();
        database.execute(&format!(
            "CREATE TABLE alembic_version (version_num {kind}); INSERT INTO alembic_version VALUES {row}"
        ));
        database.schema(["oneshot"]).success();
        database.schema(["check", "--facts"]).success();
    }
    let database = Database::of("24.9.14");
    database.execute("ALTER TABLE alembic_version ALTER version_num TYPE char(32)");
    database.schema(["upgrade", "25.6", "--repair"]).success();
    for (ledger, told) in [
        ("CREATE VIEW alembic_version AS SELECT 'x'::text AS version_num", "it is a view"),
        ("CREATE TABLE alembic_version (version text)", "it has no column version_num"),
        ("CREATE TABLE alembic_version (version_num integer)", "of type integer"),
    ] {
        let database = Database::empty();
        database.execute(ledger);
        for command in ["oneshot", "check", "show", "current"] {
            let outcome = database.schema([command]).status(13);
            assert!(outcome.stderr.contains(told), "{command}: {}", outcome.stderr);
        }
    }
}

#[test]
fn names_that_are_taken_are_told_before_anything_is_made() {
    let database = Database::empty();
    database.execute("CREATE VIEW users AS SELECT 1 AS id; CREATE TYPE userrole AS ENUM ('theirs'); CREATE TABLE t (id int); CREATE INDEX ix_users_email ON t (id)",
    );
    let outcome = database.schema(["oneshot"]).status(13);
    for name in ["view users", "type userrole", "index ix_users_email"] {
        assert!(outcome.stderr.contains(name), "{name}: {}", outcome.stderr);
    }
    database.execute("DROP VIEW users; DROP TYPE userrole; DROP TABLE t");
    database.schema(["oneshot"]).success();
}

#[test]
fn what_a_repair_never_does_is_told_with_the_reason() {
    let database = Database::of("25.6.17");
    database.execute(
        "ALTER TABLE users ADD COLUMN nickname text; ALTER TABLE users ALTER COLUMN status_info TYPE varchar(10);
         CREATE TYPE notificationchanneltype AS ENUM ('x')",
    );
    let warned = database.schema(["upgrade", "25.6"]).success();
    assert!(
        warned.stderr.contains("2 facts differ from release 25.6.17") && warned.stderr.contains("--repair` mends them"),
        "{}",
        warned.stderr
    );
    let stays = "column users.nickname is not of the release, and stays";
    assert!(warned.stderr.contains(stays), "{}", warned.stderr);
    let repaired = database.schema(["upgrade", "25.6", "--repair"]).success();
    assert!(repaired.stdout.contains("DROP TYPE public.notificationchanneltype"), "{}", repaired.stdout);
    assert!(
        repaired.stderr.contains("1 fact differs from release 25.6.17 and stay") && repaired.stderr.contains(stays),
        "{}",
        repaired.stderr
    );
    assert!(!repaired.stderr.contains("--repair` mends"), "{}", repaired.stderr);
    let check = database.schema(["check", "--facts", "--release", "25.6"]).status(21);
    assert!(check.stdout.contains("never repaired: column users.nickname"), "{}", check.stdout);
}

/// Somebody's event trigger that changes what is made.
#[test]
fn facts_that_differ_in_a_database_made_just_now_roll_back() {
    let database = Database::empty();
    database.execute(
        "CREATE FUNCTION meddle() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
             IF to_regclass('public.users') IS NOT NULL AND to_regclass('public.theirs') IS NULL THEN
                 CREATE INDEX theirs ON public.users (full_name);
             END IF;
         END $$;
         CREATE EVENT TRIGGER meddle ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION meddle()",
    );
    let outcome = database.schema(["oneshot"]).status(21);
    assert!(
        outcome
            .stderr
            .contains(&format!("1 fact differs from release {} in a database that was made just now", newest().name)),
        "{}",
        outcome.stderr
    );
    database.schema(["check"]).status(20);
}

#[test]
fn a_revision_without_effect_is_no_evidence() {
    for revision in ["bedd92de93af", "fe59ec332c07", "fdc9d6ac49b4"] {
        let database = Database::of("22.9.23");
        database.schema(["downgrade", revision, "--yes"]).success();
        database.schema(["upgrade", "22.9.23", "--transaction-per-revision", "--strict"]).success();
    }
}

#[test]
fn who_holds_a_lock_is_told_with_the_statement_that_ends_it() {
    let database = Database::of("24.3.11");
    let mut holder = database.connect();
    holder
        .batch_execute("SET application_name = 'the other'; BEGIN; LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE")
        .expect("the lock");
    for command in [&["upgrade", "24.09", "--lock-timeout", "5"][..], &["check", "--lock-timeout", "5"]] {
        let outcome = database.schema(command).status(12);
        for told in ["table \"sessions\"", "\"the other\"", "SELECT pg_terminate_backend(", "since "] {
            assert!(outcome.stderr.contains(told), "{told}: {}", outcome.stderr);
        }
    }
    // What needs no facts waits for nobody.
    database.schema(["show", "--lock-timeout", "1"]).success();
    database.schema(["current", "--lock-timeout", "1"]).success();
}

#[test]
fn readers_do_not_wait_for_another_run() {
    let database = Database::of("24.3.11");
    let mut holder = database.connect();
    let run = "SET application_name = 'another run'; BEGIN; LOCK TABLE sessions IN ACCESS EXCLUSIVE MODE";
    holder.batch_execute(&format!("{run}; SELECT pg_advisory_xact_lock(7089056601372255278)")).expect("the locks");
    let began = std::time::Instant::now();
    for command in [&["check", "--release", "24.03"][..], &["upgrade", "--dry-run", "24.09"]] {
        let outcome = database.schema(command).status(12);
        assert!(
            outcome.stderr.contains("another run works on this database") && outcome.stderr.contains("\"another run\""),
            "{}",
            outcome.stderr
        );
    }
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    database.schema(["show"]).success();
}
