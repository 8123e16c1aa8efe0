//! The log and the terminal.

use serde_json::Value;

use crate::support::{Database, Program};

/// Without what colours, and what moves the cursor.
fn plain(shown: &str) -> String {
    let mut parts = shown.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(char::is_alphabetic).map_or("", |(_, rest)| rest))
}

const NOWHERE: &str = "postgresql://u:p@localhost:1/db";

#[test]
fn a_terminal_shows_colours_hints_and_no_line_that_is_wider() {
    let program = Program::new();
    program.alembic_ini(NOWHERE);
    let (status, shown) = program.on_terminal_of(50, ["mgr", "schema", "show"]);
    assert_eq!(status, 11, "{shown}");
    assert!(shown.contains("\u{1b}[1m\u{1b}[31merror\u{1b}[0m: ") && !shown.contains("ai.backend"), "{shown:?}");
    let text = plain(&shown);
    assert!(text.lines().any(|line| line.starts_with("hint: check that the server runs")), "{text}");
    assert!(text.lines().all(|line| line.trim_end().chars().count() <= 50), "{text}");
}

#[test]
fn colours_are_as_the_environment_has_them() {
    let mut program = Program::new();
    program.alembic_ini(NOWHERE);
    let is_coloured =
        |program: &Program| program.on_terminal_of(80, ["mgr", "schema", "show"]).1.contains("\u{1b}[31m");
    assert!(is_coloured(&program));
    program.env("CLICOLOR", "0");
    assert!(!is_coloured(&program));
    program.env("CLICOLOR_FORCE", "1");
    assert!(is_coloured(&program));
    // Nobody sees the log of a pipe: it stays what it is.
    let piped = program.run(["mgr", "schema", "show"]);
    assert!(
        !piped.stderr.contains('\u{1b}') && piped.stderr.contains(" ERROR ai.backend.manager.cli ["),
        "{}",
        piped.stderr
    );
    let (_, shown) = program.on_terminal(["mgr", "schema", "show"]);
    assert!(!shown.contains("\u{1b}[31m"), "NO_COLOR: {shown:?}");
}

#[test]
fn results_and_help_are_no_wider_than_the_terminal() {
    let program = Program::new();
    for words in
        ["mgr schema releases", "mgr schema history", "mgr fixture list", "mgr schema upgrade --help", "version"]
    {
        let (status, shown) = program.on_terminal_of(70, words.split(' '));
        assert_eq!(status, 0, "{shown}");
        let text = plain(&shown);
        let wide = text.lines().find(|line| line.trim_end().chars().count() > 70);
        assert_eq!(wide, None, "{words}");
    }
    // A program reads lines as they are.
    let lines = program.run(["mgr", "fixture", "list"]).success().stdout;
    assert!(lines.lines().any(|line| line.len() > 70), "{lines}");
}

#[test]
fn the_log_is_an_object_a_line_where_that_is_wanted() {
    let database = Database::empty();
    let outcome = database.schema(["oneshot", "--log-format", "json"]).success();
    let lines: Vec<Value> = outcome.stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let creating = lines.iter().find(|line| line["message"] == "Creating tables...").expect(&outcome.stderr);
    assert_eq!((&creating["level"], &creating["logger"]), (&"INFO".into(), &"ai.backend.manager.cli.dbschema".into()));
    assert!(creating["pid"].is_u64() && creating["time"].as_str().unwrap().ends_with('Z'), "{creating}");
    let (_, shown) = database.program.on_terminal_of(80, ["mgr", "schema", "show", "--log-format=json"]);
    assert!(shown.trim_start().starts_with("{\"time\"") && !shown.contains('\u{1b}'), "{shown:?}");
}

#[test]
fn a_log_file_has_all_and_grows() {
    use std::os::unix::fs::PermissionsExt;
    let database = Database::of("25.19");
    let file = database.program.directory().join("log");
    let log = || std::fs::read_to_string(&file).unwrap();
    let upgrade = ["mgr", "schema", "upgrade", "--no-etcd", "--log-file", "log"];
    let (status, shown) = database.program.on_terminal_of(80, upgrade);
    assert_eq!(status, 0, "{shown}");
    // A terminal has seen a bar in their place.
    assert!(log().contains(" INFO alembic.runtime.migration [") && log().contains("] Running upgrade "), "{}", log());
    assert!(!plain(&shown).contains("Running upgrade"), "{shown}");
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let before = log().len();
    let outcome = database.schema(["show", "--debug", "--log-file", "log"]).success();
    assert!(log()[before..].contains(" DEBUG "), "{}", log());
    assert!(outcome.stderr.contains(" INFO ") && !outcome.stderr.contains(" DEBUG "), "{}", outcome.stderr);
    let outcome = database.schema(["show", "--log-file", "nowhere/log"]).status(1);
    assert!(outcome.stderr.contains("failed to write nowhere/log: No such file"), "{}", outcome.stderr);
}

#[test]
fn a_long_load_shows_phases_rows_and_what_is_left() {
    let database = Database::with(
        "CREATE TABLE odd (id integer PRIMARY KEY);
         CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_catalog.pg_sleep(1.5); RETURN NEW; END $$;
         CREATE TRIGGER slow BEFORE INSERT ON odd FOR EACH STATEMENT EXECUTE FUNCTION slow()",
    );
    let rows: Vec<String> = (0..5000).map(|id| format!("{{\"id\": {id}}}")).collect();
    database.program.write("f.json", format!("{{\"odd\": [{}]}}", rows.join(",\n")));
    let (status, shown) = database.program.on_terminal_of(100, ["mgr", "fixture", "populate", "f.json"]);
    assert_eq!(status, 0, "{shown}");
    for part in [" left, ", " rows, ", "/s, reading f", "storing rows of odd: 5000"] {
        assert!(shown.contains(part), "{part:?} in {shown:?}");
    }
    // Nothing of it stays.
    assert!(plain(&shown).trim_end().ends_with("odd: 5000 inserted"), "{shown:?}");
}
