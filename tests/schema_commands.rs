//! The commands of `mgr schema` that read, and `stamp`.

use backend_ai::release;
use serde_json::json;

use crate::schema::{execute, golden_facts};
use crate::support::{Outcome, Program, cluster, database_of, program_for};

fn schema(database: &str, arguments: &[&str]) -> Outcome {
    program_for(database).run(["mgr", "schema"].iter().chain(arguments))
}

#[test]
fn show_prints_the_references_two_lines() {
    let database = cluster().create_database("show");
    let head = "The head revision of available migrations: d1117da8d8bd\n";
    assert_eq!(schema(&database, &["show"]).success().stdout, format!("Current database revision: None\n{head}"));
    let database = database_of("24.9.14");
    assert_eq!(
        schema(&database, &["show"]).success().stdout,
        format!("Current database revision: ecc9f6322be4\n{head}")
    );
    let json = schema(&database, &["show", "--json"]).success().json();
    // Several releases have that head; which of them it is, only the facts tell.
    assert_eq!((&json["current"], &json["release"]), (&json!(["ecc9f6322be4"]), &json!(null)));
    assert_eq!((&json["state"]["state"], &json["changed"]), (&json!("behind"), &json!(false)));
    execute(&database, "INSERT INTO alembic_version VALUES ('unknown00000')");
    assert!(
        schema(&database, &["show"])
            .success()
            .stdout
            .starts_with("Current database revision: ecc9f6322be4, unknown00000\n")
    );
}

#[test]
fn commands_that_need_no_database_ask_for_none() {
    let program = Program::new();
    let releases = program.run(["mgr", "schema", "releases"]).success();
    assert_eq!(releases.stdout.lines().count(), 13);
    assert!(releases.stdout.contains("22.3.3    81c264528f20      23        100\n"), "{}", releases.stdout);
    assert!(releases.stdout.ends_with("(default)\n"), "{}", releases.stdout);
    assert_eq!(program.run(["mgr", "schema", "releases", "--all"]).success().stdout.lines().count(), 348);
    assert_eq!(program.run(["mgr", "schema", "heads"]).success().stdout, "d1117da8d8bd\n".replace('\n', " (head)\n"));
    let history = program.run(["mgr", "schema", "history"]).success();
    assert_eq!(history.stdout.lines().count(), 556);
    assert!(
        history
            .stdout
            .starts_with("d17b4e9c25a8 -> d1117da8d8bd (head), put_customized_images_back_in_personal_projects")
    );
    assert!(history.stdout.ends_with("<base> -> 5de06da3c2b5, init\n"), "{}", history.stdout);
    let range = program.run(["mgr", "schema", "history", "-r", "22.03:22.09"]).success();
    assert_eq!(range.stdout.lines().count(), 17);
    let dump = program.run(["mgr", "schema", "dump-history", "--release", "25.19"]).success().json();
    assert_eq!((&dump["manager_version"], dump["revisions"].as_array().map(Vec::len)), (&json!("25.19.2"), Some(245)));
    assert_eq!(
        dump["revisions"][0],
        json!({
            "down_revision": "013a6676866c", "revision": "d0a3c0716970", "is_head": true, "is_branch_point": false,
            "is_merge_point": false, "doc": "migrate_model_deployment_data_to_rbac",
        })
    );
    assert_eq!(dump["revisions"][244]["down_revision"], json!(null));
    program.run(["mgr", "schema", "dump-history", "-o", "dump.json"]).success();
    let written = std::fs::read_to_string(program.directory().join("dump.json")).unwrap();
    assert!(written.contains("\"d1117da8d8bd\""));
}

#[test]
fn check_has_a_status_for_every_state() {
    let check = |database: &str, release: &str| schema(database, &["check", "--release", release]);
    let fresh = cluster().create_database("check");
    check(&fresh, "26.9.6").status(20);
    let database = database_of("24.9.14");
    check(&database, "24.09").success();
    let pending = check(&database, "25.6").status(20);
    assert!(
        pending.stdout.contains("pending: 16 revisions from ecc9f6322be4 (release 24.09.14)"),
        "{}",
        pending.stdout
    );
    check(&database, "24.03").status(14);
    execute(&database, "UPDATE alembic_version SET version_num = 'nobody'");
    check(&database, "24.09").status(14);
    execute(&database, "DELETE FROM alembic_version");
    check(&database, "24.09").status(13);
    execute(&database, "DROP TABLE endpoint_tokens");
    check(&database, "24.09").status(13);
}

#[test]
fn check_names_what_differs_and_what_would_mend_it() {
    let database = database_of("24.3.11");
    execute(
        &database,
        "ALTER TABLE users ALTER COLUMN username TYPE text; ALTER TABLE users DROP CONSTRAINT uq_users_username;
         CREATE INDEX theirs ON users (full_name); CREATE TABLE theirs_too (id int)",
    );
    let check = |more: &[&str]| schema(&database, &[&["check", "--release", "24.03", "--facts"], more].concat());
    let drift = check(&[]).status(21);
    assert_eq!(
        drift.stdout,
        "missing: constraint users.uq_users_username UNIQUE (username)\n\
         changed: column users.username character varying(64)\n  found: column users.username text\n\
         unexpected: index users.theirs CREATE INDEX theirs ON public.users USING btree (full_name)\n"
    );
    let script = check(&["--sql"]).status(21).stdout;
    execute(&database, &script);
    check(&[]).success();
}

#[test]
fn a_gap_below_the_stamp_is_pending_and_named() {
    let database = database_of("25.6.17");
    execute(&database, "ALTER TABLE sessions DROP COLUMN batch_timeout; DROP TABLE networks");
    let pending = schema(&database, &["check", "--release", "25.6"]).status(20);
    assert!(pending.stdout.contains("below the stamp, but they never ran:\n  d4c174934fd0"), "{}", pending.stdout);
    assert!(pending.stdout.contains("3215bc85dc45"), "{}", pending.stdout);
}

#[test]
fn reading_commands_leave_no_trace_and_need_no_right_to_write() {
    let database = database_of("23.9.10");
    let role = format!("{database}_reader");
    execute(&database, &format!("CREATE ROLE {role} LOGIN PASSWORD 'pw'; GRANT SELECT ON alembic_version TO {role}"));
    let program = Program::new();
    program.alembic_ini(&format!("postgresql://{role}:pw@localhost:{}/{database}", cluster().port));
    let before = golden_facts(&database);
    for command in [
        &["show"][..],
        &["current"],
        &["check", "--facts", "--release", "23.09"],
        &["history", "-i"],
        &["oneshot", "--dry-run", "--release", "23.09"],
        &["upgrade", "--dry-run", "24.03"],
        &["upgrade", "--sql", "24.03"],
        &["downgrade", "--dry-run", "23.03"],
    ] {
        program.run(["mgr", "schema"].iter().chain(command)).success();
    }
    assert_eq!(golden_facts(&database), before);
    execute(&database, &format!("REVOKE SELECT ON alembic_version FROM {role}"));
    program.run(["mgr", "schema", "current"]).status(16);
}

#[test]
fn current_marks_the_head() {
    let database = database_of("26.9.6");
    assert_eq!(schema(&database, &["current"]).success().stdout, "d1117da8d8bd (head)\n");
    let verbose = schema(&database, &["current", "--verbose"]).success().stdout;
    assert!(verbose.ends_with("first in 26.9.6\n"), "{verbose}");
    let fresh = cluster().create_database("current");
    assert_eq!(schema(&fresh, &["current"]).success().stdout, "");
}

#[test]
fn stamp_writes_one_row_and_verifies_on_demand() {
    let database = database_of("24.9.14");
    execute(&database, "DROP TABLE alembic_version");
    schema(&database, &["stamp", "--verified", "24.03"]).status(13);
    schema(&database, &["stamp", "--verified", "25.2.0"]).status(13);
    let stamped = schema(&database, &["stamp", "--verified", "24.09", "--json"]).success().json();
    assert_eq!((&stamped["changed"], &stamped["state"]["after"]["stamps"]), (&json!(true), &json!(["ecc9f6322be4"])));
    assert_eq!(
        golden_facts(&database),
        release::by_name("24.09").unwrap().facts().lines().map(|l| format!("{l}\n")).collect::<String>()
    );
    let again = schema(&database, &["stamp", "ecc9f"]).success();
    assert_eq!(again.stdout, "nothing to do: the stamp is ecc9f6322be4\n");
    execute(&database, "INSERT INTO alembic_version VALUES ('nobody'), (NULL)");
    schema(&database, &["stamp", "24.09"]).status(14);
    schema(&database, &["stamp", "--purge", "24.09"]).success();
    assert_eq!(schema(&database, &["current"]).success().stdout, "ecc9f6322be4\n");
    schema(&database, &["stamp", "base", "--force"]).success();
    assert_eq!(schema(&database, &["current"]).success().stdout, "");
    schema(&database, &["stamp", "zzz"]).status(2);
}

#[test]
fn downgrade_of_a_fresh_database_and_upgrade_of_one_are_refused() {
    let database = cluster().create_database("fresh");
    let outcome = schema(&database, &["upgrade"]).status(13);
    assert!(outcome.stderr.contains("`mgr schema oneshot` creates them"), "{}", outcome.stderr);
    schema(&database, &["downgrade", "22.03"]).status(13);
}
