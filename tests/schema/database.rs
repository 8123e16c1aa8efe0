//! `mgr schema create-database` and `drop-database`.

use crate::support::{Database, cluster};

#[test]
fn a_database_is_created_once_and_dropped_once_somebody_has_said_so() {
    let database = Database::on(cluster(), "created-\"and\" dropped");
    let run = |command: &str, more: &[&str]| database.schema([command, "--json"].iter().chain(more));
    assert_eq!(run("drop-database", &["--yes"]).success().json()["changed"], false);
    let created = run("create-database", &[]).success().json();
    assert_eq!((&created["changed"], created["database"].as_str()), (&true.into(), Some(database.name.as_str())));
    assert_eq!(run("create-database", &[]).success().json()["changed"], false);
    database.schema(["oneshot"]).success();
    // Nobody is there to ask.
    run("drop-database", &[]).status(13).tells(&["created-\"and\" dropped", "localhost:", "--yes"]);
    let (_, asked) = database.program.on_terminal(["mgr", "schema", "drop-database"]);
    assert!(asked.contains("Write its name:") && asked.contains(&database.name), "{asked}");
    assert_ne!(database.value("SELECT count(*) FROM users"), "");
    {
        let _session = database.connect();
        run("drop-database", &["--yes"]).status(12).tells(&["in use by pid ", "pg_terminate_backend", "--force"]);
        assert_eq!(run("drop-database", &["--yes", "--force"]).success().json()["changed"], true);
    }
    database.schema(["show"]).status(11);
}

#[test]
fn what_the_role_may_not_do_is_told_with_the_sql_for_the_dba() {
    let theirs = Database::empty();
    let role = theirs.log_in_as_new_role();
    theirs.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    theirs.schema(["create-database"]).status(16).tells(&[&format!("GRANT USAGE, CREATE ON SCHEMA public TO {role};")]);
    theirs.schema(["drop-database", "--yes"]).status(16);
    assert_eq!(theirs.value("SELECT 1"), "1");
}
