//! What the command line says of alembic.ini and manager.toml.

use crate::support::{Outcome, Program};

const AWKWARD: &str = "p@ss:w/rd%#[é ]";
const MANAGER: &str = "[etcd]\nnamespace = \"local\"\naddr = { host = \"127.0.0.1\", port = 8120 }\n\n[db]\ntype = \"postgresql\"\n\
    addr = { host = \"localhost\", port = 8100 }\nname = \"backend\"\nuser = \"postgres\"\npassword = \"develove\"\n";

/// A working directory with the guide's two files.
fn configured() -> Program {
    let program = Program::new();
    program.write_private(
        "alembic.ini",
        "[alembic]\nsqlalchemy.url = postgresql://postgres:develove@localhost:8100/backend\n",
    );
    program.write_private("manager.toml", MANAGER);
    program
}

/// The guide's command.
fn sed(program: &Program, url: &str) {
    let script = format!("s!^sqlalchemy.url = .*$!sqlalchemy.url = {url}!");
    let mut sed = std::process::Command::new("sed");
    let sed = sed.args(["-i", "-e", &script, "alembic.ini"]).current_dir(program.directory());
    assert!(sed.status().expect("sed").success());
}

fn show(program: &Program) -> Outcome {
    program.run(["mgr", "config", "show"])
}

#[test]
fn show_tells_each_part_and_where_it_comes_from() {
    let program = configured();
    let outcome = show(&program).success();
    let expected = "\
alembic.ini
  host      localhost           alembic.ini:2:18 [alembic] sqlalchemy.url
  port      8100                alembic.ini:2:18 [alembic] sqlalchemy.url
  database  backend             alembic.ini:2:18 [alembic] sqlalchemy.url
  user      postgres            alembic.ini:2:18 [alembic] sqlalchemy.url
  password  *** (8 characters)  alembic.ini:2:18 [alembic] sqlalchemy.url
  sslmode   prefer              default

manager.toml
  host      localhost           manager.toml:7:8 [db] addr
  port      8100                manager.toml:7:8 [db] addr
  database  backend             manager.toml:8:8 [db] name
  user      postgres            manager.toml:9:8 [db] user
  password  *** (8 characters)  manager.toml:10:12 [db] password
  sslmode   prefer              default
  info: configuration from manager.toml
";
    // The file that was found is told with its directory.
    let directory = format!("{}/", program.directory().canonicalize().expect("a directory").display());
    assert_eq!(outcome.stdout.replace(&directory, ""), expected);
    assert_eq!(outcome.stderr, "");
}

#[test]
fn show_as_json() {
    let mut program = configured();
    program.env("BACKEND_DB_PASSWORD", "other");
    let document = program.run(["mgr", "--json", "config", "show"]).success().json();
    let alembic = &document["alembic"];
    assert_eq!(alembic["file"], "alembic.ini");
    assert_eq!(alembic["hosts"]["value"][0]["port"], 8100);
    assert_eq!(alembic["password"]["value"], "***");
    assert_eq!(alembic["password"]["length"], 5);
    assert_eq!(alembic["password"]["from"], "the variable BACKEND_DB_PASSWORD");
    assert_eq!(document["manager"]["database"]["from"].as_str().map(|text| text.ends_with("[db] name")), Some(true));
    assert_eq!(document["mismatch"], serde_json::Value::Null);
}

#[test]
fn the_sample_and_the_guides_sed_give_the_guides_database() {
    let program = Program::new();
    program.write("alembic.ini", include_str!("../../alembic.ini.sample"));
    sed(&program, "postgresql://postgres:develove@localhost:8100/backend");
    let document = program.run(["mgr", "--json", "config", "show"]).success().json();
    assert_eq!(document["alembic"]["database"]["value"], "backend");
    assert_eq!(document["alembic"]["hosts"]["value"][0]["port"], 8100);
    assert!(document["manager"]["error"].as_str().is_some_and(|text| text.starts_with("no manager.toml at ")));
}

#[test]
fn an_encoded_url_survives_sed_and_is_read_back() {
    let program = Program::new();
    let arguments = ["mgr", "config", "encode-url", "--ini", "--port", "8100"];
    // One newline at the end is the editor's.
    let url = program.run_with_input(arguments, format!("{AWKWARD}\n").as_bytes()).success().stdout;
    assert_eq!(
        url.trim_end(),
        "postgresql://postgres:p%%40ss%%3Aw%%2Frd%%25%%23%%5B%%C3%%A9%%20%%5D@localhost:8100/backend"
    );
    program.write("alembic.ini", include_str!("../../alembic.ini.sample"));
    sed(&program, url.trim_end());
    let document = program.run(["mgr", "--json", "config", "show"]).success().json();
    assert_eq!(document["alembic"]["password"]["length"], AWKWARD.chars().count());
}

#[test]
fn encode_url_takes_the_password_from_a_file_and_never_from_arguments() {
    let program = Program::new();
    program.write("pw", "a b+c\n");
    let outcome = program.run(["mgr", "--password-file", "pw", "config", "encode-url", "--host", "::1"]).success();
    assert_eq!(outcome.stdout, "postgresql://postgres:a%20b%2Bc@[::1]/backend\n");
    let outcome =
        program.run(["mgr", "config", "encode-url", "--no-password", "--host", "/run/pg", "--database", "my db"]);
    assert_eq!(outcome.success().stdout, "postgresql://postgres@/?host=%2Frun%2Fpg&database=my%20db\n");
    let outcome = program.run(["mgr", "config", "encode-url"]).status(10);
    assert!(outcome.stderr.contains("standard input: holds no password"), "{}", outcome.stderr);
    program.run(["mgr", "config", "encode-url", "--password", "x"]).status(2);
}

#[test]
fn a_wrong_file_is_status_10_and_the_other_is_shown() {
    let program = configured();
    program
        .write_private("alembic.ini", "[alembic]\nsqlalchemy.url = postgresql://postgres:p@ssw0rd@localhost/backend\n");
    let outcome = show(&program).status(10);
    assert!(
        outcome.stdout.contains("alembic.ini\n  alembic.ini:2:18 [alembic] sqlalchemy.url: an unescaped @"),
        "{}",
        outcome.stdout
    );
    assert!(outcome.stdout.contains("manager.toml:8:8 [db] name"));
    assert!(
        outcome.stderr.contains("ERROR")
            && outcome.stderr.contains("alembic.ini:2:18 [alembic] sqlalchemy.url: an unescaped @")
    );
    let error = &program.run(["mgr", "--json", "config", "show"]).status(10).json()["error"];
    assert_eq!((error["class"].as_str(), error["status"].as_u64()), (Some("config"), Some(10)));
    assert!(!format!("{}{}", outcome.stdout, outcome.stderr).contains("ssw0rd"));
}

#[test]
fn without_any_file_the_status_is_10_and_stdout_empty() {
    let outcome = show(&Program::new()).status(10);
    assert_eq!(outcome.stdout, "");
    assert!(
        outcome.stderr.contains("no alembic.ini at alembic.ini; `backend.ai mgr config init` writes one"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn files_that_mean_different_databases_are_told() {
    let program = configured();
    program.write_private("manager.toml", MANAGER.replace("\"backend\"", "\"other\""));
    let outcome = show(&program).status(10);
    assert!(
        outcome.stdout.contains("point at different databases (they differ in the name of the database)"),
        "{}",
        outcome.stdout
    );
}

#[test]
fn the_section_and_the_files_can_be_named() {
    let program = Program::new();
    program.write_private("a.ini", "[alembic]\n[prod]\nsqlalchemy.url = postgresql://u@h/db\n");
    program.write_private("m.toml", MANAGER);
    let arguments = ["mgr", "-f", "m.toml", "--json", "config", "show", "-f", "a.ini", "--section", "prod"];
    let document = program.run(arguments).status(10).json();
    assert_eq!(document["alembic"]["hosts"]["from"], "a.ini:3:18 [prod] sqlalchemy.url");
    assert_eq!(document["manager"]["file"], "m.toml");
}

#[test]
fn no_output_holds_a_password_however_it_was_given() {
    let word = "Xq7vKp@:/%#[é ]Zk9mRt";
    let ini = "p%%40";
    for (content, variables) in [
        (format!("[alembic]\nsqlalchemy.url = postgresql://u:{word}@h/db\n"), vec![]),
        (format!("[alembic]\nsqlalchemy.url = postgresql://u:{}@h/db\n", word.replace('%', "%%")), vec![]),
        (format!("[alembic]\nsqlalchemy.url = postgresql://u:{ini}@h/db\n"), vec![("BACKEND_DB_PASSWORD", word)]),
        (format!("[alembic]\nsqlalchemy.url = postgresql://u:{ini}@h/db\n"), vec![("PGPASSWORD", word)]),
        (format!("[alembic]\nsqlalchemy.url = postgresql://u:{ini}@h/db\n"), vec![("BACKEND_DB_ADDR", word)]),
    ] {
        let mut program = configured();
        program.write("alembic.ini", &content);
        program.write("manager.toml", MANAGER.replace("develove", word));
        for (name, value) in variables {
            program.env(name, value);
        }
        for arguments in [&["mgr", "--debug", "config", "show"][..], &["mgr", "--debug", "--json", "config", "show"]] {
            let outcome = program.run(arguments);
            let text = format!("{}{}", outcome.stdout, outcome.stderr);
            assert!(!text.contains("Xq7vKp") && !text.contains("Zk9mRt"), "{text}");
        }
    }
}

#[test]
fn warnings_are_part_of_the_result() {
    use std::os::unix::fs::PermissionsExt;
    let program = configured();
    let file = program.directory().join("alembic.ini");
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644)).expect("chmod");
    let outcome = show(&program).success();
    assert!(
        outcome.stdout.contains("warn: alembic.ini: holds a password and others can read it; chmod 600 it"),
        "{}",
        outcome.stdout
    );
}
