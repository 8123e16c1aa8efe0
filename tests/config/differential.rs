//! Thousands of generated files and URLs, read by this program and by Python with the two versions of SQLAlchemy that are in the field.
//! `CONFIG_SEED` is another seed, `CONFIG_CASES` another number of cases.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Map, Value, json};

use crate::support::program_crate::{AlembicIni, DatabaseUrl, ParseError, Problem, url};

/// splitmix64: the same seed gives the same cases everywhere.
struct Random(u64);

impl Random {
    /// A generator with the seed of this run, which is printed with a failure.
    fn seeded() -> Self {
        let seed = number("CONFIG_SEED", 20_220_300);
        println!("CONFIG_SEED={seed}");
        Random(seed)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn some(&mut self, of: &[&str], limit: usize) -> String {
        (0..self.below(limit + 1)).map(|_| self.one(of)).collect()
    }
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).map_or(default, |text| text.parse().expect(variable))
}

fn cases() -> usize {
    number("CONFIG_CASES", 4000) as usize
}

/// The environments that `make test` makes, one with SQLAlchemy 2.0, which managers up to 26 pin, and one with 2.1.
fn interpreter(sqlalchemy: &str) -> PathBuf {
    let named = std::env::var_os("SQLALCHEMY_PYTHONS").filter(|path| !path.is_empty()).map(PathBuf::from);
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join(".backend.ai/python");
    named.unwrap_or_else(own).join(format!("sqlalchemy-{sqlalchemy}/bin/python"))
}

/// What Python says to all the questions, from one process.
fn python(sqlalchemy: &str, questions: &Value) -> Value {
    let interpreter = interpreter(sqlalchemy);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/config/differential.py");
    let spawned = Command::new(&interpreter).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = spawned.unwrap_or_else(|error| {
        panic!("{}: {error} (`make test` makes it: scripts/get-python)", interpreter.display());
    });
    let mut stdin = child.stdin.take().expect("a pipe");
    let text = questions.to_string();
    let writer = std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("Python's answers");
    writer.join().expect("the writer").expect("Python reads the questions");
    assert!(output.status.success(), "{} failed", interpreter.display());
    let answers: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let version = answers["sqlalchemy"].as_str().expect("a version");
    assert!(version.starts_with(&format!("{sqlalchemy}.")), "{} has SQLAlchemy {version}", interpreter.display());
    answers
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

fn value(random: &mut Random) -> String {
    let mut text = random.some(PIECES, 5);
    if random.below(25) == 0 {
        text.push_str(random.one(FAULTS));
    }
    text
}

fn line(random: &mut Random) -> String {
    let indent = random.one(&["", "", "", "", "", "", " ", "\t", "    ", "\u{a0}"]);
    let content = match random.below(20) {
        0..=2 => format!("[{}]{}", random.one(SECTIONS), random.one(&["", "", "", " x", "]", " # c"])),
        3..=4 => format!("{}{}", random.one(&["#", ";", "# ", "; x = "]), value(random)),
        5..=6 => String::new(),
        7 if random.below(4) == 0 => value(random),
        8..=10 => return format!("  {}", value(random)),
        _ => {
            let delimiter = random.one(&["=", " = ", " = ", ":", " : ", "\t=\t", "=  "]);
            format!("{}{delimiter}{}", random.one(KEYS), value(random))
        }
    };
    format!("{indent}{content}{}", random.one(&["", "", "", " ", "\t"]))
}

fn file(random: &mut Random) -> String {
    let mut text = String::new();
    if random.below(8) > 0 {
        text.push_str("[alembic]");
        text.push_str(random.one(&["\n", "\n", "\r\n", "\r"]));
    } else {
        // Not a byte order mark, which has a test of its own.
        text.push_str(random.one(&["", " ", "#", "\n"]));
    }
    let end = random.one(&["\n", "\n", "\r\n", "\r"]);
    // Keys repeat soon in a long file, which Python refuses: most files are short.
    let longest = if random.below(4) == 0 { 14 } else { 6 };
    for _ in 0..random.below(longest) {
        text.push_str(&line(random));
        text.push_str(if random.below(30) == 0 { random.one(&["\n", "\r\n", "\r"]) } else { end });
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

#[test]
fn files_are_read_as_configparser_reads_them() {
    let mut random = Random::seeded();
    let files: Vec<String> =
        (0..cases()).map(|_| file(&mut random)).filter(|text| !text.starts_with('\u{feff}')).collect();
    let answers = python("2.0", &json!({ "ini": files, "url": [] }));
    let mut readable = 0;
    for (text, theirs) in files.iter().zip(answers["ini"].as_array().expect("answers")) {
        let mut ours = read_ini(text);
        // The one documented difference: an option `here` is the file's directory even where nothing in the file says so.
        if let (Some(ours), Some(theirs)) =
            (ours.get_mut("sections").and_then(Value::as_object_mut), theirs["sections"].as_object())
        {
            readable += 1;
            for (section, values) in ours.iter_mut() {
                if values["here"] == json!({ "value": null }) {
                    assert_eq!(theirs[section]["here"], json!({ "value": "/etc/here" }));
                    values["here"] = json!({ "value": "/etc/here" });
                }
            }
        }
        assert_eq!(&ours, theirs, "Python {}: {text:?}", answers["python"]);
    }
    // The generator must not fall into making nothing but broken files.
    assert!(readable * 3 > files.len(), "{readable} of {} files can be read", files.len());
}

#[test]
fn a_byte_order_mark_is_the_one_thing_more_that_is_read() {
    let mut random = Random::seeded();
    let files: Vec<String> = (0..cases() / 10).map(|_| file(&mut random)).collect();
    let marked: Vec<String> = files.iter().map(|text| format!("\u{feff}{text}")).collect();
    let answers = python("2.0", &json!({ "ini": marked, "url": [] }));
    for ((text, marked), theirs) in files.iter().zip(&marked).zip(answers["ini"].as_array().expect("answers")) {
        if !text.is_empty() {
            assert_eq!(theirs["error"], "MissingSectionHeaderError", "{marked:?}");
        }
        // A second mark is a character like any other.
        if !text.starts_with('\u{feff}') {
            assert_eq!(read_ini(text), read_ini(marked), "{text:?}");
        }
    }
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

fn word(random: &mut Random) -> String {
    let mut text = random.some(LETTERS, 4);
    if random.below(8) == 0 {
        text.push_str(random.one(MARKS));
        text.push_str(random.one(LETTERS));
    }
    text
}

fn url(random: &mut Random) -> String {
    let scheme = match random.below(12) {
        0 => random.one(&[
            "postgres",
            "POSTGRESQL",
            "mysql",
            "sqlite",
            "x",
            "",
            "postgresql ",
            "héllo",
            "postgresql+",
            "+",
        ]),
        1..=4 => random.one(&["postgresql+asyncpg", "postgresql+psycopg", "postgresql+x+y"]),
        _ => "postgresql",
    };
    let mut text = format!("{scheme}{}", if random.below(40) == 0 { ":" } else { "://" });
    if random.below(10) > 0 {
        text.push_str(&word(random));
        if random.below(6) > 0 {
            text.push(':');
            text.push_str(&word(random));
        }
        text.push('@');
    }
    text.push_str(random.one(&[
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
    ]));
    if random.below(2) == 0 {
        text.push(':');
        text.push_str(
            random.one(&[
                "5432", "5432", "5432", "1", "65535", "65536", "0", "", "abc", "+1", "1_0", "007", "1,h:2", " 1",
            ]),
        );
    }
    if random.below(8) > 0 {
        text.push('/');
        text.push_str(&word(random));
    }
    if random.below(3) == 0 {
        text.push('?');
        for index in 0..random.below(4) {
            text.push_str(if index == 0 { "" } else { "&" });
            text.push_str(random.one(&["ssl", "host", "port", "a", "a b", "", "%41", "user"]));
            text.push_str(random.one(&["=", "=", "=", "=", ""]));
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
        Problem::SeveralHosts => of("host").contains(','),
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
    let zone = |host: String| if host.starts_with("fe80::1%") { host.replace('%', "%25") } else { host };
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
    let mut random = Random::seeded();
    let urls: Vec<String> = (0..cases()).map(|_| url(&mut random)).collect();
    for sqlalchemy in ["2.0", "2.1"] {
        compare_urls(sqlalchemy, &urls);
    }
}

fn compare_urls(sqlalchemy: &str, urls: &[String]) {
    let answers = python(sqlalchemy, &json!({ "ini": [], "url": urls }));
    let mut accepted = 0;
    for (text, theirs) in urls.iter().zip(answers["url"].as_array().expect("answers")) {
        let refused = theirs.get("error").is_some();
        match url::parse(text) {
            Ok(read) => {
                accepted += 1;
                assert!(!refused, "taken here, refused by SQLAlchemy {sqlalchemy}: {text:?}");
                let mut ours = read_url(text, read, theirs);
                // 2.1 decodes the name of the database, and 2.0 takes it as it is; so does this program.
                if let (false, Some(name)) = (sqlalchemy == "2.0", ours["database"].as_str()) {
                    ours["database"] = percent_encoding::percent_decode_str(name).decode_utf8_lossy().into();
                }
                assert_eq!(&ours, theirs, "SQLAlchemy {sqlalchemy}: {text:?}");
            }
            Err(problem) => {
                assert!(
                    refused || documented(&problem, text, theirs),
                    "{problem:?} is not documented for {text:?}: {theirs}"
                );
            }
        }
    }
    assert!(accepted * 4 > urls.len(), "{accepted} of {} URLs were accepted", urls.len());
}
