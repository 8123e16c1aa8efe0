//! The `[db]` table of manager.toml: text in, fields with their places out; [`etcd`] reads the `[etcd]` table. Other tables are
//! the manager's own.

pub mod etcd;
mod newer;
mod scalars;

use toml::de::{DeTable, DeValue};
use toml::{Spanned, de::DeArray};

use super::alembic_ini::ParseError;
use super::error::Problem;
use super::origin::Diagnostic;
use super::secret::Secret;
use super::target::Host;
use super::url::{has_placeholder, is_placeholder, port_number};

/// A value with the line and column where it stands.
pub type Placed<T> = (T, (usize, usize));

/// What `[db]` says; absent where it says nothing.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Db {
    /// Whether there is such a table.
    pub present: bool,
    /// `addr`
    pub addr: Option<Placed<Host>>,
    /// `addrs`, at least one: all members of a cluster; counts over `addr`
    pub addrs: Option<Placed<Vec<Host>>>,
    /// `name`
    pub name: Option<Placed<String>>,
    /// `user`
    pub user: Option<Placed<String>>,
    /// `password`; an empty one is none
    pub password: Option<Placed<Secret>>,
    /// `connect-timeout`: seconds for each address
    pub connect_timeout: Option<Placed<u32>>,
    /// `pool-size` and its like
    pub pool: PoolSettings,
    /// What looks like a mistake
    pub notes: Vec<Diagnostic>,
}

/// The pool keys of `[db]`; absent where the manager's default holds.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct PoolSettings {
    /// `pool-size`: connections that the pool keeps, from 1
    pub pool_size: Option<u32>,
    /// `max-overflow`: connections beyond `pool-size`; -1 is no limit
    pub max_overflow: Option<i32>,
    /// `pool-recycle`: milliseconds after which a connection is replaced; `None` for never, the manager's -1
    pub pool_recycle_ms: Option<u64>,
    /// `pool-pre-ping`: whether a connection is tested before it is used
    pub pool_pre_ping: Option<bool>,
    /// `lock-conn-timeout`: milliseconds to wait for a connection; `None` for ever, the manager's 0
    pub lock_conn_timeout_ms: Option<u64>,
}

/// Reads the text of a file.
pub fn parse(text: &str) -> Result<Db, ParseError> {
    let mut read = Db::default();
    let bare = text.strip_prefix('\u{feff}');
    read.present = each(bare.unwrap_or(text), "db", |key, value, at| read.take(key, value, at))?;
    if bare.is_some() {
        read.notes.push(Diagnostic::warn("manager.toml begins with a byte order mark, on which the manager fails"));
    }
    if let Some((line, what)) = newer::beyond_1_0(bare.unwrap_or(text)) {
        read.notes.push(Diagnostic::warn(format!(
            "manager.toml, line {line}: {what} is TOML 1.1, which the manager, reading TOML 1.0, fails on"
        )));
    }
    Ok(read)
}

/// Hands every key of a table over, with its value and place; tells whether there is such a table.
fn each(
    text: &str,
    name: &str,
    mut take: impl FnMut(&str, &DeValue<'_>, (usize, usize)) -> Result<(), Problem>,
) -> Result<bool, ParseError> {
    // A line in a string of several lines ends as tomllib has it, whatever the file's end with. A CR alone stays one, and is refused.
    let lines = if text.contains("\r\r") { text.to_owned() } else { text.replace("\r\n", "\n") };
    let text = lines.as_str();
    let document = DeTable::parse(text).map_err(|error| {
        // The error's own Display quotes the line, which may hold the password.
        let at = error.span().map(|span| line_and_column(text, span.start));
        ParseError::new(at, Problem::Toml(first_line(error.message())))
    })?;
    if let Some((at, what)) = scalars::invalid(document.get_ref()) {
        return Err(ParseError::new(line_and_column(text, at), Problem::Toml(what.to_owned())));
    }
    let Some(found) = document.get_ref().get(name) else { return Ok(false) };
    let place = |value: &Spanned<DeValue<'_>>| line_and_column(text, value.span().start);
    let Some(table) = found.get_ref().as_table() else {
        return Err(ParseError::new(place(found), wrong_type(name, "a table")));
    };
    for (key, value) in table {
        let at = place(value);
        take(key.get_ref(), value.get_ref(), at).map_err(|problem| ParseError::new(at, problem))?;
    }
    Ok(true)
}

impl Db {
    fn take(&mut self, key: &str, value: &DeValue<'_>, at: (usize, usize)) -> Result<(), Problem> {
        // A host has no braces; a name or a password may.
        let placeholder = |text: &str| if key == "addr" { has_placeholder(text) } else { is_placeholder(text) };
        if value.as_str().is_some_and(placeholder) {
            return Err(Problem::Placeholder);
        }
        match key {
            "type" if value.as_str() == Some("postgresql") => {}
            "type" => return Err(Problem::Type),
            "addr" => self.addr = Some((address(value)?, at)),
            "addrs" => self.addrs = Some((addresses(value)?, at)),
            "connect-timeout" | "connect_timeout" => {
                let seconds = number(value).filter(|seconds| *seconds > 0.0 && *seconds <= f64::from(i32::MAX));
                // libpq takes whole seconds.
                let seconds = seconds.ok_or_else(|| wrong_type(key, "seconds, more than 0"))?.ceil() as u32;
                self.connect_timeout = Some((seconds, at));
            }
            "name" => self.name = Some((filled("name", value)?, at)),
            "user" => self.user = Some((filled("user", value)?, at)),
            "password" => {
                let password = string("password", value)?;
                if password.contains('\0') {
                    return Err(Problem::Nul { what: "password" });
                }
                self.password = Some((Secret::new(password), at));
            }
            "pool-size" | "pool_size" => {
                let size = integer(value).and_then(|size| u32::try_from(size).ok()).filter(|size| *size > 0);
                self.pool.pool_size = Some(size.ok_or_else(|| wrong_type(key, "a whole number from 1"))?);
            }
            "max-overflow" | "max_overflow" => {
                let limit = integer(value).and_then(|limit| i32::try_from(limit).ok()).filter(|limit| *limit >= -1);
                self.pool.max_overflow = Some(limit.ok_or_else(|| wrong_type(key, "a whole number from 0, or -1"))?);
            }
            "pool-recycle" | "pool_recycle" => {
                let seconds = number(value).filter(|seconds| *seconds >= -1.0);
                let seconds = seconds.ok_or_else(|| wrong_type(key, "seconds, or -1"))?;
                self.pool.pool_recycle_ms = milliseconds(seconds, seconds >= 0.0);
            }
            "pool-pre-ping" | "pool_pre_ping" => {
                self.pool.pool_pre_ping = Some(value.as_bool().ok_or_else(|| wrong_type(key, "true or false"))?);
            }
            "lock-conn-timeout" | "lock_conn_timeout" => {
                let seconds = number(value).filter(|seconds| *seconds >= 0.0);
                let seconds = seconds.ok_or_else(|| wrong_type(key, "seconds, or 0"))?;
                self.pool.lock_conn_timeout_ms = milliseconds(seconds, seconds > 0.0);
            }
            _ => self.notes.push(Diagnostic::warn(unknown_key(key, at.0))),
        }
        Ok(())
    }
}

/// Of an unknown key the line is told, and the name only where it is a plain one.
fn unknown_key(key: &str, line: usize) -> String {
    let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    let name = if plain { format!(" {key}") } else { String::new() };
    format!("manager.toml, line {line}: unknown key{name} in [db]")
}

/// `{ host = "h", port = 8100 }`, `"h:8100"` or `["h", 8100]`.
fn address(value: &DeValue<'_>) -> Result<Host, Problem> {
    match value {
        DeValue::String(text) => host_and_port(text),
        DeValue::Array(pair) => pair_of(pair),
        DeValue::Table(table) => {
            let of = |key: &str| table.get(key).map(Spanned::get_ref);
            host(of("host").and_then(DeValue::as_str), of("port"))
        }
        _ => Err(Problem::Address),
    }
}

/// A list of them.
fn addresses(value: &DeValue<'_>) -> Result<Vec<Host>, Problem> {
    match value.as_array() {
        Some(items) if !items.is_empty() => items.iter().map(|item| address(item.get_ref())).collect(),
        _ => Err(wrong_type("addrs", "a list of addresses, such as [\"HOST:PORT\", \"HOST:PORT\"]")),
    }
}

fn pair_of(pair: &DeArray<'_>) -> Result<Host, Problem> {
    let of = |index: usize| pair.get(index).map(Spanned::get_ref);
    if pair.len() == 2 { host(of(0).and_then(DeValue::as_str), of(1)) } else { Err(Problem::Address) }
}

fn host(name: Option<&str>, port: Option<&DeValue<'_>>) -> Result<Host, Problem> {
    let port = match port {
        Some(DeValue::Integer(number)) if number.radix() == 10 => number.as_str(),
        Some(DeValue::String(text)) => text,
        _ => return Err(Problem::Address),
    };
    let port = port_number(port).map_err(|_| Problem::Address)?;
    Ok(Host { name: host_name(name.ok_or(Problem::Address)?)?, port: Some(port) })
}

/// `HOST:PORT`, split at the last colon; also what BACKEND_DB_ADDR holds.
pub fn host_and_port(text: &str) -> Result<Host, Problem> {
    let (name, port) = text.rsplit_once(':').ok_or(Problem::Address)?;
    let port = port_number(port).map_err(|_| Problem::Address)?;
    Ok(Host { name: host_name(name)?, port: Some(port) })
}

/// A name, an IPv6 address with or without brackets, or the directory of a socket.
pub fn host_name(text: &str) -> Result<String, Problem> {
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let name = bracketed.unwrap_or(text);
    let address = name.split('%').next().is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok());
    let usable = match name {
        "" => false,
        _ if name.contains([',', '\0']) => false,
        _ if name.starts_with('/') => bracketed.is_none(),
        _ if bracketed.is_some() || name.contains(':') => address,
        _ => !name.contains(char::is_whitespace),
    };
    if usable { Ok(name.to_owned()) } else { Err(Problem::Address) }
}

fn string(key: &str, value: &DeValue<'_>) -> Result<String, Problem> {
    value.as_str().map(str::to_owned).ok_or_else(|| wrong_type(key, "a string"))
}

fn filled(key: &'static str, value: &DeValue<'_>) -> Result<String, Problem> {
    usable(key, string(key, value)?)
}

/// A name that PostgreSQL can have.
pub fn usable(what: &'static str, text: String) -> Result<String, Problem> {
    match text.as_str() {
        "" => Err(Problem::EmptyValue(what)),
        _ if text.contains('\0') => Err(Problem::Nul { what }),
        _ => Ok(text),
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    let float = value.as_float().and_then(|float| float.as_str().parse::<f64>().ok());
    float.or_else(|| integer(value).map(|whole| whole as f64)).filter(|number| number.is_finite())
}

fn milliseconds(seconds: f64, limited: bool) -> Option<u64> {
    limited.then_some((seconds * 1000.0).round() as u64)
}

fn wrong_type(key: &str, wanted: &'static str) -> Problem {
    Problem::WrongType { key: key.to_owned(), wanted }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// Line and column, from 1, of a byte.
fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests;
