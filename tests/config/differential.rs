//! Generated files and URLs, read by this program and by Python with the versions of SQLAlchemy that are in the field. How many, and
//! which: `FUZZ_INPUTS`, `FUZZ_SECONDS`, `FUZZ_SEED`.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use fastrand::Rng;
use serde_json::{Map, Value, json};

use crate::support::budget::Budget;
use crate::support::mutation::Corpus;
use crate::support::program_crate::{AlembicIni, DatabaseUrl, ParseError, Problem, manager_toml, url};

/// What one test compares where nothing else is said.
const INPUTS: u64 = 3000;
/// As many questions are asked at once.
const BATCH: usize = 250;
/// After so many differences a test has said enough.
const ENOUGH: usize = 5;
/// Those that managers have had, and what comes.
const SQLALCHEMY: [&str; 3] = ["1.4", "2.0", "2.1"];

fn one<'a>(random: &mut Rng, of: &[&'a str]) -> &'a str {
    random.choice(of).expect("one of several")
}

fn some(random: &mut Rng, of: &[&str], limit: usize) -> String {
    (0..random.usize(..=limit)).map(|_| one(random, of)).collect()
}

/// The environments that `make test` makes, one for each version of SQLAlchemy.
fn interpreter(sqlalchemy: &str) -> PathBuf {
    let named = std::env::var_os("SQLALCHEMY_PYTHONS").filter(|path| !path.is_empty()).map(PathBuf::from);
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join(".backend.ai/python");
    named.unwrap_or_else(own).join(format!("sqlalchemy-{sqlalchemy}/bin/python"))
}

/// A process of Python's that answers, a line for each line.
struct Python {
    sqlalchemy: &'static str,
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Python {
    fn with(sqlalchemy: &'static str) -> Self {
        let interpreter = interpreter(sqlalchemy);
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/config/differential.py");
        let spawned = Command::new(&interpreter).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.unwrap_or_else(|error| {
            panic!("{}: {error} (`make test` makes it: scripts/get-python)", interpreter.display());
        });
        let questions = child.stdin.take().expect("a pipe");
        let answers = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut python = Python { sqlalchemy, child, questions, answers };
        let version = python.ask("version", &[])["sqlalchemy"].as_str().expect("a version").to_owned();
        assert!(version.starts_with(&format!("{sqlalchemy}.")), "{} has SQLAlchemy {version}", interpreter.display());
        python
    }

    /// What it says to texts of a kind. It reads the whole line before it answers.
    fn ask(&mut self, kind: &str, texts: &[String]) -> Value {
        writeln!(self.questions, "{}", json!([kind, texts])).expect("Python reads the question");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("Python's answer");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("Python {}: {error}", self.sqlalchemy))
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a comparison comes to: whether both read the text; a difference, if it is not documented.
type Judgement = Result<bool, String>;

/// Makes up texts, asks Python for each, and judges. `kind` is what differential.py calls it.
fn compare(
    kind: &str,
    pythons: &[&'static str],
    make: impl Fn(&mut Rng) -> String,
    judge: impl Fn(&str, &Value, &str) -> Judgement,
) {
    let mut budget = Budget::new(&format!("differential {kind}"), INPUTS);
    let mut pythons: Vec<Python> = pythons.iter().map(|sqlalchemy| Python::with(sqlalchemy)).collect();
    let (mut accepted, mut differences) = (0_u64, Vec::new());
    while differences.len() < ENOUGH {
        let seeds: Vec<u64> = std::iter::from_fn(|| budget.next()).take(BATCH).collect();
        if seeds.is_empty() {
            break;
        }
        let texts: Vec<String> = seeds.iter().map(|seed| make(&mut Rng::with_seed(*seed))).collect();
        for (number, python) in pythons.iter_mut().enumerate() {
            let answers = python.ask(kind, &texts);
            for ((seed, text), theirs) in seeds.iter().zip(&texts).zip(answers.as_array().expect("answers")) {
                match judge(text, theirs, python.sqlalchemy) {
                    Ok(read) => accepted += u64::from(read && number == 0),
                    Err(what) => {
                        differences
                            .push(format!("FUZZ_SEED={seed}, SQLAlchemy {}: {text:?}: {what}", python.sqlalchemy));
                    }
                }
            }
        }
    }
    // A line of the table in docs/fuzz.md.
    println!("differential | {kind} | {} | {accepted} | {:.0} |", budget.done, budget.elapsed().as_secs_f64());
    differences.truncate(ENOUGH);
    assert!(differences.is_empty(), "{kind}:\n{}", differences.join("\n"));
    // What makes the texts must not fall into making nothing but broken ones.
    assert!(budget.done < 100 || accepted * 6 > budget.done, "{kind}: {accepted} of {} were read", budget.done);
}

// Files.

const KEYS: &[&str] = &[
    "sqlalchemy.url",
    "sqlalchemy.url",
    "SQLAlchemy.URL",
    "pw",
    "PW",
    "here",
    "a b",
    "é",
    "Σ",
    "x",
    "y",
    "z",
    "[k",
    "",
];
const SECTIONS: &[&str] =
    &["alembic", "alembic", "Alembic", "DEFAULT", "DEFAULT", " alembic ", "a]b", "x", "é", "", "default"];
const PIECES: &[&str] = &[
    "postgresql://u:p@h/db",
    "a",
    "b",
    " ",
    "\t",
    "%%",
    "%%40",
    "%(pw)s",
    "%(PW)s",
    "%(x)s",
    "%(y)s",
    "%(here)s",
    "%(z)s",
    "%(a b)s",
    "%(é)s",
    "%(undefined)s",
    "%(sqlalchemy.url)s",
    "=",
    ":",
    ";",
    "#",
    " ;",
    " #",
    "\"",
    "'",
    "\\",
    "\\n",
    "é",
    "한",
    "\u{a0}",
    "\u{3000}",
    "\u{85}",
    "\u{1f}",
    "\u{c}",
    "\u{b}",
    "\u{2028}",
    "$PW",
    "${PW}",
    "[",
    "]",
    "[x]",
    "\u{feff}",
];
/// What makes interpolation fail; rarer, so that most files can be read.
const FAULTS: &[&str] = &["%", "%4", "%(", "%(x", "%()s", "%(x)", "%(x)d", "100%"];

fn value(random: &mut Rng) -> String {
    let mut text = some(random, PIECES, 5);
    if random.usize(..25) == 0 {
        text.push_str(one(random, FAULTS));
    }
    text
}

fn line(random: &mut Rng) -> String {
    let indent = one(random, &["", "", "", "", "", "", " ", "\t", "    ", "\u{a0}"]);
    let content = match random.usize(..20) {
        0..=2 => format!("[{}]{}", one(random, SECTIONS), one(random, &["", "", "", " x", "]", " # c"])),
        3..=4 => format!("{}{}", one(random, &["#", ";", "# ", "; x = "]), value(random)),
        5..=6 => String::new(),
        7 if random.usize(..4) == 0 => value(random),
        8..=10 => return format!("  {}", value(random)),
        _ => {
            let delimiter = one(random, &["=", " = ", " = ", ":", " : ", "\t=\t", "=  "]);
            format!("{}{delimiter}{}", one(random, KEYS), value(random))
        }
    };
    format!("{indent}{content}{}", one(random, &["", "", "", " ", "\t"]))
}

fn file(random: &mut Rng) -> String {
    let mut text = String::new();
    if random.usize(..8) > 0 {
        text.push_str("[alembic]");
        text.push_str(one(random, &["\n", "\n", "\r\n", "\r"]));
    } else {
        // Not a byte order mark, which has a test of its own.
        text.push_str(one(random, &["", " ", "#", "\n"]));
    }
    let end = one(random, &["\n", "\n", "\r\n", "\r"]);
    // Keys repeat soon in a long file, which Python refuses: most files are short.
    let longest = if random.usize(..4) == 0 { 14 } else { 6 };
    for _ in 0..random.usize(..longest) {
        text.push_str(&line(random));
        text.push_str(if random.usize(..30) == 0 { one(random, &["\n", "\r\n", "\r"]) } else { end });
    }
    text
}

/// A problem in Python's words.
fn in_python(problem: &Problem) -> &'static str {
    match problem {
        Problem::NoSectionHeader => "MissingSectionHeaderError",
        Problem::DuplicateSection(_) => "DuplicateSectionError",
        Problem::DuplicateOption { .. } => "DuplicateOptionError",
        Problem::NotAnOption => "ParsingError",
        Problem::Percent(_) => "InterpolationSyntaxError",
        Problem::Undefined { .. } => "InterpolationMissingOptionError",
        Problem::Depth => "InterpolationDepthError",
        other => panic!("no problem of a file: {other:?}"),
    }
}

/// This program's answer in the form of tests/config/differential.py.
fn read_ini(text: &str) -> Value {
    let file = match AlembicIni::parse(text) {
        Ok(file) => file,
        Err(ParseError { at, problem }) => {
            return json!({ "error": in_python(&problem), "line": at.map(|(line, _)| line) });
        }
    };
    let mut sections = Map::new();
    for section in file.sections() {
        let mut values = Map::new();
        for option in file.options(section).into_iter().chain(["here"]) {
            let value = match file.get(section, option, "/etc/here") {
                Ok(value) => json!({ "value": value.map(|(text, _)| text) }),
                Err(fault) => json!({ "error": in_python(&fault.problem) }),
            };
            values.insert(option.to_owned(), value);
        }
        sections.insert(section.to_owned(), Value::Object(values));
    }
    json!({ "sections": sections })
}

fn ini_corpus() -> Corpus {
    let sample = include_str!("../../alembic.ini.sample");
    let other = "[DEFAULT]\npw = p\nhost: h\n[alembic]\nsqlalchemy.url = postgresql://u:%(pw)s@%(host)s:5432/d%%20b\n\
        a = %(b)s\nb = %(c)s\n# c\nc = 1\n  2\n\n[loggers]\nkeys = root\n";
    let words: Vec<&str> = KEYS.iter().chain(SECTIONS).chain(PIECES).chain(FAULTS).copied().collect();
    Corpus::new([sample, other], &words)
}

/// A file of pieces, or one that people have, changed; without a byte order mark, which has a test of its own.
fn any_file(random: &mut Rng, corpus: &Corpus) -> String {
    let text = if random.bool() { file(random) } else { String::from_utf8_lossy(&corpus.input(random)).into_owned() };
    text.trim_start_matches('\u{feff}').to_owned()
}

#[test]
fn files_are_read_as_configparser_reads_them() {
    let corpus = ini_corpus();
    compare(
        "ini",
        &["2.0"],
        |random| any_file(random, &corpus),
        |text, theirs, _| {
            let mut ours = read_ini(text);
            let is_read = ours.get("sections").is_some();
            // The one documented difference: an option `here` is the file's directory even where nothing in the file says so.
            if let (Some(ours), Some(theirs)) =
                (ours.get_mut("sections").and_then(Value::as_object_mut), theirs["sections"].as_object())
            {
                let theirs = |section: &String| theirs.get(section).map(|values| &values["here"]);
                for (section, values) in ours.iter_mut() {
                    let here = json!({ "value": "/etc/here" });
                    if values["here"] == json!({ "value": null }) && theirs(section) == Some(&here) {
                        values["here"] = here;
                    }
                }
            }
            if &ours == theirs { Ok(is_read) } else { Err(format!("{ours}, and Python {theirs}")) }
        },
    );
}

#[test]
fn a_byte_order_mark_is_the_one_thing_more_that_is_read() {
    let corpus = ini_corpus();
    let make = |random: &mut Rng| format!("\u{feff}{}", any_file(random, &corpus));
    compare("ini", &["2.0"], make, |marked, theirs, _| {
        let text = &marked['\u{feff}'.len_utf8()..];
        let ours = read_ini(marked);
        if !text.is_empty() && theirs["error"] != "MissingSectionHeaderError" {
            return Err(format!("Python {theirs}"));
        }
        if ours == read_ini(text) { Ok(ours.get("sections").is_some()) } else { Err(ours.to_string()) }
    });
}

// URLs.

const LETTERS: &[&str] = &[
    "a", "b", "1", "0", "%40", "%2F", "%3a", "%25", "%zz", "%", "%4", "%C3%A4", "ä", "한", "+", "%20", "!", "$", "~",
    "_", "-", ".",
];
/// What divides a URL, or must not be in one; rarer.
const MARKS: &[&str] = &[
    "@", ":", "/", "?", "#", "&", "=", "[", "]", ",", ";", " ", " #", " ;", "%00", "%FF", "%C3", "\"", "'", "\\", "\t",
    "\n", "{DBUSER}",
];

fn word(random: &mut Rng) -> String {
    let mut text = some(random, LETTERS, 4);
    if random.usize(..8) == 0 {
        text.push_str(one(random, MARKS));
        text.push_str(one(random, LETTERS));
    }
    text
}

fn url(random: &mut Rng) -> String {
    let scheme = match random.usize(..12) {
        0 => one(
            random,
            &["postgres", "POSTGRESQL", "mysql", "sqlite", "x", "", "postgresql ", "héllo", "postgresql+", "+"],
        ),
        1..=4 => one(random, &["postgresql+asyncpg", "postgresql+psycopg", "postgresql+x+y"]),
        _ => "postgresql",
    };
    let mut text = format!("{scheme}{}", if random.usize(..40) == 0 { ":" } else { "://" });
    if random.usize(..10) > 0 {
        text.push_str(&word(random));
        if random.usize(..6) > 0 {
            text.push(':');
            text.push_str(&word(random));
        }
        text.push('@');
    }
    text.push_str(one(
        random,
        &[
            "h",
            "h",
            "h",
            "h_X.example",
            "127.0.0.1",
            "[::1]",
            "[fe80::1%25eth0]",
            "::1",
            "[::1",
            "%2Frun",
            "h1,h2",
            "",
            "h ",
        ],
    ));
    if random.usize(..2) == 0 {
        text.push(':');
        text.push_str(one(
            random,
            &["5432", "5432", "5432", "1", "65535", "65536", "0", "", "abc", "+1", "1_0", "007", "1,h:2", " 1"],
        ));
    }
    if random.usize(..8) > 0 {
        text.push('/');
        text.push_str(&word(random));
    }
    if random.usize(..3) == 0 {
        text.push('?');
        for index in 0..random.usize(..4) {
            text.push_str(if index == 0 { "" } else { "&" });
            text.push_str(one(random, &["ssl", "host", "port", "a", "a b", "", "%41", "user"]));
            text.push_str(one(random, &["=", "=", "=", "=", ""]));
            text.push_str(&word(random));
        }
    }
    text
}

/// Whether a refusal is one of those that SQLAlchemy does not make, judged by the text and by what SQLAlchemy read.
fn documented(problem: &Problem, text: &str, theirs: &Value) -> bool {
    let rest = text.split_once("://").map_or("", |(_, rest)| rest);
    let of = |name: &str| theirs[name].as_str().unwrap_or_default();
    let decoded = format!("{}{}{}", of("username"), of("password"), theirs["query"]);
    let address = rest.split_once('@').map_or(rest, |(_, address)| address);
    let authority = address.split(['/', '?']).next().unwrap_or_default();
    let dialect = of("drivername").split('+').next().unwrap_or_default();
    match problem {
        Problem::Newline | Problem::Control => text.contains(char::is_control),
        Problem::Placeholder => text.contains("{DBUSER}"),
        Problem::SchemeCase | Problem::OtherDatabase | Problem::NotAUrl | Problem::Keywords => dialect != "postgresql",
        Problem::UnescapedAt => rest.matches('@').count() > 1 || rest.find('/') < rest.find('@'),
        Problem::DecodedNotUtf8 { .. } => decoded.contains('\u{fffd}'),
        Problem::Nul { .. } => decoded.contains('\0') || decoded.contains("\\u0000"),
        Problem::Comment => [" #", " ;"].iter().any(|mark| address.contains(mark)),
        Problem::Port => {
            let port = theirs["port"].as_u64().unwrap_or_default();
            !(1..=65535).contains(&port) || !authority.ends_with(&format!(":{port}"))
        }
        Problem::SeveralHosts => authority.contains(','),
        Problem::EncodedSocket => of("host").starts_with("%2F"),
        Problem::HostSpace => authority.contains(' '),
        Problem::Brackets => authority.contains(['[', ']']),
        _ => false,
    }
}

/// This program's answer in the form of tests/config/differential.py, with the documented differences taken back.
fn read_url(text: &str, read: DatabaseUrl, theirs: &Value) -> Value {
    let scheme = text.split("://").next().unwrap_or_default();
    // SQLAlchemy tells an empty part from an absent one; no connection can.
    let part = |name: &str, part: Option<String>| match part {
        None if theirs[name] == "" => json!(""),
        part => json!(part),
    };
    let mut query: Vec<(String, Vec<String>)> = Vec::new();
    for (key, value) in &read.query {
        match query.iter_mut().find(|(known, _)| known == key) {
            Some((_, values)) => values.push(value.expose().to_owned()),
            None => query.push((key.clone(), vec![value.expose().to_owned()])),
        }
    }
    query.sort();
    // Of a zone in brackets, `%25` is decoded here.
    let zone = |host: String| match theirs["host"].as_str() {
        Some(name) if name.contains(':') && name.replace("%25", "%") == host => name.to_owned(),
        _ => host,
    };
    let host = read.host.map(zone);
    json!({
        "drivername": scheme,
        "username": part("username", read.user),
        "password": part("password", read.password.map(|word| word.expose().to_owned())),
        "host": part("host", host),
        "port": read.port,
        "database": part("database", read.database),
        "query": query,
    })
}

#[test]
fn urls_are_read_as_sqlalchemy_reads_them() {
    let more = ["host=", "ssl=require", "postgresql", "5432", "::1"];
    let words: Vec<&str> = LETTERS.iter().chain(MARKS).copied().chain(more).collect();
    let corpus = Corpus::new(
        [
            "postgresql+asyncpg://user:p%40ss@db.example:5432/backend?ssl=verify-full&sslrootcert=/ca.pem",
            "postgresql://u:p@/backend?host=h1:5432&host=h2:5433",
            "postgresql://u@[::1]:1/my%20db?a=1&b",
        ],
        &words,
    );
    let make = |random: &mut Rng| {
        if random.bool() { url(random) } else { String::from_utf8_lossy(&corpus.input(random)).into_owned() }
    };
    compare("url", &SQLALCHEMY, make, compare_url);
}

fn compare_url(text: &str, theirs: &Value, sqlalchemy: &str) -> Judgement {
    let refused = theirs.get("error").is_some();
    match url::parse(text) {
        // What is a letter depends on whose Unicode is newer; no driver is called so.
        Ok(read) if refused && read.driver.as_ref().is_some_and(|driver| !driver.is_ascii()) => Ok(false),
        Ok(_) if refused => Err(format!("taken here, and Python {theirs}")),
        Ok(read) => {
            let mut ours = read_url(text, read, theirs);
            // 2.1 decodes the name of the database, and 2.0 takes it as it is; so does this program.
            if let (true, Some(name)) = (sqlalchemy == "2.1", ours["database"].as_str()) {
                ours["database"] = percent_encoding::percent_decode_str(name).decode_utf8_lossy().into();
            }
            if &ours == theirs { Ok(true) } else { Err(format!("{ours}, and Python {theirs}")) }
        }
        Err(problem) if refused || documented(&problem, text, theirs) => Ok(false),
        Err(problem) => Err(format!("{problem:?} is not documented, Python {theirs}")),
    }
}

// manager.toml.

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
    let sample = include_str!("../../manager.toml.sample");
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
