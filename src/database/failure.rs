//! Why libpq could not connect, told from its text. Pure.
//!
//! A failed login has no SQLSTATE in libpq's API, only a message. libpq's own messages are English, because this program never
//! calls `setlocale`; the server's follow its `lc_messages`. A text that is not recognised here is asked for its SQLSTATE by
//! [`super::sqlstate`].

use std::fmt;

/// Why there is no connection.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
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
    /// Something answers, but not as a PostgreSQL server of a supported version.
    NotPostgres,
    /// Anything else; the text says it.
    Other,
}

impl Reason {
    /// Whether `--wait` tries again.
    pub fn is_transient(self) -> bool {
        match self {
            Reason::Refused
            | Reason::Reset
            | Reason::TimedOut
            | Reason::Unreachable
            | Reason::NameNotResolved
            | Reason::StartingUp
            | Reason::Terminated
            | Reason::TooManyConnections => true,
            Reason::WrongPassword
            | Reason::NoPassword
            | Reason::NotAllowed
            | Reason::NoDatabase
            | Reason::NoConnectPrivilege
            | Reason::Tls
            | Reason::ReadOnly
            | Reason::NotPostgres
            | Reason::Other => false,
        }
    }

    /// What a person can do about it.
    pub fn remedy(self) -> &'static str {
        match self {
            Reason::Refused => {
                "check that the server runs and listens there (host and port); `--wait` waits for it to come up"
            }
            Reason::Reset | Reason::Terminated => "look into the server's log; `--wait` tries again",
            Reason::TimedOut => "check host, port and firewall; `--wait` tries again",
            Reason::Unreachable => "check host and network; `--wait` tries again",
            Reason::NameNotResolved => "check the host name; `--wait` tries again",
            Reason::StartingUp => "`--wait` waits until it accepts connections",
            Reason::TooManyConnections => {
                "close connections or raise max_connections; `--wait` waits for one to become free"
            }
            Reason::WrongPassword => "check user and password; `backend.ai mgr config show` tells where they come from",
            Reason::NoPassword => {
                "give one: in the configuration file, by `--password-file`, BACKEND_DB_PASSWORD or ~/.pgpass"
            }
            Reason::NotAllowed => "check the user, and the server's pg_hba.conf",
            Reason::NoDatabase => "check the name; `--create-db` of `mgr schema oneshot` creates it",
            Reason::NoConnectPrivilege => "have the DBA run: GRANT CONNECT ON DATABASE … TO …",
            Reason::Tls => "check sslmode, sslrootcert, sslcert and sslkey, and the server's `ssl` setting",
            Reason::ReadOnly => "connect to the primary",
            Reason::NotPostgres => "check host and port: no supported PostgreSQL server answers there",
            Reason::Other => "see the server's log",
        }
    }

    /// The reason that a SQLSTATE stands for.
    pub fn of_sqlstate(state: &str) -> Reason {
        match state {
            "57P03" => Reason::StartingUp,
            "57P01" | "57P02" | "57P05" => Reason::Terminated,
            "53300" => Reason::TooManyConnections,
            "28P01" => Reason::WrongPassword,
            "28000" => Reason::NotAllowed,
            "3D000" => Reason::NoDatabase,
            "42501" => Reason::NoConnectPrivilege,
            "25006" => Reason::ReadOnly,
            _ => Reason::Other,
        }
    }

    /// Reads what libpq said about one or several hosts. A definite reason on one host wins over a transient one on another;
    /// of several definite ones the first, for with `sslmode=prefer` the second attempt only repeats the first without TLS.
    pub fn of_text(text: &str) -> Reason {
        let reasons: Vec<Reason> = attempts(text).into_iter().map(of_attempt).collect();
        let definite = reasons.iter().find(|reason| !reason.is_transient() && **reason != Reason::Other);
        *definite.or(reasons.first()).unwrap_or(&Reason::Other)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Refused => "connection refused",
            Reason::Reset => "connection closed",
            Reason::TimedOut => "timed out",
            Reason::Unreachable => "no route to the server",
            Reason::NameNotResolved => "unknown host name",
            Reason::StartingUp => "the server does not accept connections yet",
            Reason::Terminated => "the server ended the connection",
            Reason::TooManyConnections => "too many connections",
            Reason::WrongPassword => "wrong password",
            Reason::NoPassword => "no password given",
            Reason::NotAllowed => "login not allowed",
            Reason::NoDatabase => "the database does not exist",
            Reason::NoConnectPrivilege => "no CONNECT privilege",
            Reason::Tls => "TLS failed",
            Reason::ReadOnly => "read-only",
            Reason::NotPostgres => "not a supported PostgreSQL server",
            Reason::Other => "connection failed",
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
const TEXTS: &[(&str, Reason)] = &[
    ("could not translate host name", Reason::NameNotResolved),
    // The server's, in English.
    ("password authentication failed", Reason::WrongPassword),
    ("no password supplied", Reason::NoPassword),
    ("the database system is ", Reason::StartingUp),
    ("because of crash of another server process", Reason::Terminated),
    ("terminating connection due to administrator command", Reason::Terminated),
    ("too many clients already", Reason::TooManyConnections),
    ("connection slots are reserved", Reason::TooManyConnections),
    ("too many connections for ", Reason::TooManyConnections),
    ("no pg_hba.conf entry", Reason::NotAllowed),
    ("pg_hba.conf rejects connection", Reason::NotAllowed),
    ("is not permitted to log in", Reason::NotAllowed),
    ("authentication failed for user", Reason::NotAllowed),
    ("permission denied for database", Reason::NoConnectPrivilege),
    // libpq's own.
    ("server does not support SSL", Reason::Tls),
    ("server closed the connection unexpectedly", Reason::Reset),
    ("SSL connection has been closed unexpectedly", Reason::Reset),
    ("EOF detected", Reason::Reset),
    ("timeout expired", Reason::TimedOut),
    ("session is read-only", Reason::ReadOnly),
    ("server is in hot standby mode", Reason::ReadOnly),
    ("received invalid response to SSL negotiation", Reason::NotPostgres),
    ("expected authentication request from server", Reason::NotPostgres),
    ("received invalid protocol negotiation message", Reason::NotPostgres),
    ("unsupported frontend protocol", Reason::NotPostgres),
    // The system's.
    ("Connection refused", Reason::Refused),
    ("Connection reset by peer", Reason::Reset),
    ("Broken pipe", Reason::Reset),
    ("timed out", Reason::TimedOut),
    ("No route to host", Reason::Unreachable),
    ("Host is down", Reason::Unreachable),
    ("is unreachable", Reason::Unreachable),
    ("certificate", Reason::Tls),
    ("private key", Reason::Tls),
    ("SSL", Reason::Tls),
];

fn of_attempt(text: &str) -> Reason {
    // The names in a message are the user's: a database called "timed out" must not decide.
    let bare = without_names(text);
    if bare.contains("database \"\" does not exist") || bare.contains("no such database") {
        return Reason::NoDatabase;
    }
    if bare.contains("role \"\" does not exist") {
        return Reason::NotAllowed;
    }
    if bare.contains("on socket") && bare.contains("No such file or directory") {
        return Reason::Refused;
    }
    TEXTS.iter().find(|(words, _)| bare.contains(words)).map_or(Reason::Other, |(_, reason)| *reason)
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
                Reason::Refused,
            ),
            ("FATAL:  password authentication failed for user \"u\"\n", Reason::WrongPassword),
            ("fe_sendauth: no password supplied\n", Reason::NoPassword),
            ("FATAL:  database \"backend\" does not exist\n", Reason::NoDatabase),
            ("FATAL:  role \"u\" does not exist\n", Reason::NotAllowed),
            ("FATAL:  role \"timed out\" is not permitted to log in\n", Reason::NotAllowed),
            ("FATAL:  the database system is starting up\n", Reason::StartingUp),
            ("FATAL:  the database system is shutting down\n", Reason::StartingUp),
            ("FATAL:  sorry, too many clients already\n", Reason::TooManyConnections),
            (
                "FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute\n",
                Reason::TooManyConnections,
            ),
            ("FATAL:  too many connections for role \"u\"\n", Reason::TooManyConnections),
            ("server does not support SSL, but SSL was required\n", Reason::Tls),
            ("SSL error: certificate verify failed\n", Reason::Tls),
            (
                "could not receive data from server: Connection reset by peer\nSSL SYSCALL error: Connection reset by peer\n",
                Reason::Reset,
            ),
            ("SSL SYSCALL error: EOF detected\n", Reason::Reset),
            ("root certificate file \"/x\" does not exist\n", Reason::Tls),
            ("timeout expired\n", Reason::TimedOut),
            ("Connection timed out\n\tIs the server running?\n", Reason::TimedOut),
            ("No route to host\n", Reason::Unreachable),
            ("session is read-only\n", Reason::ReadOnly),
            ("received invalid response to SSL negotiation: H\n", Reason::NotPostgres),
            (
                "FATAL:  permission denied for database \"backend\"\nDETAIL:  User does not have CONNECT privilege.\n",
                Reason::NoConnectPrivilege,
            ),
            ("치명적오류:  \"backend\" 데이터베이스 없음\n", Reason::Other),
        ];
        for (message, reason) in cases {
            assert_eq!(Reason::of_text(&format!("{at}{message}")), reason, "{message}");
        }
        assert_eq!(
            Reason::of_text("could not translate host name \"nowhere\" to address: Name or service not known\n"),
            Reason::NameNotResolved
        );
        assert_eq!(
            Reason::of_text(
                "connection to server on socket \"/run/x/.s.PGSQL.1\" failed: No such file or directory\n\tIs the server running locally?\n"
            ),
            Reason::Refused
        );
    }

    #[test]
    fn a_definite_reason_wins_over_another_hosts_transient_one() {
        let text = "connection to server at \"a\", port 1 failed: Connection refused\n\
                    connection to server at \"b\", port 2 failed: FATAL:  password authentication failed for user \"u\"\n\
                    connection to server at \"b\", port 2 failed: FATAL:  no pg_hba.conf entry for host \"b\", no encryption\n";
        assert_eq!(Reason::of_text(text), Reason::WrongPassword);
    }

    #[test]
    fn words_leave_out_the_preamble_and_repetitions() {
        let text = "connection to server at \"::1\", port 1 failed: Connection refused\n\tIs the server running?\n\
                    connection to server at \"127.0.0.1\", port 1 failed: Connection refused\n\tIs the server running?\n";
        assert_eq!(words(text), "Connection refused Is the server running?");
        assert_eq!(words("invalid sslmode value: \"x\"\n"), "invalid sslmode value: \"x\"");
    }
}
