//! Files as configparser reads them.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::{compare, one, some};
use crate::support::mutation::Corpus;
use crate::support::program_crate::{AlembicIni, ParseError, Problem};

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

/// This program's answer in the form of answers.py.
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
    let sample = include_str!("../../../alembic.ini.sample");
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
