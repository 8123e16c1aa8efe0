//! Another database in the text of a manager.toml. Values are put where values stand, and what is missing behind the last of them.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Database;
use crate::config::alembic_ini::ParseError;
use crate::config::error::Problem;
use crate::config::manager_toml::{self, Db};

/// A piece of the text, and what comes in its place.
type Edit = (Range<usize>, String);

/// manager.toml with this database in `[db]`.
pub fn manager_toml(text: &str, database: &Database<'_>) -> Result<String, ParseError> {
    // Whatever this refuses, but placeholders, is refused with its place.
    if let Err(error) = manager_toml::parse(text)
        && error.problem != Problem::Placeholder
    {
        return Err(error);
    }
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    let document = DeTable::parse(bare).map_err(|_| ParseError::new(None, Problem::NotFilledIn))?;
    let edits = match document.get_ref().get("db") {
        Some(db) => edits(bare, db, database),
        None => vec![new_table(bare, database)],
    };
    let mut written = text.to_owned();
    let offset = text.len() - bare.len();
    for (range, new) in edits.into_iter().rev() {
        written.replace_range(range.start + offset..range.end + offset, &new);
    }
    // There are more ways to write a table than are known here.
    match manager_toml::parse(&written) {
        Ok(db) if says(&db, database) => Ok(written),
        _ => Err(ParseError::new(None, Problem::NotFilledIn)),
    }
}

fn says(db: &Db, database: &Database<'_>) -> bool {
    let hosts: Vec<_> = match &db.addrs {
        Some((hosts, _)) => hosts.iter().collect(),
        None => db.addr.iter().map(|(host, _)| host).collect(),
    };
    matches!(hosts[..], [host] if host.name == database.host && host.port == Some(database.port))
        && db.name.as_ref().is_some_and(|(name, _)| name == database.name)
        && db.user.as_ref().is_some_and(|(user, _)| user == database.user)
        && db.password.as_ref().is_some_and(|(password, _)| password == database.password)
}

fn literal(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn address(database: &Database<'_>) -> String {
    let Database { host, port, .. } = database;
    match host.contains(':') {
        true => format!("{{ host = {}, port = {port} }}", literal(host)),
        false => literal(&format!("{host}:{port}")),
    }
}

/// All but the address.
fn values(database: &Database<'_>) -> [(&'static str, String); 4] {
    [
        ("type", literal("postgresql")),
        ("name", literal(database.name)),
        ("user", literal(database.user)),
        ("password", literal(database.password.expose())),
    ]
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Behind everything else.
fn new_table(text: &str, database: &Database<'_>) -> Edit {
    let end = line_end(text);
    let mut lines = String::new();
    if !text.is_empty() {
        lines += &end.repeat(if text.ends_with('\n') { 1 } else { 2 });
    }
    lines += &format!("[db]{end}addr = {}{end}", address(database));
    for (key, value) in values(database) {
        lines += &format!("{key} = {value}{end}");
    }
    (text.len()..text.len(), lines)
}

/// In the order of their places.
fn edits(text: &str, db: &Spanned<DeValue<'_>>, database: &Database<'_>) -> Vec<Edit> {
    let Some(table) = db.get_ref().as_table() else { return Vec::new() };
    let (mut edits, mut missing) = (Vec::new(), Vec::new());
    let mut put = |key: &'static str, value: String| match table.get(key) {
        Some(there) => edits.push((there.span(), value)),
        None => missing.push((key, value)),
    };
    for (key, value) in values(database) {
        put(key, value);
    }
    let parts = table.get("addr").and_then(|addr| addr.get_ref().as_table());
    // A list of addresses counts over a single one.
    if table.contains_key("addrs") {
        put("addrs", format!("[{}]", address(database)));
    } else if let Some((host, port)) = parts.and_then(|parts| Some((parts.get("host")?, parts.get("port")?))) {
        edits.push((host.span(), literal(database.host)));
        edits.push((port.span(), database.port.to_string()));
    } else {
        put("addr", address(database));
    }
    if !missing.is_empty() {
        edits.push(insertion(text, db, &missing));
    }
    edits.sort_by_key(|(range, _)| range.start);
    edits
}

/// What is missing, behind the last value of the table.
fn insertion(text: &str, db: &Spanned<DeValue<'_>>, missing: &[(&str, String)]) -> Edit {
    let begins_with = |mark| text[db.span().start..].starts_with(mark);
    let last = last_value(text, db);
    let lines =
        |prefix: &str| missing.iter().map(|(key, value)| format!("{prefix}{key} = {value}")).collect::<Vec<_>>();
    if begins_with('{') {
        return match last {
            Some(at) => (at..at, format!(", {}", lines("").join(", "))),
            None => (db.span(), format!("{{ {} }}", lines("").join(", "))),
        };
    }
    // A comment may follow.
    let after = last.unwrap_or(db.span().end);
    let at = after + text[after..].find(['\r', '\n']).unwrap_or(text.len() - after);
    let end = line_end(text);
    let lines = lines(if begins_with('[') { "" } else { "db." });
    (at..at, lines.iter().map(|line| format!("{end}{line}")).collect())
}

/// Where the last value of a table ends, tables with a header of their own left out.
fn last_value(text: &str, value: &Spanned<DeValue<'_>>) -> Option<usize> {
    let table = value.get_ref().as_table()?;
    let ends = table.iter().filter_map(|(_, value)| {
        let begins_with = |mark| text[value.span().start..].starts_with(mark);
        match value.get_ref() {
            DeValue::Table(_) if begins_with('[') => None,
            DeValue::Table(_) if !begins_with('{') => last_value(text, value),
            _ => Some(value.span().end),
        }
    });
    ends.max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    #[test]
    fn a_database_is_said_when_all_of_it_is() {
        let password = Secret::new("p");
        let database = Database { host: "h", port: 1, name: "n", user: "u", password: &password };
        let right = "[db]\naddr = 'h:1'\nname = 'n'\nuser = 'u'\npassword = 'p'\n";
        let is_said = |text: &str| says(&manager_toml::parse(text).unwrap(), &database);
        assert!(is_said(right) && is_said(&right.replace("addr = 'h:1'", "addrs = ['h:1']")));
        for (old, new) in [("'h:1'", "'x:1'"), ("'h:1'", "'h:2'"), ("'n'", "'x'"), ("'u'", "'x'"), ("'p'", "'x'")] {
            assert!(!is_said(&right.replace(old, new)), "{new}");
        }
        assert!(!is_said(&right.replace("addr = 'h:1'", "addrs = ['h:1', 'h:1']")));
    }
}
