//! The parameters of a URL: asyncpg's and SQLAlchemy's vocabulary in, libpq's keywords out.

use std::collections::BTreeMap;

use super::error::Problem;
use super::keywords::{self, KEYWORDS, Meaning};
use super::origin::Diagnostic;
use super::secret::Secret;
use super::target::Host;

/// The modes of `ssl` and `sslmode`.
const MODES: &[&str] = &["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];
/// The values of `target_session_attrs`.
const SESSIONS: &[&str] = &["any", "primary", "standby", "read-write", "read-only", "prefer-standby"];
/// Named by the address, not here.
const ADDRESS: &[&str] = &["host", "port", "user", "password", "dbname", "database"];

/// libpq's keywords for a URL's query. What libpq would otherwise take from a PG* variable is set ([`defaults`]).
pub fn translate(
    driver: Option<&str>,
    query: &[(String, Secret)],
    hosts: &[Host],
    notes: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<String, String>, Problem> {
    let mut given = BTreeMap::new();
    for (name, value) in query.iter().filter(|(name, _)| !ADDRESS.contains(&name.as_str())) {
        let keyword = keywords::in_url(name).ok_or_else(|| unknown(name, query))?;
        if given.insert(keyword.name, (keyword.meaning, value.expose())).is_some() {
            return Err(Problem::Repeated(name.clone()));
        }
    }
    let psycopg = driver.is_some_and(|driver| driver.starts_with("psycopg"));
    if !psycopg && query.iter().any(|(name, _)| name == "dbname") {
        notes.push(Diagnostic::warn(
            "parameter dbname works here, but the manager's driver, asyncpg, refuses it; write database",
        ));
    }
    let mut keywords = BTreeMap::new();
    for (&name, &(meaning, value)) in &given {
        match meaning {
            Meaning::Refused | Meaning::NotInUrl => return Err(Problem::Refused(name)),
            Meaning::ClientOnly if name == "command_timeout" => {
                notes.push(Diagnostic::info(
                    "parameter command_timeout is left out: a migration takes the time it takes",
                ));
            }
            Meaning::ClientOnly => {
                notes.push(Diagnostic::debug(format!("parameter {name} is the driver's own; left out")))
            }
            Meaning::Ssl => {
                let mode = one_of(value, MODES).ok_or(Problem::SslMode)?;
                if keywords.insert("sslmode".to_owned(), mode).is_some_and(|other| other != value) {
                    return Err(Problem::SslTwice);
                }
            }
            Meaning::Timeout => {
                let seconds = ceiling(value).ok_or(Problem::ParameterValue { name, wanted: "must be seconds" })?;
                notes.push(Diagnostic::info("parameter timeout is taken for connect_timeout, in whole seconds"));
                keywords.insert("connect_timeout".to_owned(), seconds);
            }
            Meaning::Same | Meaning::LibpqOnly => {
                keywords.insert(name.to_owned(), checked(name, value)?);
            }
        }
        if !psycopg && (meaning == Meaning::LibpqOnly || name == "sslmode") {
            let instead = if name == "sslmode" { "; write ssl" } else { "" };
            notes.push(Diagnostic::warn(format!(
                "parameter {name} works here, but the manager's driver, asyncpg, refuses it{instead}"
            )));
        }
    }
    for (name, value) in defaults(hosts) {
        keywords.entry(name.to_owned()).or_insert_with(|| value.to_owned());
    }
    Ok(keywords)
}

/// What holds where nothing was said, as asyncpg has it. Which of several hosts is wanted depends on what for.
pub fn defaults(hosts: &[Host]) -> BTreeMap<&'static str, &'static str> {
    let sockets = hosts.iter().all(|host| host.name.starts_with('/'));
    BTreeMap::from([("sslmode", if sockets { "disable" } else { "prefer" })])
}

fn unknown(name: &str, query: &[(String, Secret)]) -> Problem {
    // A key that is no plain word, or that follows a password, may be a piece of one with an & in it.
    let plain = name.len() <= 40 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let plain = plain && !query.iter().any(|(key, _)| key == "password");
    let usable = KEYWORDS.iter().filter(|keyword| !matches!(keyword.meaning, Meaning::Refused | Meaning::NotInUrl));
    let usable = usable.map(|keyword| keyword.name);
    let known = ADDRESS.iter().copied().chain(usable).collect::<Vec<_>>().join(", ");
    Problem::UnknownParameter { name: plain.then(|| name.to_owned()), known }
}

fn checked(name: &'static str, value: &str) -> Result<String, Problem> {
    let wanted = match name {
        "connect_timeout" if value.parse::<u32>().is_err() => "must be whole seconds",
        "target_session_attrs" if one_of(value, SESSIONS).is_none() => {
            "must be one of any, primary, standby, read-write, read-only, prefer-standby"
        }
        _ => return Ok(value.to_owned()),
    };
    Err(Problem::ParameterValue { name, wanted })
}

fn one_of(value: &str, allowed: &[&str]) -> Option<String> {
    allowed.contains(&value).then(|| value.to_owned())
}

/// Seconds, rounded up: a timeout of 0.5 must not become none.
fn ceiling(text: &str) -> Option<String> {
    let seconds: f64 = text.parse().ok()?;
    (seconds > 0.0 && seconds <= f64::from(i32::MAX)).then(|| format!("{:.0}", seconds.ceil()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translated(driver: Option<&str>, query: &str) -> (Result<BTreeMap<String, String>, Problem>, Vec<Diagnostic>) {
        let pair = |pair: &str| pair.split_once('=').map(|(key, value)| (key.to_owned(), Secret::new(value))).unwrap();
        let query: Vec<(String, Secret)> = query.split('&').filter(|pair| !pair.is_empty()).map(pair).collect();
        let hosts = [Host { name: "h".into(), port: None }];
        let mut notes = Vec::new();
        (translate(driver, &query, &hosts, &mut notes), notes)
    }

    /// The keywords besides the defaults, and the levels of the notes.
    fn keywords(query: &str) -> (String, Vec<log::Level>) {
        let (keywords, notes) = translated(None, query);
        let words: Vec<String> = keywords.unwrap().into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        (words.join(" "), notes.iter().map(|note| note.level).collect())
    }

    #[test]
    fn what_becomes_of_each_parameter() {
        use log::Level::{Debug, Info, Warn};
        let cases: &[(&str, &str, &[log::Level])] = &[
            ("", "sslmode=prefer", &[]),
            ("ssl=disable", "sslmode=disable", &[]),
            ("ssl=verify-full", "sslmode=verify-full", &[]),
            ("sslmode=require", "sslmode=require", &[Warn]),
            ("ssl=require&sslmode=require", "sslmode=require", &[Warn]),
            ("sslrootcert=/c", "sslmode=prefer sslrootcert=/c", &[Warn]),
            ("sslcert=/c&sslkey=/k&sslcrl=/l", "sslcert=/c sslcrl=/l sslkey=/k sslmode=prefer", &[Warn, Warn, Warn]),
            ("connect_timeout=5", "connect_timeout=5 sslmode=prefer", &[Warn]),
            ("application_name=x", "application_name=x sslmode=prefer", &[Warn]),
            ("options=-c x=1", "options=-c x=1 sslmode=prefer", &[Warn]),
            ("timeout=0.5", "connect_timeout=1 sslmode=prefer", &[Info]),
            ("command_timeout=5", "sslmode=prefer", &[Info]),
            ("prepared_statement_cache_size=0", "sslmode=prefer", &[Debug]),
            (
                "statement_cache_size=0&prepared_statement_name_func=f&async_fallback=true",
                "sslmode=prefer",
                &[Debug; 3],
            ),
            ("target_session_attrs=primary", "sslmode=prefer target_session_attrs=primary", &[]),
            ("passfile=/p&krbsrvname=k&gsslib=gssapi", "gsslib=gssapi krbsrvname=k passfile=/p sslmode=prefer", &[]),
        ];
        for (query, expected, levels) in cases {
            assert_eq!(keywords(query), ((*expected).to_owned(), levels.to_vec()), "{query}");
        }
    }

    #[test]
    fn psycopg_knows_libpqs_keywords() {
        assert!(translated(Some("psycopg"), "sslmode=require&application_name=x&dbname=d").1.is_empty());
        assert_eq!(keywords("dbname=d"), ("sslmode=prefer".to_owned(), vec![log::Level::Warn]));
        assert_eq!(keywords("database=d"), ("sslmode=prefer".to_owned(), vec![]));
    }

    #[test]
    fn refusals() {
        let cases = [
            ("ssl=true", Problem::SslMode),
            ("sslmode=on", Problem::SslMode),
            ("ssl=require&sslmode=prefer", Problem::SslTwice),
            ("ssl=require&ssl=require", Problem::Repeated("ssl".into())),
            ("service=x", Problem::Refused("service")),
            ("servicefile=x", Problem::Refused("servicefile")),
            ("server_settings=x", Problem::Refused("server_settings")),
            (
                "connect_timeout=1.5",
                Problem::ParameterValue { name: "connect_timeout", wanted: "must be whole seconds" },
            ),
        ];
        for (query, expected) in cases {
            assert_eq!(translated(None, query).0, Err(expected), "{query}");
        }
        for value in ["x", "nan", "0", "-1", "2147483648"] {
            let expected = Problem::ParameterValue { name: "timeout", wanted: "must be seconds" };
            assert_eq!(translated(None, &format!("timeout={value}")).0, Err(expected), "{value}");
        }
        assert!(matches!(translated(None, "target_session_attrs=x").0, Err(Problem::ParameterValue { .. })));
        let message = translated(None, "foo=bar").0.unwrap_err().to_string();
        assert!(message.starts_with("unknown parameter foo; known are host, port, user,"), "{message}");
        assert!(message.contains(", sslrootcert") && !message.contains("servicefile"), "{message}");
    }

    #[test]
    fn an_unknown_parameter_is_named_unless_it_may_be_of_a_password() {
        let told = |query: &str| match translated(None, query).0 {
            Err(Problem::UnknownParameter { name, .. }) => name,
            other => panic!("{query}: {other:?}"),
        };
        let (longest, longer) = ("x".repeat(40), "x".repeat(41));
        for plain in ["a_1", &longest] {
            assert_eq!(told(&format!("{plain}=1")).as_deref(), Some(plain));
        }
        for query in ["a-1=1", "p@ss=1", &format!("{longer}=1"), "password=a&b=1"] {
            assert_eq!(told(query), None, "{query}");
        }
    }

    #[test]
    fn what_asyncpg_refuses_is_told_with_what_it_takes() {
        let told = |query: &str| translated(None, query).1.pop().unwrap().text;
        assert!(told("sslmode=require").ends_with("asyncpg, refuses it; write ssl"));
        assert!(told("sslcert=/c").ends_with("asyncpg, refuses it"));
    }

    #[test]
    fn sockets_need_no_tls() {
        let host = |name: &str| Host { name: name.into(), port: None };
        assert_eq!(defaults(&[host("/run")])["sslmode"], "disable");
        assert_eq!(defaults(&[host("/run"), host("h")])["sslmode"], "prefer");
    }
}
