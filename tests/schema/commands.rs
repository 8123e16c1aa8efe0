//! The commands of `mgr schema` that read, and `stamp`.

use serde_json::json;

use crate::support::release::{published, revisions, script};
use crate::support::{Database, Program, mgr, newest, release, releases};

#[test]
fn show_prints_the_references_two_lines() {
    let database = Database::empty();
    let head = format!("The head revision of available migrations: {}\n", newest().head);
    assert_eq!(database.schema(["show"]).success().stdout, format!("Current database revision: None\n{head}"));
    let (database, release) = (Database::of("24.09"), release("24.09"));
    let current = format!("Current database revision: {}", release.head);
    assert_eq!(database.schema(["show"]).success().stdout, format!("{current}\n{head}"));
    let json = database.schema(["show", "--json"]).success().json();
    // Several releases have that head; which of them it is, only the facts tell.
    assert_eq!((&json["current"], &json["release"]), (&json!([release.head]), &json!(null)));
    assert_eq!((&json["state"]["state"], &json["changed"]), (&json!("behind"), &json!(false)));
    database.execute("INSERT INTO alembic_version VALUES ('unknown00000')");
    assert_eq!(database.schema(["show"]).success().stdout, format!("{current}, unknown00000\n{head}"));
}

#[test]
fn releases_lists_what_is_inside_or_every_version() {
    let run = |arguments: &[&str]| Program::new().run(mgr(&["schema", "releases"], arguments)).success();
    let listed = run(&[]).stdout;
    let lines: Vec<Vec<&str>> = listed.lines().skip(1).map(|line| line.split_whitespace().collect()).collect();
    let expected: Vec<Vec<String>> = releases()
        .iter()
        .map(|release| {
            let tables = release.facts().tables().count();
            let mut line =
                vec![release.name.clone(), release.head.clone(), tables.to_string(), release.own().len().to_string()];
            line.extend((release.head == newest().head).then(|| "(default)".to_owned()));
            line
        })
        .collect();
    assert_eq!(lines, expected);
    assert_eq!(run(&["--all"]).stdout.lines().count(), published());
    let json = run(&["--json"]).json();
    let names: Vec<&str> =
        json["releases"].as_array().unwrap().iter().map(|one| one["release"].as_str().unwrap()).collect();
    assert_eq!(names, releases().iter().map(|release| release.name.as_str()).collect::<Vec<_>>());
}

#[test]
fn facts_are_printed_as_their_definition_has_them() {
    for database in [Database::empty(), Database::of("22.03"), Database::newest()] {
        // What no release has, and what is no release's.
        database.execute(
            "CREATE DOMAIN slot AS numeric; CREATE SEQUENCE tickets; CREATE VIEW seen AS SELECT 1   AS\none;
             CREATE TABLE \"Odd one\" (a text COLLATE \"C\" DEFAULT 'it''s  two', b int GENERATED ALWAYS AS IDENTITY)",
        );
        let defined: String = database.facts().lines().map(|line| format!("{line}\n")).collect();
        assert_eq!(database.schema(["facts"]).success().stdout, defined);
        let json = database.schema(["facts", "--json"]).success().json();
        assert_eq!(json["facts"].as_array().unwrap().len(), defined.lines().count());
    }
}

#[test]
fn heads_and_history_need_no_database() {
    let run = |arguments: &[&str]| Program::new().run(mgr(&["schema"], arguments)).success().stdout;
    assert_eq!(run(&["heads"]), format!("{} (head)\n", newest().head));
    let history = run(&["history"]);
    assert_eq!(history.lines().count(), revisions().len());
    let (first, last) = (&revisions()[0], &revisions()[revisions().len() - 1]);
    let head = format!("{} -> {} (head), {}", last.down.join(", "), last.id, last.slug);
    assert!(history.starts_with(&head), "{head}{history}");
    assert!(history.ends_with(&format!("<base> -> {}, {}\n", first.id, first.slug)), "{history}");
    // Both ends of a range belong to it.
    let range = run(&["history", "-r", "22.03:22.09"]);
    assert_eq!(range.lines().count(), release("22.03").plan(release("22.09")).len() + 1);
    // What the first one says of itself.
    let said =
        script(&first.id, "up").lines().next().and_then(|line| line.strip_prefix("-- ")).expect("a comment").to_owned();
    let verbose = run(&["history", "-r", &format!("base:{}", first.id), "--verbose"]);
    assert!(verbose.contains(&format!("Does: {said}")), "{verbose}");
}

#[test]
fn dump_history_writes_the_references_document() {
    let program = Program::new();
    let release = release("25.19");
    let dump = program.run(["mgr", "schema", "dump-history", "--release", "25.19"]).success().json();
    assert_eq!(dump["manager_version"], release.name.as_str());
    let dumped = dump["revisions"].as_array().expect("revisions");
    assert_eq!(dumped.len(), release.own().len());
    assert_eq!(
        dumped[0],
        json!({
            "down_revision": "013a6676866c", "revision": "d0a3c0716970", "is_head": true, "is_branch_point": false,
            "is_merge_point": false, "doc": "migrate_model_deployment_data_to_rbac",
        })
    );
    assert_eq!(dumped[dumped.len() - 1]["down_revision"], json!(null));
    program.run(["mgr", "schema", "dump-history", "-o", "dump.json"]).success();
    let written = std::fs::read_to_string(program.directory().join("dump.json")).unwrap();
    assert!(written.contains(&format!("\"{}\"", newest().head)));
}

#[test]
fn check_has_a_status_for_every_state() {
    let check = |database: &Database, release: &str| database.schema(["check", "--release", release]);
    let fresh = Database::empty();
    check(&fresh, "latest").status(20);
    let database = Database::of("24.09");
    check(&database, "24.09").success();
    let pending = check(&database, "25.06").status(20);
    let (from, to) = (release("24.09"), release("25.06"));
    let told = format!("pending: {} revisions from {} (release {})", from.plan(to).len(), from.head, from.name);
    assert!(
        pending.stdout.contains(&told),
        "{told}
{}",
        pending.stdout
    );
    check(&database, "24.03").status(14);
    database.execute("UPDATE alembic_version SET version_num = 'nobody'");
    check(&database, "24.09").status(14);
    database.execute("DELETE FROM alembic_version");
    check(&database, "24.09").status(13);
    database.execute("DROP TABLE endpoint_tokens");
    check(&database, "24.09").status(13);
}

#[test]
fn check_names_what_differs_and_what_would_mend_it() {
    let database = Database::of("24.03");
    database.execute(
        "ALTER TABLE users ALTER COLUMN username TYPE text; ALTER TABLE users DROP CONSTRAINT uq_users_username;
         CREATE INDEX theirs ON users (full_name); CREATE TABLE theirs_too (id int)",
    );
    let check = |more: &[&str]| database.schema(["check", "--release", "24.03", "--facts"].iter().chain(more));
    let drift = check(&[]).status(21);
    assert_eq!(
        drift.stdout,
        "missing: constraint users.uq_users_username UNIQUE (username)\n\
         changed: column users.username character varying(64)\n  found: column users.username text\n\
         unexpected: index users.theirs CREATE INDEX theirs ON public.users USING btree (full_name)\n"
    );
    let script = check(&["--sql"]).status(21).stdout;
    database.execute(&script);
    check(&[]).success();
}

#[test]
fn a_gap_below_the_stamp_is_pending_and_named() {
    let database = Database::of("25.06");
    database.execute("ALTER TABLE sessions DROP COLUMN batch_timeout; DROP TABLE networks");
    let pending = database.schema(["check", "--release", "25.6"]).status(20);
    assert!(pending.stdout.contains("below the stamp, but they never ran:\n  d4c174934fd0"), "{}", pending.stdout);
    assert!(pending.stdout.contains("3215bc85dc45"), "{}", pending.stdout);
}

#[test]
fn reading_commands_leave_no_trace_and_need_no_right_to_write() {
    let database = Database::of("23.09");
    let role = database.log_in_as_new_role();
    database.execute(&format!("GRANT SELECT ON alembic_version TO {role}"));
    let before = database.facts();
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
        database.schema(command).success();
    }
    assert_eq!(database.facts(), before);
    database.execute(&format!("REVOKE SELECT ON alembic_version FROM {role}"));
    database.schema(["current"]).status(16);
}

#[test]
fn current_marks_the_head() {
    let database = Database::newest();
    assert_eq!(database.schema(["current"]).success().stdout, format!("{} (head)\n", newest().head));
    let verbose = database.schema(["current", "--verbose"]).success().stdout;
    let first = Program::new().run(mgr(&["schema", "releases"], ["--all", "--json"])).success().json();
    let first = first["releases"].as_array().unwrap().iter().find(|one| one["head"] == newest().head.as_str()).unwrap();
    assert!(verbose.ends_with(&format!("first in {}\n", first["release"].as_str().unwrap())), "{verbose}");
    let fresh = Database::empty();
    assert_eq!(fresh.schema(["current"]).success().stdout, "");
}

#[test]
fn stamp_writes_one_row_and_verifies_on_demand() {
    let database = Database::of("24.09");
    database.execute("DROP TABLE alembic_version");
    database.schema(["stamp", "--verified", "24.03"]).status(13);
    database.schema(["stamp", "--verified", "25.2.0"]).status(13);
    let release = release("24.09");
    let stamped = database.schema(["stamp", "--verified", "24.09", "--json"]).success().json();
    assert_eq!((&stamped["changed"], &stamped["state"]["after"]["stamps"]), (&json!(true), &json!([release.head])));
    assert_eq!(database.facts(), release.facts());
    let again = database.schema(["stamp", &release.head[..5]]).success();
    assert_eq!(again.stdout, format!("nothing to do: the stamp is {}\n", release.head));
    database.execute("INSERT INTO alembic_version VALUES ('nobody'), (NULL)");
    database.schema(["stamp", "24.09"]).status(14);
    database.schema(["stamp", "--purge", "24.09"]).success();
    assert_eq!(database.schema(["current"]).success().stdout, format!("{}\n", release.head));
    database.schema(["stamp", "base", "--force"]).success();
    assert_eq!(database.schema(["current"]).success().stdout, "");
    database.schema(["stamp", "zzz"]).status(2);
}

#[test]
fn downgrade_of_a_fresh_database_and_upgrade_of_one_are_refused() {
    let database = Database::empty();
    let outcome = database.schema(["upgrade"]).status(13);
    assert!(outcome.stderr.contains("`mgr schema oneshot` creates them"), "{}", outcome.stderr);
    database.schema(["downgrade", "22.03"]).status(13);
}
