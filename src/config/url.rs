//! The grammar of a database URL, as SQLAlchemy reads it. libpq reads another one, and never sees the text.
//!
//! Pure: text in, parts out. Where SQLAlchemy takes what can only be a mistake, this refuses it; spec and tests name each case.

use super::error::Problem;
use super::origin::Diagnostic;
use super::secret::Secret;

/// The parts of a URL. `Debug` shows neither the password nor the query's values.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct DatabaseUrl {
    /// What follows the `+` of the scheme.
    pub driver: Option<String>,
    /// Percent-decoded.
    pub user: Option<String>,
    /// Percent-decoded; an empty one is none.
    pub password: Option<Secret>,
    /// Without brackets.
    pub host: Option<String>,
    /// From 1.
    pub port: Option<u16>,
    /// Not decoded, as SQLAlchemy 2.0 has it; 2.1 decodes.
    pub database: Option<String>,
    /// The query in its order; keys and values are decoded, pairs without a value left out.
    pub query: Vec<(String, Secret)>,
    /// What looks like a mistake though it can be read.
    pub notes: Vec<Diagnostic>,
}

/// Schemes of other databases, to tell a wrong database from a wrong URL.
const OTHERS: &[&str] =
    &["mysql", "mariadb", "sqlite", "oracle", "mssql", "cockroachdb", "redshift", "mongodb", "redis"];

/// Words of the samples and of the guide.
const PLACEHOLDERS: [&str; 5] = ["{DBUSER}", "{DBPASS}", "{DBHOST}", "{DBPORT}", "{DBADDR}"];

/// Whether one of them still stands where a value belongs.
pub(super) fn has_placeholder(text: &str) -> bool {
    PLACEHOLDERS.iter().any(|word| text.contains(word))
}

/// Whether a value is nothing but one of them.
pub(super) fn is_placeholder(text: &str) -> bool {
    PLACEHOLDERS.contains(&text)
}

/// Reads a URL.
pub fn parse(text: &str) -> Result<DatabaseUrl, Problem> {
    refuse_what_is_no_url(text)?;
    let (scheme, rest) = text.split_once("://").ok_or_else(|| not_a_url(text))?;
    let mut notes = Vec::new();
    let driver = driver(scheme, &mut notes)?;

    // SQLAlchemy ends the password at its first @ and takes the rest for the host, so that a second one is an @ of the password.
    if rest.matches('@').count() > 1 {
        return Err(Problem::UnescapedAt);
    }
    let (user, password, address) = match rest.split_once('@') {
        Some((login, address)) => {
            let (user, password) = login.split_once(':').map_or((login, None), |(user, word)| (user, Some(word)));
            if user.contains('/') {
                return Err(Problem::UnescapedAt);
            }
            (Some(decode(user, "user")?), password.map(|word| decode(word, "password")).transpose()?, address)
        }
        None => (None, None, rest),
    };
    refuse_comment(address)?;

    let (address, query) = address.split_once('?').map_or((address, None), |(address, query)| (address, Some(query)));
    let (authority, database) = address.split_once('/').map_or((address, None), |(host, name)| (host, Some(name)));
    let (host, port) = host_and_port(authority)?;
    let database = database.filter(|name| !name.is_empty()).map(str::to_owned);
    if let Some(name) = &database {
        notes.extend(odd_database(name));
    }
    Ok(DatabaseUrl {
        driver,
        user: user.filter(|user| !user.is_empty()),
        password: password.filter(|word| !word.is_empty()).map(Secret::new),
        host,
        port,
        database,
        query: query.map_or(Ok(Vec::new()), pairs)?,
        notes,
    })
}

fn refuse_what_is_no_url(text: &str) -> Result<(), Problem> {
    if text.is_empty() {
        Err(Problem::Empty)
    } else if text.contains(['\n', '\r']) {
        Err(Problem::Newline)
    } else if text.contains(char::is_control) {
        Err(Problem::Control)
    } else if has_placeholder(text) {
        Err(Problem::Placeholder)
    } else if text.starts_with(['"', '\'']) {
        Err(Problem::Quoted)
    } else {
        Ok(())
    }
}

fn not_a_url(text: &str) -> Problem {
    if text.contains('=') { Problem::Keywords } else { Problem::NotAUrl }
}

/// Checks the scheme and gives the driver in it.
fn driver(scheme: &str, notes: &mut Vec<Diagnostic>) -> Result<Option<String>, Problem> {
    if !scheme.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '+') {
        return Err(not_a_url(scheme));
    }
    let (dialect, driver) = scheme.split_once('+').map_or((scheme, None), |(dialect, name)| (dialect, Some(name)));
    match dialect {
        "postgresql" => {}
        "postgres" => notes.push(Diagnostic::warn(
            "the URL's scheme is postgres://, which the manager and alembic reject; write postgresql://",
        )),
        _ if ["postgresql", "postgres"].iter().any(|known| dialect.eq_ignore_ascii_case(known)) => {
            return Err(Problem::SchemeCase);
        }
        _ if OTHERS.contains(&dialect.to_ascii_lowercase().as_str()) => return Err(Problem::OtherDatabase),
        _ => return Err(Problem::NotAUrl),
    }
    if let Some(name) = driver {
        // The name is not told unless it is a known one: nothing of a URL is quoted.
        let known = ["asyncpg", "psycopg", "psycopg2", "pg8000", "psycopg_async", "psycopg2cffi"];
        let name = known.iter().find(|known| **known == name).map_or(String::new(), |known| format!(" +{known}"));
        notes.push(Diagnostic::debug(format!("the URL's driver{name} is not needed: this program brings its own")));
    }
    Ok(driver.map(str::to_owned))
}

/// A ` ;` or ` #` after the user and password: the operator meant a comment, and configparser knows none there.
fn refuse_comment(address: &str) -> Result<(), Problem> {
    let comment = |(at, _): (usize, &str)| address[..at].ends_with(char::is_whitespace);
    if address.match_indices([';', '#']).any(comment) { Err(Problem::Comment) } else { Ok(()) }
}

fn host_and_port(authority: &str) -> Result<(Option<String>, Option<u16>), Problem> {
    if authority.contains(char::is_whitespace) {
        return Err(Problem::HostSpace);
    }
    if authority.contains(',') {
        return Err(Problem::SeveralHosts);
    }
    if let Some(inside) = authority.strip_prefix('[') {
        let (address, rest) = inside.split_once(']').ok_or(Problem::Brackets)?;
        if address.is_empty() || address.contains('[') || rest.contains(']') {
            return Err(Problem::Brackets);
        }
        let port = match rest.strip_prefix(':') {
            Some(port) => Some(port_number(port)?),
            None if rest.is_empty() => None,
            None => return Err(Problem::Brackets),
        };
        // A zone is written %25eth0 in a URL; SQLAlchemy hands %25eth0 on, which no resolver knows.
        return Ok((Some(address.replace("%25", "%")), port));
    }
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    if authority.matches(':').count() > 1 && authority.chars().all(|c| c.is_ascii_hexdigit() || ":.%".contains(c)) {
        return Err(Problem::Brackets);
    }
    if host.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("%2f")) {
        return Err(Problem::EncodedSocket);
    }
    let port = port.map(port_number).transpose()?;
    Ok((Some(host).filter(|host| !host.is_empty()).map(str::to_owned), port))
}

/// A port from 1 to 65535 in decimal digits.
pub(super) fn port_number(text: &str) -> Result<u16, Problem> {
    if text.is_empty() {
        return Err(Problem::EmptyPort);
    }
    // `parse` alone would take "+5432".
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|port| digits && *port != 0).ok_or(Problem::Port)
}

fn odd_database(name: &str) -> Option<Diagnostic> {
    let what = if name.contains('%') {
        "a %, which SQLAlchemy 2.0 takes as part of the name, as this program does, and 2.1 decodes; write ?database= instead"
    } else if name.contains([' ', '/', '#']) {
        "a space, / or #: it is part of the name"
    } else {
        return None;
    };
    Some(Diagnostic::warn(format!("the name of the database in the URL holds {what}")))
}

/// The query, as Python's `parse_qsl` splits it: `+` is a space, pairs without `=` or without a value are dropped.
fn pairs(query: &str) -> Result<Vec<(String, Secret)>, Problem> {
    let plus = |text: &str, what| decode(&text.replace('+', " "), what);
    query
        .split('&')
        .filter_map(|pair| pair.split_once('=').filter(|(_, value)| !value.is_empty()))
        .map(|(key, value)| Ok((plus(key, "query")?, Secret::new(plus(value, "query")?))))
        .collect()
}

/// Percent-decodes; a `%` that two hexadecimal digits do not follow stays, a `+` too.
fn decode(text: &str, what: &'static str) -> Result<String, Problem> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3).and_then(hexadecimal)).flatten();
        decoded.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    let decoded = String::from_utf8(decoded).map_err(|_| Problem::DecodedNotUtf8 { what })?;
    if decoded.contains('\0') { Err(Problem::Nul { what }) } else { Ok(decoded) }
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(digits[0])? * 16 + digit(digits[1])?).ok()
}

/// Percent-encodes everything but letters, digits and `-._~`; a space becomes `%20`, never `+`.
pub fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") }).collect()
}

/// A URL for alembic.ini whose parts are encoded so that SQLAlchemy, and this program, read the same parts back.
pub fn compose(user: &str, password: Option<&Secret>, host: &str, port: Option<u16>, database: &str) -> String {
    let password = password.map(|word| format!(":{}", encode(word.expose()))).unwrap_or_default();
    let port_suffix = port.map(|port| format!(":{port}")).unwrap_or_default();
    let mut query = Vec::new();
    let authority = if host.starts_with('/') {
        query.push(format!("host={}", encode(host)));
        query.extend(port.map(|port| format!("port={port}")));
        String::new()
    } else if host.contains(':') {
        format!("[{}]{port_suffix}", host.replace('%', "%25"))
    } else {
        format!("{host}{port_suffix}")
    };
    // The name before the query is not decoded, so that only a plain one can stand there.
    let plain = database.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
    if !plain {
        // asyncpg's word; libpq's `dbname` is none of its.
        query.push(format!("database={}", encode(database)));
    }
    let path = if plain { database } else { "" };
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("postgresql://{}{password}@{authority}/{path}{query}", encode(user))
}

#[cfg(test)]
mod tests;
