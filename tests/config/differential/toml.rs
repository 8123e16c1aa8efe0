//! manager.toml as tomllib reads it.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{Judgement, compare};
use crate::support::mutation::Corpus;
use crate::support::program_crate::{Problem, manager_toml};

const TOML: &str = "[etcd]\nnamespace = 'n'\n[db]\ntype = \"postgresql\"\naddrs = [\"a:1\", [\"b\", 2], { host = \"::1\", port = 3 }]\n\
    name = \"\\u00e4\\\"\"\nuser = '''u'''\npassword = \"\"\"p\"\"\"\npool-size = 8\npool-recycle = 1e3\npool-pre-ping = true\n\
    lock-conn-timeout = 0x10\n[[x]]\na.b = 1979-05-27T07:32:00Z\nd = [1979-05-27, 07:32:00, inf, -nan, 0o17, 1_000]\n";
const TOML_WORDS: &[&str] = &[
    "[db]",
    "[[db]]",
    "[db.addr]",
    "[",
    "]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\n",
    "\r",
    "\r\n",
    "#",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\u0041",
    "\\x41",
    "\\e",
    "\\ud800",
    "\\U0010ffff",
    "\\u0000",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{a0}",
    "ä",
    "addr",
    "name",
    "user",
    "password",
    "port",
    "true",
    "inf",
    "nan",
    "-1",
    "0o17",
    "1_000",
    "1_",
    "00",
    "+1",
    "1979-05-27",
    "1979-02-30",
    "24:00:00",
    "1979-05-27 07:32:00.999999999-00:00",
    "07:32:60",
    "\"h:1\"",
    "[1, 2]",
    "{ a = 1 }",
    "a.b = 1\n",
    "\"a\".b",
    "''",
];

#[test]
fn tables_are_read_as_tomllib_reads_them() {
    let sample = include_str!("../../../manager.toml.sample");
    let filled = sample.replace("{DBADDR}", "db:5432").replace("{DBUSER}", "user").replace("{DBPASS}", "p");
    let dotted = "db.addr.host = \"h\"\ndb.addr.port = 5432\ndb.name = \"n\"\ndb.user = \"u\"\n";
    let inline = "db = { addr = \"h:1\", name = \"n\", user = \"u\", password = \"p\" }\r\n";
    let corpus = Corpus::new([filled.as_str(), TOML, dotted, inline, dotted, inline], TOML_WORDS);
    let make =
        |random: &mut Rng| String::from_utf8_lossy(&corpus.input(random)).trim_start_matches('\u{feff}').to_owned();
    compare("toml", &["2.0"], make, compare_toml);
}

fn compare_toml(text: &str, theirs: &Value, _: &str) -> Judgement {
    let refused = theirs.get("error").is_some();
    match manager_toml::parse(text) {
        // What is newer than what Python reads is told.
        Ok(read) if refused && read.notes.iter().any(|note| note.text.contains("TOML 1.1")) => Ok(false),
        Ok(_) if refused => Err(format!("taken here, and Python {theirs}")),
        Ok(read) => {
            let text = |placed: Option<(String, _)>| json!(placed.map(|(text, _)| text));
            let password = read.password.map(|(password, at)| (password.expose().to_owned(), at));
            let ours = json!({ "name": text(read.name), "user": text(read.user), "password": text(password) });
            let db = &theirs["db"];
            let theirs = json!({ "name": db["name"], "user": db["user"], "password": db["password"] });
            if ours == theirs { Ok(true) } else { Err(format!("{ours}, and Python {theirs}")) }
        }
        Err(fault) if refused || !matches!(fault.problem, Problem::Toml(_)) => Ok(false),
        Err(fault) => Err(format!("{fault:?}, and Python {theirs}")),
    }
}
