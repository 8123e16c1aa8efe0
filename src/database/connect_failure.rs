//! Why libpq could not connect, told from its text. Pure.
//!
//! A failed login has no SQLSTATE in libpq's API, only a message. libpq's own messages are English, because this program never
//! calls `setlocale`; the server's follow its `lc_messages`. Where a text is not recognised here, the server is asked in the protocol
//! itself ([`first_answer`](super::first_answer)), and a missing database is looked for.

use std::fmt;

use crate::config::Target;

/// Why there is no connection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ConnectFailure {
    /// Nothing listens there (ECONNREFUSED), or the socket is absent.
    Refused,
    /// The connection was closed while it was made.
    Reset,
    /// No answer in time.
    TimedOut,
    /// No route to the host.
    Unreachable,
    /// The host name has no address, or not yet.
    NameNotResolved,
    /// 57P03: starting up, shutting down, recovering.
    StartingUp,
    /// 57P01, 57P02: the server ended the connection.
    Terminated,
    /// 53300: no connection slot is free.
    TooManyConnections,
    /// 28P01: wrong password.
    WrongPassword,
    /// The server wants a password and none is configured.
    NoPassword,
    /// 28000: the role or `pg_hba.conf` does not allow it.
    NotAllowed,
    /// 3D000: the database does not exist.
    NoDatabase,
    /// 42501: no CONNECT privilege.
    NoConnectPrivilege,
    /// TLS could not be agreed on, or a certificate was refused.
    Tls,
    /// A standby or a read-only session where writing was wanted (25006, `target_session_attrs`).
    ReadOnly,
    /// A pooler that gives every transaction another session.
    PooledTransactions,
    /// A pooler that allows no transactions.
    PooledStatements,
    /// Something answers, but not as a PostgreSQL server of a supported version.
    NotPostgres,
    /// Anything else; the text says it.
    Other,
}

impl ConnectFailure {
    /// Whether `--wait` tries again.
    pub fn is_transient(self) -> bool {
        match self {
            ConnectFailure::Refused
            | ConnectFailure::Reset
            | ConnectFailure::TimedOut
            | ConnectFailure::Unreachable
            | ConnectFailure::NameNotResolved
            | ConnectFailure::StartingUp
            | ConnectFailure::Terminated
            | ConnectFailure::TooManyConnections => true,
            ConnectFailure::WrongPassword
            | ConnectFailure::NoPassword
            | ConnectFailure::NotAllowed
            | ConnectFailure::NoDatabase
            | ConnectFailure::NoConnectPrivilege
            | ConnectFailure::Tls
            | ConnectFailure::ReadOnly
            | ConnectFailure::PooledTransactions
            | ConnectFailure::PooledStatements
            | ConnectFailure::NotPostgres
            | ConnectFailure::Other => false,
        }
    }

    /// Whether one of the target's hosts may yet become the primary.
    pub fn ends_with_a_promotion(self, target: &Target) -> bool {
        self == ConnectFailure::ReadOnly && target.hosts.len() > 1
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            ConnectFailure::Refused => {
                "check that the server runs and listens there (host and port); `--wait` waits for it to come up"
            }
            ConnectFailure::Reset | ConnectFailure::Terminated => "look into the server's log; `--wait` tries again",
            ConnectFailure::TimedOut => "check host, port and firewall; `--wait` tries again",
            ConnectFailure::Unreachable => "check host and network; `--wait` tries again",
            ConnectFailure::NameNotResolved => "check the host name; `--wait` tries again",
            ConnectFailure::StartingUp => "`--wait` waits until it accepts connections",
            ConnectFailure::TooManyConnections => {
                "close connections or raise max_connections; `--wait` waits for one to become free"
            }
            ConnectFailure::WrongPassword => {
                "check user and password; `backend.ai mgr config show` tells where they come from"
            }
            ConnectFailure::NoPassword => {
                "give one: in the configuration file, by `--password-file`, BACKEND_DB_PASSWORD or ~/.pgpass"
            }
            ConnectFailure::NotAllowed => "check the user, and the server's pg_hba.conf",
            ConnectFailure::NoDatabase => "check the name; `--create-db` of `schema oneshot` creates it",
            ConnectFailure::NoConnectPrivilege => "have the DBA run: GRANT CONNECT ON DATABASE … TO …",
            ConnectFailure::Tls => "check sslmode, sslrootcert, sslcert and sslkey, and the server's `ssl` setting",
            ConnectFailure::ReadOnly => "connect to the primary; of several hosts, `--wait` waits for one to become it",
            ConnectFailure::PooledTransactions => {
                "it gives every transaction another session, so that what this program sets and locks would hold for others; \
                 connect to PostgreSQL itself, or to a pool with pool_mode = session"
            }
            ConnectFailure::PooledStatements => {
                "it allows no transactions, and this program does all or nothing in one; \
                 connect to PostgreSQL itself, or to a pool with pool_mode = session"
            }
            ConnectFailure::NotPostgres => "check host and port: no supported PostgreSQL server answers there",
            ConnectFailure::Other => "see the server's log",
        }
    }

    /// The reason that a SQLSTATE stands for.
    pub fn of_sqlstate(state: &str) -> ConnectFailure {
        match state {
            "57P03" => ConnectFailure::StartingUp,
            "57P01" | "57P02" | "57P05" => ConnectFailure::Terminated,
            "53300" => ConnectFailure::TooManyConnections,
            "28P01" => ConnectFailure::WrongPassword,
            "28000" => ConnectFailure::NotAllowed,
            "3D000" => ConnectFailure::NoDatabase,
            "42501" => ConnectFailure::NoConnectPrivilege,
            "25006" => ConnectFailure::ReadOnly,
            _ => ConnectFailure::Other,
        }
    }

    /// Reads what libpq said about one or several hosts. A definite reason on one host wins over a transient one on another;
    /// of several definite ones the first, for with `sslmode=prefer` the second attempt only repeats the first without TLS.
    pub fn of_text(text: &str) -> ConnectFailure {
        let reasons: Vec<ConnectFailure> = attempts(text).into_iter().map(of_attempt).collect();
        let definite = reasons.iter().find(|reason| !reason.is_transient() && **reason != ConnectFailure::Other);
        *definite.or(reasons.first()).unwrap_or(&ConnectFailure::Other)
    }
}

impl fmt::Display for ConnectFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ConnectFailure::Refused => "connection refused",
            ConnectFailure::Reset => "connection closed",
            ConnectFailure::TimedOut => "timed out",
            ConnectFailure::Unreachable => "no route to the server",
            ConnectFailure::NameNotResolved => "unknown host name",
            ConnectFailure::StartingUp => "the server does not accept connections yet",
            ConnectFailure::Terminated => "the server ended the connection",
            ConnectFailure::TooManyConnections => "too many connections",
            ConnectFailure::WrongPassword => "wrong password",
            ConnectFailure::NoPassword => "no password given",
            ConnectFailure::NotAllowed => "login not allowed",
            ConnectFailure::NoDatabase => "the database does not exist",
            ConnectFailure::NoConnectPrivilege => "no CONNECT privilege",
            ConnectFailure::Tls => "TLS failed",
            ConnectFailure::ReadOnly => "read-only",
            ConnectFailure::PooledTransactions => "a pooler in transaction mode (PgBouncer) answers there",
            ConnectFailure::PooledStatements => "a pooler in statement mode (PgBouncer) answers there",
            ConnectFailure::NotPostgres => "not a supported PostgreSQL server",
            ConnectFailure::Other => "connection failed",
        })
    }
}

/// One text an attempt: libpq begins each with `connection to server`.
fn attempts(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text.match_indices("connection to server ").map(|(at, _)| at).collect();
    if starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| &text[*start..end]).filter(|part| !part.trim().is_empty()).collect()
}

/// The texts, each with its reason; the first that occurs decides. Errors of the system come before TLS: `SSL SYSCALL error:
/// Connection reset by peer` is a reset.
const TEXTS: &[(&str, ConnectFailure)] = &[
    ("could not translate host name", ConnectFailure::NameNotResolved),
    // The server's, in English.
    ("password authentication failed", ConnectFailure::WrongPassword),
    ("no password supplied", ConnectFailure::NoPassword),
    ("the database system is ", ConnectFailure::StartingUp),
    ("because of crash of another server process", ConnectFailure::Terminated),
    ("terminating connection due to administrator command", ConnectFailure::Terminated),
    ("too many clients already", ConnectFailure::TooManyConnections),
    ("connection slots are reserved", ConnectFailure::TooManyConnections),
    ("too many connections for ", ConnectFailure::TooManyConnections),
    ("no pg_hba.conf entry", ConnectFailure::NotAllowed),
    ("pg_hba.conf rejects connection", ConnectFailure::NotAllowed),
    ("is not permitted to log in", ConnectFailure::NotAllowed),
    ("authentication failed for user", ConnectFailure::NotAllowed),
    ("permission denied for database", ConnectFailure::NoConnectPrivilege),
    // libpq's own.
    ("server does not support SSL", ConnectFailure::Tls),
    ("server closed the connection unexpectedly", ConnectFailure::Reset),
    ("SSL connection has been closed unexpectedly", ConnectFailure::Reset),
    ("EOF detected", ConnectFailure::Reset),
    ("timeout expired", ConnectFailure::TimedOut),
    ("session is read-only", ConnectFailure::ReadOnly),
    ("server is in hot standby mode", ConnectFailure::ReadOnly),
    ("received invalid response to SSL negotiation", ConnectFailure::NotPostgres),
    ("expected authentication request from server", ConnectFailure::NotPostgres),
    ("received invalid protocol negotiation message", ConnectFailure::NotPostgres),
    ("unsupported frontend protocol", ConnectFailure::NotPostgres),
    // The system's.
    ("Connection refused", ConnectFailure::Refused),
    ("Connection reset by peer", ConnectFailure::Reset),
    ("Broken pipe", ConnectFailure::Reset),
    ("timed out", ConnectFailure::TimedOut),
    ("No route to host", ConnectFailure::Unreachable),
    ("Host is down", ConnectFailure::Unreachable),
    ("is unreachable", ConnectFailure::Unreachable),
    ("certificate", ConnectFailure::Tls),
    ("private key", ConnectFailure::Tls),
    ("SSL", ConnectFailure::Tls),
];

fn of_attempt(text: &str) -> ConnectFailure {
    // The names in a message are the user's: a database called "timed out" must not decide.
    let bare = without_names(text);
    if bare.contains("database \"\" does not exist") || bare.contains("no such database") {
        return ConnectFailure::NoDatabase;
    }
    if bare.contains("role \"\" does not exist") {
        return ConnectFailure::NotAllowed;
    }
    if bare.contains("on socket") && bare.contains("No such file or directory") {
        return ConnectFailure::Refused;
    }
    TEXTS.iter().find(|(words, _)| bare.contains(words)).map_or(ConnectFailure::Other, |(_, reason)| *reason)
}

/// The text with everything between double quotes left out.
fn without_names(text: &str) -> String {
    let mut quoted = false;
    text.chars()
        .filter(|character| {
            if *character == '"' {
                quoted = !quoted;
                return true;
            }
            !quoted
        })
        .collect()
}

/// The database's own words without libpq's preamble: `connection to server at "h" (1.2.3.4), port 1 failed: FATAL:  x` → `FATAL: x`.
pub fn words(text: &str) -> String {
    let mut seen: Vec<String> = Vec::new();
    for attempt in attempts(text) {
        let line = attempt.split_whitespace().collect::<Vec<_>>().join(" ");
        let bare = match line.strip_prefix("connection to server ").and_then(|rest| rest.split_once(" failed: ")) {
            Some((_, message)) => message.to_owned(),
            None => line,
        };
        if !bare.is_empty() && !seen.contains(&bare) {
            seen.push(bare);
        }
    }
    seen.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_reasons() {
        let at = "connection to server at \"localhost\" (127.0.0.1), port 5432 failed: ";
        let cases = [
            (
                "Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n",
                ConnectFailure::Refused,
            ),
            ("FATAL:  password authentication failed for user \"u\"\n", ConnectFailure::WrongPassword),
            ("fe_sendauth: no password supplied\n", ConnectFailure::NoPassword),
            ("FATAL:  database \"backend\" does not exist\n", ConnectFailure::NoDatabase),
            ("FATAL:  role \"u\" does not exist\n", ConnectFailure::NotAllowed),
            ("FATAL:  role \"timed out\" is not permitted to log in\n", ConnectFailure::NotAllowed),
            ("FATAL:  the database system is starting up\n", ConnectFailure::StartingUp),
            ("FATAL:  the database system is shutting down\n", ConnectFailure::StartingUp),
            ("FATAL:  sorry, too many clients already\n", ConnectFailure::TooManyConnections),
            (
                "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute\n",
                ConnectFailure::TooManyConnections,
            ),
            ("FATAL:  too many connections for role \"u\"\n", ConnectFailure::TooManyConnections),
            ("server does not support SSL, but SSL was required\n", ConnectFailure::Tls),
            ("SSL error: certificate verify failed\n", ConnectFailure::Tls),
            (
                "could not receive data from server: Connection reset by peer\nSSL SYSCALL error: Connection reset by peer\n",
                ConnectFailure::Reset,
            ),
            ("SSL SYSCALL error: EOF detected\n", ConnectFailure::Reset),
            ("root certificate file \"/x\" does not exist\n", ConnectFailure::Tls),
            ("timeout expired\n", ConnectFailure::TimedOut),
            ("Connection timed out\n\tIs the server running?\n", ConnectFailure::TimedOut),
            ("No route to host\n", ConnectFailure::Unreachable),
            ("session is read-only\n", ConnectFailure::ReadOnly),
            ("received invalid response to SSL negotiation: H\n", ConnectFailure::NotPostgres),
            (
                "FATAL:  permission denied for database \"backend\"\nDETAIL:  User does not have CONNECT privilege.\n",
                ConnectFailure::NoConnectPrivilege,
            ),
            ("치명적오류:  \"backend\" 데이터베이스 없음\n", ConnectFailure::Other),
        ];
        for (message, reason) in cases {
            assert_eq!(ConnectFailure::of_text(&format!("{at}{message}")), reason, "{message}");
        }
        assert_eq!(
            ConnectFailure::of_text(
                "could not translate host name \"nowhere\" to address: Name or service not known\n"
            ),
            ConnectFailure::NameNotResolved
        );
        assert_eq!(
            ConnectFailure::of_text(
                "connection to server on socket \"/run/x/.s.PGSQL.1\" failed: No such file or directory\n\tIs the server running locally?\n"
            ),
            ConnectFailure::Refused
        );
    }

    #[test]
    fn a_definite_reason_wins_over_another_hosts_transient_one() {
        let text = "connection to server at \"a\", port 1 failed: Connection refused\n\
                    connection to server at \"b\", port 2 failed: FATAL:  password authentication failed for user \"u\"\n\
                    connection to server at \"b\", port 2 failed: FATAL:  no pg_hba.conf entry for host \"b\", no encryption\n";
        assert_eq!(ConnectFailure::of_text(text), ConnectFailure::WrongPassword);
    }

    #[test]
    fn words_leave_out_the_preamble_and_repetitions() {
        let text = "connection to server at \"::1\", port 1 failed: Connection refused\n\tIs the server running?\n\
                    connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server running?\n";
        assert_eq!(words(text), "Connection refused Is the server running?");
        assert_eq!(words("invalid sslmode value: \"x\"\n"), "invalid sslmode value: \"x\"");
    }
}
