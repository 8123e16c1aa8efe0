//! A record as a line: for those who grep, for programs, and for eyes. Pure.

use std::fmt::Write;
use std::sync::LazyLock;
use std::{env, fs};

use anstyle::{AnsiColor, Style};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use log::{Level, Record};
use serde_json::json;

use crate::terminal;

/// The machine's. Where no TZ is set, its file tells; jiff would look for its name among all zones there are.
static ZONE: LazyLock<TimeZone> = LazyLock::new(|| {
    let file = "/etc/localtime";
    let own = || TimeZone::tzif(file, &fs::read(file).ok()?).ok();
    env::var_os("TZ").is_none().then(own).flatten().unwrap_or_else(TimeZone::system)
});

/// `2024-01-01 00:00:00.000 INFO ai.backend.manager.cli.dbschema [4711] Creating tables...`
pub fn as_the_reference(record: &Record<'_>) -> String {
    let now = Timestamp::now().to_zoned(ZONE.clone()).strftime("%Y-%m-%d %H:%M:%S.%3f");
    format!("{now} {} {} [{}] {}", record.level(), record.target(), std::process::id(), said(record))
}

/// The same as an object.
pub fn as_json(record: &Record<'_>) -> String {
    json!({
        "time": Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(),
        "level": record.level().as_str(),
        "logger": record.target(),
        "pid": std::process::id(),
        "message": said(record),
    })
    .to_string()
}

/// Without the lines that are for eyes alone, which are indented.
fn said(record: &Record<'_>) -> String {
    let message = record.args().to_string();
    match message.split_once("\n    ") {
        Some((said, _)) => said.to_owned(),
        None => message,
    }
}

/// `error: failed to connect …`, with what can be done about it on a line of its own; what is only said needs no name.
pub fn for_eyes(record: &Record<'_>, width: Option<usize>) -> String {
    let bold = |color: AnsiColor| color.on_default().bold();
    let message = record.args().to_string();
    let (name, style) = match record.level() {
        Level::Error => ("error", bold(AnsiColor::Red)),
        Level::Warn => ("warning", bold(AnsiColor::Yellow)),
        Level::Info => return width.map_or_else(|| message.clone(), |width| terminal::fit_line(&message, width, 2)),
        Level::Debug | Level::Trace => return named("debug", Style::new().dimmed(), &message, None),
    };
    let (sentence, shown) = match message.split_once("\n    ") {
        Some((sentence, shown)) => (sentence, Some(shown)),
        None => (message.as_str(), None),
    };
    let parts = parts(sentence);
    let mut text = String::new();
    for (label, part) in &parts {
        let (name, style) = match label {
            None => (name, style),
            Some(label) => (*label, bold(AnsiColor::Cyan)),
        };
        let line = named(name, style, part, width);
        let _ = write!(text, "{}{line}", if text.is_empty() { "" } else { "\n" });
        if let (None, Some(shown)) = (label, shown) {
            let _ = write!(text, "\n    {shown}");
        }
    }
    text
}

/// `name: text`, no wider than `width`.
fn named(name: &str, style: Style, text: &str, width: Option<usize>) -> String {
    let plain = format!("{name}: {text}");
    let line = width.map_or_else(|| plain.clone(), |width| terminal::fit_line(&plain, width, name.len() + 2));
    format!("{style}{name}{style:#}{}", &line[name.len()..])
}

/// With one of these a remedy begins, or with an option or a command.
const REMEDIES: [&str; 33] = [
    "add", "check", "chmod", "close", "connect", "correct", "define", "delete", "drop", "give", "have", "install",
    "join", "keep", "leave", "look", "mend", "name", "pass", "pipe", "put", "remove", "rename", "run", "save", "see",
    "set", "start", "stop", "to", "try", "use", "write",
];

fn is_remedy(text: &str) -> bool {
    text.starts_with(['`', '-']) || REMEDIES.contains(&text.split(' ').next().unwrap_or_default())
}

/// What is wrong, and below a label what follows it: the server's DETAIL and HINT, and what can be done. Messages here are a sentence of
/// the form `what is wrong; what to do`, or `what is wrong (what to do): in the words of the server`.
fn parts(message: &str) -> Vec<(Option<&'static str>, String)> {
    let (message, aside) = without_aside(message);
    let mut parts: Vec<(Option<&'static str>, String)> = Vec::new();
    for part in clauses(&message).into_iter().chain(aside) {
        let (label, part) = match part.split_once(": ") {
            Some(("DETAIL", detail)) => (Some("detail"), detail),
            Some(("HINT", hint)) => (Some("hint"), hint),
            _ => (is_remedy(part).then_some("hint"), part),
        };
        match parts.last_mut() {
            // One thought goes on.
            Some((before, text)) if label.is_none() || *before == label => {
                let _ = write!(text, "; {part}");
            }
            _ => parts.push((label.filter(|_| !parts.is_empty()), part.to_owned())),
        }
    }
    parts
}

/// A sentence, and the remedy that stood in it in parentheses.
fn without_aside(message: &str) -> (String, Option<&str>) {
    let aside = message.match_indices(" (").find_map(|(at, _)| {
        let mut depth = 0_usize;
        let ends = message[at + 1..].char_indices().find(|(_, character)| {
            match character {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let end = at + 1 + ends?.0;
        is_remedy(&message[at + 2..end]).then_some((at, end))
    });
    match aside {
        Some((at, end)) => (format!("{}{}", &message[..at], &message[end + 1..]), Some(&message[at + 2..end])),
        None => (message.to_owned(), None),
    }
}

/// What stands between semicolons outside quotes and parentheses.
fn clauses(message: &str) -> Vec<&str> {
    let (mut clauses, mut start, mut quote, mut depth) = (Vec::new(), 0, None, 0_usize);
    for (at, character) in message.char_indices() {
        match (character, quote) {
            ('(', None) => depth += 1,
            (')', None) => depth = depth.saturating_sub(1),
            ('"' | '`', None) => quote = Some(character),
            (character, Some(open)) if character == open => quote = None,
            (';', None) if depth == 0 && message[at..].starts_with("; ") => {
                clauses.push(&message[start..at]);
                start = at + 2;
            }
            _ => {}
        }
    }
    clauses.push(&message[start..]);
    clauses
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(level: Level, message: &str, width: usize) -> String {
        let record = for_eyes(&Record::builder().level(level).args(format_args!("{message}")).build(), Some(width));
        anstream::adapter::strip_str(&record).to_string()
    }

    #[test]
    fn a_terminal_shows_no_prefix() {
        assert_eq!(seen(Level::Info, "it works", 80), "it works");
        assert_eq!(seen(Level::Warn, "it works", 80), "warning: it works");
        assert_eq!(seen(Level::Error, "it works", 80), "error: it works");
    }

    #[test]
    fn what_to_do_has_a_line_of_its_own() {
        assert_eq!(
            seen(Level::Error, "connection refused; check that the server runs; `--wait` waits for it", 80),
            "error: connection refused\nhint: check that the server runs; `--wait` waits for it"
        );
        assert_eq!(
            seen(
                Level::Error,
                "duplicate key; nothing was written; DETAIL: Key (a)=(b; write) exists.; have the DBA run: X;",
                80
            ),
            "error: duplicate key; nothing was written\ndetail: Key (a)=(b; write) exists.\nhint: have the DBA run: X;"
        );
        assert_eq!(
            seen(Level::Error, "failed (2 attempts): refused (check that (a) it runs; `--wait` waits): no", 80),
            "error: failed (2 attempts): refused: no\nhint: check that (a) it runs; `--wait` waits"
        );
        assert_eq!(seen(Level::Error, "\"a; write\" is wrong", 80), "error: \"a; write\" is wrong");
        assert_eq!(seen(Level::Info, "Done; run it", 80), "Done; run it");
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        assert_eq!(
            seen(Level::Error, "one two three four; write `five six`", 16),
            "error: one two\n       three\n       four\nhint: write\n      `five six`"
        );
    }

    #[test]
    fn an_excerpt_is_for_eyes_alone() {
        let message = "f.json:1:1: no; write another\n    {\"a\": 1}\n     ^";
        assert_eq!(
            seen(Level::Error, message, 80),
            "error: f.json:1:1: no\n    {\"a\": 1}\n     ^\nhint: write another"
        );
        let line = as_json(&Record::builder().level(Level::Error).args(format_args!("{message}")).build());
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&line).unwrap()["message"],
            "f.json:1:1: no; write another"
        );
    }
}
