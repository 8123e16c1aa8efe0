//! What `--json` prints of every command, done or failed. That it is what docs/json-schema.json says is looked at in every test
//! (`support::json_schema`).

use std::collections::BTreeSet;

use crate::support::{Database, Program, json_schema};

/// In this order a database of 25.19 can do all of them; those that run without one, first.
const COMMANDS: [&str; 42] = [
    "am schema heads",
    "app-proxy-coordinator schema releases",
    "mgr config init",
    "mgr config localize --db-addr h:1 --db-user u --password-file secret",
    "mgr config encode-url --no-password",
    "mgr devdb status",
    "mgr devdb down",
    "mgr devdb destroy",
    "mgr fixture check f.json --offline",
    "mgr fixture example",
    "mgr fixture list",
    "mgr fixture new-keypair",
    "mgr generate-keypair",
    "mgr schema dump-history",
    "mgr schema dump-history --output history.json",
    "mgr schema heads",
    "mgr schema history",
    "mgr schema releases",
    "mgr schema releases --all",
    "version",
    "mgr config show",
    "mgr schema create-database",
    "mgr schema show",
    "mgr schema check --facts",
    "mgr schema check --facts --release 25.19",
    "mgr schema facts",
    "mgr schema current",
    "mgr schema oneshot --dry-run",
    "mgr schema oneshot --sql",
    "mgr schema upgrade --dry-run",
    "mgr schema upgrade --rehearse --no-etcd",
    "mgr schema upgrade --no-etcd",
    "mgr schema downgrade -1 --dry-run",
    "mgr schema downgrade -1 --yes",
    "mgr schema apply-missing-revisions 25.19.2",
    "mgr schema stamp latest",
    "mgr fixture populate f.json",
    "mgr fixture check f.json",
    "mgr fixture dump domains",
    "mgr fixture dump domains --output dump.json",
    "mgr permissions provision",
    "mgr schema drop-database --yes",
];
/// As many of them need no database.
const WITHOUT: usize = 20;

fn run(program: &Program, words: &str) -> serde_json::Value {
    program.run(words.split(' ').chain(["--json"])).json()
}

fn in_a_directory() -> Program {
    let program = Program::new();
    program.write_private("secret", "s");
    program.write("f.json", r#"{"domains": [{"name": "d"}]}"#);
    program
}

#[test]
fn every_command_tells_programs_what_it_did() {
    let database = Database::of("25.19");
    let alone = in_a_directory();
    database.program.write("f.json", r#"{"domains": [{"name": "d"}]}"#);
    let mut seen = BTreeSet::new();
    for (number, words) in COMMANDS.into_iter().enumerate() {
        let document = run(if number < WITHOUT { &alone } else { &database.program }, words);
        assert!(document["error"].is_null(), "{words}: {document:#}");
        seen.extend(document["command"].as_str().map(str::to_owned));
    }
    // A server of one's own has tests of its own, tests/devdb.rs; the commands of other components are those of the manager.
    let mut commands = json_schema::commands();
    commands.retain(|command| command.starts_with("mgr ") || command == "version");
    let left: Vec<String> = commands.difference(&seen).cloned().collect();
    assert_eq!(left, ["mgr devdb up"]);
}

#[test]
fn every_command_tells_programs_why_it_failed() {
    let program = Program::new();
    program.write("alembic.ini", "[alembic]\n");
    program.write("manager.toml", "[db]\n");
    for words in &COMMANDS[WITHOUT..] {
        let document = run(&program, words);
        let name = document["command"].as_str().expect("a command");
        assert!(words.starts_with(name), "{words}: {document:#}");
        assert!(["config", "fixture"].contains(&document["error"]["class"].as_str().unwrap()), "{words}: {document:#}");
    }
}

#[test]
fn what_was_not_understood_is_told_too() {
    for words in ["mgr nonsense", "mgr schema show --nonsense", "version --nonsense", "mgr schema oneshot --release 1"]
    {
        let document = run(&Program::new(), words);
        assert_eq!((document["command"].as_str(), &document["error"]["status"]), (None, &2.into()), "{words}");
    }
}

#[test]
fn versions_are_told() {
    let program = Program::new();
    let line = program.run(["--version"]).success().stdout;
    let text = program.run(["version"]).success().stdout;
    let document = run(&program, "version");
    let newest = document["releases"]["newest"].as_str().unwrap();
    assert_eq!(
        line,
        format!(
            "backend.ai {} (Backend.AI {} to {newest})\n",
            env!("CARGO_PKG_VERSION"),
            document["releases"]["oldest"].as_str().unwrap()
        )
    );
    assert!(text.starts_with(&line) && text.contains(document["revisions"]["head"].as_str().unwrap()), "{text}");
    assert!(document["libpq"]["version"].as_str().unwrap().parse::<f64>().unwrap() >= 9.0);
}
