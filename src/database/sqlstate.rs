//! SQLSTATE, which Diesel knows and does not pass on, but for a few conditions that have a kind of their own.
//!
//! The others are told by the server's words. Those are English for a superuser, who may choose; another role's server is asked for
//! its own wording when the session begins ([`learn`]).

use std::sync::{Mutex, PoisonError};

use diesel::connection::SimpleConnection;
use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};
use diesel::{PgConnection, QueryResult};

/// Five characters, of which the first two are the class.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct SqlState(&'static str);

impl SqlState {
    /// A row has the key of another.
    pub const UNIQUE_VIOLATION: SqlState = SqlState("23505");
    /// A lock was not to be had in time.
    pub const LOCK_NOT_AVAILABLE: SqlState = SqlState("55P03");
    /// Two sessions waited for each other.
    pub const DEADLOCK_DETECTED: SqlState = SqlState("40P01");
    /// Somebody asked the server to end the statement, or it took too long.
    pub const QUERY_CANCELED: SqlState = SqlState("57014");
    /// The role may not do it.
    pub const INSUFFICIENT_PRIVILEGE: SqlState = SqlState("42501");
    /// A standby, or a session that is read-only.
    pub const READ_ONLY: SqlState = SqlState("25006");
    /// The connection broke.
    pub const CONNECTION_FAILURE: SqlState = SqlState("08006");

    /// What stands for a failure, as far as it is known.
    pub(super) fn of(
        kind: &DatabaseErrorKind,
        information: &(dyn DatabaseErrorInformation + Send + Sync),
    ) -> Option<SqlState> {
        Some(match kind {
            DatabaseErrorKind::UniqueViolation => Self::UNIQUE_VIOLATION,
            DatabaseErrorKind::ForeignKeyViolation => SqlState("23503"),
            DatabaseErrorKind::NotNullViolation => SqlState("23502"),
            DatabaseErrorKind::CheckViolation => SqlState("23514"),
            DatabaseErrorKind::ExclusionViolation => SqlState("23P01"),
            DatabaseErrorKind::RestrictViolation => SqlState("23001"),
            DatabaseErrorKind::SerializationFailure => SqlState("40001"),
            DatabaseErrorKind::ReadOnlyTransaction => Self::READ_ONLY,
            DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand => Self::CONNECTION_FAILURE,
            _ => return of_message(information.message()),
        })
    }
}

/// One of the server's messages, around the name in it.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Wording {
    state: SqlState,
    before: String,
    after: String,
}

/// In English.
const ENGLISH: [(SqlState, &str); 8] = [
    (SqlState::LOCK_NOT_AVAILABLE, "canceling statement due to lock timeout"),
    (SqlState::LOCK_NOT_AVAILABLE, "could not obtain lock on "),
    (SqlState::DEADLOCK_DETECTED, "deadlock detected"),
    (SqlState::QUERY_CANCELED, "canceling statement due to user request"),
    (SqlState::QUERY_CANCELED, "canceling statement due to statement timeout"),
    (SqlState::INSUFFICIENT_PRIVILEGE, "permission denied"),
    (SqlState::INSUFFICIENT_PRIVILEGE, "must be owner of "),
    (SqlState::INSUFFICIENT_PRIVILEGE, "query would be affected by row-level security policy"),
];

/// In the language of the server that this process works with.
static LEARNED: Mutex<Vec<Wording>> = Mutex::new(Vec::new());

fn of_message(message: &str) -> Option<SqlState> {
    let english = ENGLISH.iter().find(|(_, words)| message.starts_with(words)).map(|(state, _)| *state);
    english.or_else(|| {
        let learned = LEARNED.lock().unwrap_or_else(PoisonError::into_inner);
        learned.iter().find(|wording| wording.fits(message)).map(|wording| wording.state)
    })
}

impl Wording {
    /// `keine Berechtigung für Tabelle pg_authid`, said of `pg_authid`.
    fn new(state: SqlState, message: &str, name: &str) -> Wording {
        let (before, after) = match message.split_once(name) {
            Some(parts) if !name.is_empty() => parts,
            _ => (message, ""),
        };
        Wording { state, before: before.to_owned(), after: after.to_owned() }
    }

    fn fits(&self, message: &str) -> bool {
        message.strip_prefix(&*self.before).is_some_and(|rest| rest.ends_with(&*self.after))
    }
}

/// Whether messages in this `lc_messages` are English.
pub(super) fn is_english(locale: &str) -> bool {
    ["C", "POSIX", "en"]
        .iter()
        .any(|name| locale.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '_', '-'])))
}

/// Statements that only a superuser may run, with the name that the refusal has in it. Were one allowed: it is rolled back.
const FORBIDDEN: [(&str, &str); 6] = [
    ("SELECT FROM pg_catalog.pg_authid", "pg_authid"),
    ("CREATE TABLE pg_catalog.backend_ai ()", "pg_catalog"),
    ("SELECT pg_catalog.pg_read_file($f$backend.ai$f$)", "pg_read_file"),
    ("COMMENT ON TABLE pg_catalog.pg_class IS NULL", "pg_class"),
    ("COMMENT ON TYPE pg_catalog.tsvector IS NULL", "tsvector"),
    ("COMMENT ON INDEX pg_catalog.pg_class_oid_index IS NULL", "pg_class_oid_index"),
];

/// Asks the server how it words the conditions that matter, by bringing them about. `other` is a session of the same role beside
/// `connection`: nobody waits for a lock of his own.
pub(super) fn learn(connection: &mut PgConnection, other: &mut PgConnection, pid: i32) -> QueryResult<()> {
    // Two numbers are another lock than one is; the second is this session's alone.
    let lock = format!("(1650549611, {pid})");
    other.batch_execute(&format!("SELECT pg_advisory_lock{lock}"))?;
    let tries: Vec<String> = FORBIDDEN.iter().map(|(statement, _)| format!("'{statement}'")).collect();
    let provoke = format!(
        "DO $learn$ DECLARE told text := ''; tried text; BEGIN \
             PERFORM set_config('lock_timeout', '1', true); \
             BEGIN PERFORM pg_advisory_xact_lock{lock}; \
             EXCEPTION WHEN lock_not_available THEN told := SQLERRM; END; \
             PERFORM set_config('lock_timeout', '0', true); \
             told := told || E'\\n'; \
             BEGIN PERFORM pg_cancel_backend(pg_backend_pid()), pg_sleep(5); \
             EXCEPTION WHEN query_canceled THEN told := told || SQLERRM; WHEN OTHERS THEN NULL; END; \
             FOREACH tried IN ARRAY ARRAY[{}] LOOP \
                 told := told || E'\\n'; \
                 BEGIN EXECUTE tried; EXCEPTION WHEN insufficient_privilege THEN told := told || SQLERRM; END; \
             END LOOP; \
             RAISE EXCEPTION '%', told; END $learn$",
        tries.join(", ")
    );
    let told = match connection.batch_execute(&provoke) {
        Err(Error::DatabaseError(_, information)) => information.message().to_owned(),
        other => return other,
    };
    let mut lines = told.split('\n');
    let mut found: Vec<Wording> = Vec::new();
    for state in [SqlState::LOCK_NOT_AVAILABLE, SqlState::QUERY_CANCELED] {
        found.extend(lines.next().map(|message| Wording::new(state, message, "")));
    }
    found.extend(
        FORBIDDEN
            .iter()
            .zip(lines)
            .map(|((_, name), message)| Wording::new(SqlState::INSUFFICIENT_PRIVILEGE, message, name)),
    );
    let mut learned = LEARNED.lock().unwrap_or_else(PoisonError::into_inner);
    for wording in found {
        // What was allowed says nothing.
        let says_nothing = wording.before.is_empty() && wording.after.is_empty();
        if !says_nothing && !learned.contains(&wording) {
            learned.push(wording);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wording_fits_whatever_the_name_is() {
        let table =
            Wording::new(SqlState::INSUFFICIENT_PRIVILEGE, "keine Berechtigung für Tabelle pg_authid", "pg_authid");
        assert!(table.fits("keine Berechtigung für Tabelle users"));
        assert!(!table.fits("Berechtigung fehlt"));
        let behind = Wording::new(
            SqlState::INSUFFICIENT_PRIVILEGE,
            "テーブルpg_authidへのアクセスが拒否されました",
            "pg_authid",
        );
        assert!(behind.fits("テーブルusersへのアクセスが拒否されました"));
        assert!(!behind.fits("テーブルusersは存在しません"));
        let timeout = Wording::new(SqlState::LOCK_NOT_AVAILABLE, "storniere Anfrage wegen Zeitüberschreitung", "");
        assert!(timeout.fits("storniere Anfrage wegen Zeitüberschreitung"));
    }

    #[test]
    fn english_has_several_names() {
        for english in ["C", "C.UTF-8", "POSIX", "en_US.UTF-8", "en", "en-US"] {
            assert!(is_english(english), "{english}");
        }
        for other in ["", "de_DE.UTF-8", "ko_KR.UTF-8", "Cx", "English_United States.1252"] {
            assert!(!is_english(other), "{other}");
        }
    }
}
