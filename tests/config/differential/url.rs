//! URLs as SQLAlchemy reads them.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{Judgement, SQLALCHEMY, compare, one, some};
use crate::support::mutation::Corpus;
use crate::support::program_crate::{DatabaseUrl, Problem, url as parser};

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

/// This program's answer in the form of answers.py, with the documented differences taken back.
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
    match parser::parse(text) {
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
