//! From a target to a connection, waiting and creating the database where that is asked for.

use std::fmt;
use std::time::{Duration, Instant};

use diesel::connection::CacheSize;
use diesel::{Connection, ConnectionError, PgConnection};

use super::connect_failure::{self, ConnectFailure};
use super::{cancellation::Cancellation, create, first_answer, pooler, session, statement_log, wait, watch::Watch};
use crate::config::{Secret, Target};
use crate::exit_status::ExitStatus;
use crate::logging::DATABASE;

/// The default of `connect_timeout` in the table of keywords, as a number.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What a connection is wanted for.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Access {
    /// Reading only: a standby is good enough.
    #[default]
    Read,
    /// Writing: a read-only server is an error.
    Write,
    /// Writing, into a database that is created first where it is missing (`--create-db`).
    Create,
}

impl Access {
    /// The target, of which one that is written to is the primary.
    pub(super) fn target(self, target: &Target) -> Target {
        if self == Access::Read { target.clone() } else { target.primary() }
    }
}

/// How to connect.
#[derive(Clone, Debug, Default)]
pub struct ConnectOptions {
    /// What for.
    pub access: Access,
    /// How long transient failures are retried; none: not at all.
    pub wait: Option<Duration>,
    /// The server's `lock_timeout`; none: the server's own.
    pub lock_timeout: Option<Duration>,
    /// What pg_stat_activity shows, unless the target says otherwise.
    pub application_name: String,
    /// Ends waiting and statements on SIGINT, SIGTERM and `--timeout`.
    pub cancellation: Cancellation,
    /// Tells whom a statement waits for.
    pub watch: Watch,
}

/// There is no connection, or not one of use.
#[derive(Debug)]
pub struct ConnectError {
    /// Why.
    pub reason: ConnectFailure,
    /// `database "backend" at localhost:8100 as user "postgres"`
    place: String,
    /// The database's own words.
    words: String,
    /// How often and how long it was tried, when it was waited for.
    waited: Option<(u32, Duration)>,
    /// The SQL that a DBA would run, where the role may not do it itself.
    pub sql: Option<String>,
}

impl ConnectError {
    /// A failure with `words` as the server or libpq put them; the password is taken out, should it ever be in there.
    pub(super) fn new(target: &Target, reason: ConnectFailure, words: impl Into<String>) -> Self {
        let words = scrub(words.into(), target);
        ConnectError { reason, place: place(target), words, waited: None, sql: None }
    }

    /// The same, and the SQL that a DBA would run.
    pub(super) fn with_sql(mut self, sql: String) -> Self {
        self.sql = Some(sql);
        self
    }

    /// The database's own words.
    pub(super) fn words(&self) -> &str {
        &self.words
    }

    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        if self.sql.is_some() { ExitStatus::Privilege } else { ExitStatus::Connect }
    }
}

impl fmt::Display for ConnectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed to connect to {}", self.place)?;
        if let Some((attempts, waited)) = self.waited {
            write!(f, " ({attempts} attempts in {:.0} s)", waited.as_secs_f64())?;
        }
        match &self.sql {
            Some(sql) => write!(f, ": {}; have the DBA run: {sql}", self.words),
            None if self.words.is_empty() => write!(f, ": {} ({})", self.reason, self.reason.remedy()),
            None => write!(f, ": {} ({}): {}", self.reason, self.reason.remedy(), self.words),
        }
    }
}

impl std::error::Error for ConnectError {}

/// Connects, waiting and creating the database as `options` say, and prepares the session.
pub fn connect(target: &Target, options: &ConnectOptions) -> Result<PgConnection, ConnectError> {
    let began = Instant::now();
    // Also for the connections that look after this one: on another server they would find nobody.
    let target = &options.access.target(target);
    let mut attempt = 0;
    loop {
        attempt += 1;
        let mut error = match attempt_once(target, options, began) {
            Ok(connection) => return Ok(connection),
            Err(error) => error,
        };
        if error.reason == ConnectFailure::Other {
            if create::is_missing(target, options) {
                error.reason = ConnectFailure::NoDatabase;
            } else if options.access == Access::Create && attempt == 1 {
                // Perhaps it was missing, and another run has made it since.
                continue;
            }
        }
        if error.reason == ConnectFailure::NoDatabase && options.access == Access::Create {
            create::database(target, options)?;
            return attempt_created(target, options, began);
        }
        let pause = options
            .wait
            .filter(|_| error.reason.is_transient() || error.reason.ends_with_a_promotion(target))
            .and_then(|patience| wait::pause(attempt, wait::jitter(), began.elapsed(), patience));
        let Some(pause) = pause else {
            let waited = options.wait.filter(|_| attempt > 1).map(|_| (attempt, began.elapsed()));
            return Err(ConnectError { waited, ..error });
        };
        log::info!(
            target: DATABASE,
            "Waiting for {} (attempt {attempt}, next in {:.1} s): {}: {}",
            error.place, pause.as_secs_f64(), error.reason, error.words,
        );
        if options.cancellation.sleep(pause).is_err() {
            return Err(ConnectError { waited: Some((attempt, began.elapsed())), ..error });
        }
    }
}

/// The first attempt after the database was created. A standby that is asked before the primary knows it a moment later.
fn attempt_created(target: &Target, options: &ConnectOptions, began: Instant) -> Result<PgConnection, ConnectError> {
    let until = Instant::now() + CONNECT_TIMEOUT;
    loop {
        let attempt = attempt_once(target, options, began);
        let is_behind = matches!(&attempt, Err(error) if error.reason == ConnectFailure::NoDatabase);
        let may_follow = target.hosts.len() > 1 && Instant::now() < until;
        if !(is_behind && may_follow && options.cancellation.sleep(Duration::from_millis(250)).is_ok()) {
            return attempt;
        }
    }
}

/// One attempt: log in, look at the server, set the session up.
fn attempt_once(target: &Target, options: &ConnectOptions, began: Instant) -> Result<PgConnection, ConnectError> {
    let left = options.wait.map(|patience| patience.saturating_sub(began.elapsed()));
    let bound = [Some(CONNECT_TIMEOUT), left, options.cancellation.left()].into_iter().flatten().min();
    let mut connection = match establish(&with_settings(target, options, bound), &target.database) {
        Err(error) if pooler::refused(&error) => pooler::connect(target, options, bound)?,
        other => other?,
    };
    if !session::prepare(&mut connection, target, options)? {
        // Somebody between here and the server has dropped the settings.
        connection = pooler::connect(target, options, bound)?;
        session::prepare(&mut connection, target, options)?;
    }
    // Hardly a statement comes twice; a named one would cost a round trip, and stay behind where sessions are handed on.
    connection.set_prepared_statement_cache_size(CacheSize::Disabled);
    connection.set_instrumentation(statement_log::Statements::watched(options.watch.clone()));
    Ok(connection)
}

/// Logs in to `database` on the target's server, and logs statements from then on.
pub(super) fn establish(target: &Target, database: &str) -> Result<PgConnection, ConnectError> {
    log::debug!(target: DATABASE, "Connecting to {}", place(target));
    let conninfo = target.conninfo_for(database);
    match PgConnection::establish(conninfo.expose()) {
        Ok(mut connection) => {
            connection.set_instrumentation(statement_log::Statements::default());
            Ok(connection)
        }
        Err(ConnectionError::BadConnection(text)) => {
            let reason = match ConnectFailure::of_text(&text) {
                // The server spoke, in a language that this program does not read.
                ConnectFailure::Other => first_answer::refusal(target)
                    .map_or(ConnectFailure::Other, |state| ConnectFailure::of_sqlstate(&state)),
                reason => reason,
            };
            Err(ConnectError::new(target, reason, connect_failure::words(&text)))
        }
        Err(error) => Err(ConnectError::new(target, ConnectFailure::Other, error.to_string())),
    }
}

/// The same as [`with_defaults`], and the session's settings in the start-up packet.
pub(super) fn with_settings(target: &Target, options: &ConnectOptions, bound: Option<Duration>) -> Target {
    let mut target = with_defaults(target, &options.application_name, bound);
    // The target's own come first: of two values the later counts.
    let own = target.parameters.remove("options").map(|own| format!("{own} ")).unwrap_or_default();
    target.parameters.insert("options".to_owned(), own + &session::startup(options));
    target
}

/// Who connects, and for how long at most it is tried, where the target does not say.
pub(super) fn with_defaults(target: &Target, application_name: &str, bound: Option<Duration>) -> Target {
    let mut target = target.clone();
    // The server cuts longer names off, with a notice.
    let application_name = || application_name.chars().take(63).collect();
    target.parameters.entry("application_name".to_owned()).or_insert_with(application_name);
    target.parameters.entry("connect_timeout".to_owned()).or_insert_with(|| CONNECT_TIMEOUT.as_secs().to_string());
    if let (Some(bound), Some(timeout)) = (bound, target.parameters.get_mut("connect_timeout")) {
        // libpq takes whole seconds, reads 1 as 2, and 0 as for ever.
        let seconds = (bound.as_secs_f64().ceil() as u64).max(2);
        if timeout.parse::<u64>().is_ok_and(|wanted| wanted == 0 || wanted > seconds) {
            *timeout = seconds.to_string();
        }
    }
    target
}

/// `database "backend" at localhost:8100 as user "postgres"`
pub fn place(target: &Target) -> String {
    let hosts: Vec<String> = target
        .hosts
        .iter()
        .map(|host| {
            let port = host.port.unwrap_or(5432);
            match host.name.as_str() {
                directory if directory.starts_with('/') => format!("{directory}/.s.PGSQL.{port}"),
                address if address.contains(':') => format!("[{address}]:{port}"),
                name => format!("{name}:{port}"),
            }
        })
        .collect();
    format!("database \"{}\" at {} as user \"{}\"", target.database, hosts.join(","), target.user)
}

/// The last defence: no known message holds the password, but should one, it does not get out. What a message quotes is looked at,
/// and not the message itself: a password that is one of its words would be told by being taken out.
fn scrub(text: String, target: &Target) -> String {
    let Some(password) = target.password.as_ref().map(Secret::expose).filter(|password| !password.is_empty()) else {
        return text;
    };
    if password.contains(['"', '\n']) && text.contains(password) {
        return "***".to_owned();
    }
    // What this program has put there is told anyway.
    let own = |quoted: &str| {
        [&target.user, &target.database].into_iter().any(|name| name == quoted)
            || target.hosts.iter().any(|host| host.name == quoted)
            || target.parameters.values().any(|value| value == quoted)
    };
    // A short one is part of many words.
    let holds = |quoted: &str| quoted == password || (password.len() >= 8 && quoted.contains(password));
    let parts = text
        .split('"')
        .enumerate()
        .map(|(number, part)| if number % 2 == 1 && holds(part) && !own(part) { "***" } else { part });
    parts.collect::<Vec<_>>().join("\"")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::Host;

    fn target(password: &str) -> Target {
        Target {
            hosts: vec![Host { name: "::1".into(), port: None }, Host { name: "/run/pg".into(), port: Some(5433) }],
            user: "postgres".into(),
            password: Some(Secret::new(password)),
            database: "backend".into(),
            parameters: BTreeMap::new(),
        }
    }

    #[test]
    fn an_error_names_place_reason_remedy_and_words() {
        let error =
            ConnectError::new(&target("x y"), ConnectFailure::WrongPassword, "FATAL: password authentication failed");
        assert_eq!(
            error.to_string(),
            "failed to connect to database \"backend\" at [::1]:5432,/run/pg/.s.PGSQL.5433 as user \"postgres\": wrong password \
             (check user and password; `backend.ai mgr config show` tells where they come from): FATAL: password authentication failed"
        );
    }

    #[test]
    fn a_password_is_taken_out_of_any_words() {
        let error = ConnectError::new(&target("p@ss w"), ConnectFailure::Other, "missing \"=\" after \"p@ss w\"");
        assert!(!error.to_string().contains("p@ss w"), "{error}");
        for weak in ["postgres", "password", "x", "e", "role", "127"] {
            let words = "FATAL: password authentication failed for user \"postgres\", host \"127.0.0.10\"";
            let error = ConnectError::new(&target(weak), ConnectFailure::Other, words);
            assert!(error.to_string().ends_with(words), "{weak}: {error}");
        }
    }

    #[test]
    fn the_default_of_connect_timeout_is_the_tables() {
        let default = format!("connect_timeout='{}'", CONNECT_TIMEOUT.as_secs());
        assert!(target("x").conninfo().expose().contains(&default));
    }

    #[test]
    fn connect_timeout_is_bounded_by_what_is_left() {
        let seconds = |given: Option<&str>, bound: u64| {
            let mut target = target("x");
            if let Some(given) = given {
                target.parameters.insert("connect_timeout".into(), given.into());
            }
            with_defaults(&target, "", Some(Duration::from_secs(bound))).parameters["connect_timeout"].clone()
        };
        assert_eq!(seconds(None, 60), "10");
        assert_eq!(seconds(None, 5), "5");
        assert_eq!(seconds(None, 0), "2");
        assert_eq!(seconds(Some("3"), 60), "3");
        assert_eq!(seconds(Some("0"), 60), "60");
    }
}
