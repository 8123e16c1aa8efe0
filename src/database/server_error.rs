//! A server's error as text: message, where, DETAIL, HINT.

use std::fmt;

use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

use super::privilege;
use super::sqlstate::SqlState;
use crate::exit_status::ExitStatus;

/// What the server, or libpq, said to a statement.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ServerError(Box<Parts>);

/// Boxed, so that the success of a statement is not as large as its failure.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Parts {
    /// As far as it is known.
    state: Option<SqlState>,
    /// The message in one line.
    message: String,
    /// `table users`, `column email`, `constraint uq_users_email`.
    place: Vec<String>,
    detail: Option<String>,
    hint: Option<String>,
    position: Option<usize>,
}

impl ServerError {
    /// Takes Diesel's error apart.
    pub fn new(error: Error) -> Self {
        match error {
            Error::DatabaseError(kind, information) => Self::of_database(kind, &*information),
            // The first error of a broken connection says what happened; this one only that it did.
            Error::BrokenTransactionManager => {
                Self::of_text(Some(SqlState::CONNECTION_FAILURE), "an earlier statement failed that way")
            }
            Error::RollbackErrorOnCommit { commit_error, .. } => Self::new(*commit_error),
            other => Self::of_text(None, &other.to_string()),
        }
    }

    fn of_text(state: Option<SqlState>, message: &str) -> Self {
        let message = one_line(message);
        ServerError(Box::new(Parts { state, message, place: Vec::new(), detail: None, hint: None, position: None }))
    }

    fn of_database(kind: DatabaseErrorKind, information: &(dyn DatabaseErrorInformation + Send + Sync)) -> Self {
        let named = |what: &str, name: Option<&str>| name.map(|name| format!("{what} \"{name}\""));
        // The message often names them already.
        let place = [
            named("table", information.table_name()),
            named("column", information.column_name()),
            named("constraint", information.constraint_name()),
        ];
        let message = one_line(information.message());
        let place = place.into_iter().flatten().filter(|part| !message.contains(part.as_str())).collect();
        ServerError(Box::new(Parts {
            state: SqlState::of(&kind, information),
            message,
            place,
            detail: information.details().map(one_line),
            hint: information.hint().map(one_line),
            position: information.statement_position().and_then(|position| usize::try_from(position).ok()),
        }))
    }

    /// The SQLSTATE, as far as it is known.
    pub fn state(&self) -> Option<SqlState> {
        self.0.state
    }

    /// Whether the connection broke: the server went down, or was told to end it (57P01, 08006).
    pub fn connection_lost(&self) -> bool {
        self.state() == Some(SqlState::CONNECTION_FAILURE)
    }

    /// 42501.
    pub fn is_privilege(&self) -> bool {
        self.state() == Some(SqlState::INSUFFICIENT_PRIVILEGE)
    }

    /// 55P03.
    pub fn is_lock_timeout(&self) -> bool {
        self.state() == Some(SqlState::LOCK_NOT_AVAILABLE)
    }

    /// 57014.
    pub fn is_canceled(&self) -> bool {
        self.state() == Some(SqlState::QUERY_CANCELED)
    }

    /// 40P01.
    pub fn is_deadlock(&self) -> bool {
        self.state() == Some(SqlState::DEADLOCK_DETECTED)
    }

    /// Whether what was read of the catalogue went meanwhile: another session committed. The server's internal errors are English in
    /// every language; of what is gone, its functions that print a definition say NULL, which Diesel does not take for a text.
    pub fn is_catalog_race(&self) -> bool {
        ["cache lookup failed ", "could not open relation with OID ", "Unexpected null for non-null column"]
            .iter()
            .any(|race| self.0.message.starts_with(race))
    }

    /// The class of a failure whose cause this is.
    pub fn exit_status(&self) -> ExitStatus {
        match self.state() {
            Some(SqlState::CONNECTION_FAILURE | SqlState::READ_ONLY) => ExitStatus::Connect,
            Some(SqlState::INSUFFICIENT_PRIVILEGE) => ExitStatus::Privilege,
            Some(SqlState::LOCK_NOT_AVAILABLE | SqlState::DEADLOCK_DETECTED) => ExitStatus::Locked,
            _ => ExitStatus::Failed,
        }
    }

    /// The message alone.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the statement, in characters from 1.
    pub fn position(&self) -> Option<usize> {
        self.0.position
    }

    /// The same without DETAIL, which may quote the values of a row.
    pub fn without_detail(mut self) -> Self {
        self.0.detail = None;
        self
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.connection_lost() {
            f.write_str("the connection to the server was lost, and the server rolls back what was not committed: ")?;
        }
        f.write_str(&self.0.message)?;
        if !self.0.place.is_empty() {
            write!(f, " ({})", self.0.place.join(", "))?;
        }
        if let Some(detail) = &self.0.detail {
            write!(f, "; DETAIL: {detail}")?;
        }
        if let Some(hint) = &self.0.hint {
            write!(f, "; HINT: {hint}")?;
        }
        if let Some(sql) = privilege::remedy(&self.0.message) {
            write!(f, "; have the DBA run: {sql}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ServerError {}

/// libpq's own messages have several lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Information;

    impl DatabaseErrorInformation for Information {
        fn message(&self) -> &str {
            "duplicate key value violates unique constraint \"uq_users_email\""
        }
        fn details(&self) -> Option<&str> {
            Some("Key (email)=(a@b) already exists.")
        }
        fn hint(&self) -> Option<&str> {
            None
        }
        fn table_name(&self) -> Option<&str> {
            Some("users")
        }
        fn column_name(&self) -> Option<&str> {
            None
        }
        fn constraint_name(&self) -> Option<&str> {
            Some("uq_users_email")
        }
        fn statement_position(&self) -> Option<i32> {
            None
        }
    }

    #[test]
    fn tells_place_and_detail_once() {
        let error = Error::DatabaseError(DatabaseErrorKind::UniqueViolation, Box::new(Information));
        let error = ServerError::new(error);
        assert_eq!(
            error.to_string(),
            "duplicate key value violates unique constraint \"uq_users_email\" (table \"users\"); \
             DETAIL: Key (email)=(a@b) already exists."
        );
        assert_eq!(error.exit_status(), ExitStatus::Failed);
        assert_eq!(error.state(), Some(SqlState::UNIQUE_VIOLATION));
        assert!(!error.without_detail().to_string().contains("a@b"));
    }

    #[test]
    fn classes_follow_the_kind() {
        let of =
            |kind, text: &str| ServerError::new(Error::DatabaseError(kind, Box::new(text.to_owned()))).exit_status();
        assert_eq!(
            of(DatabaseErrorKind::ClosedConnection, "server closed the connection\n unexpectedly"),
            ExitStatus::Connect
        );
        assert_eq!(of(DatabaseErrorKind::ReadOnlyTransaction, "cannot execute INSERT"), ExitStatus::Connect);
        assert_eq!(of(DatabaseErrorKind::Unknown, "permission denied for schema public"), ExitStatus::Privilege);
        assert_eq!(of(DatabaseErrorKind::Unknown, "canceling statement due to lock timeout"), ExitStatus::Locked);
        assert_eq!(of(DatabaseErrorKind::Unknown, "deadlock detected"), ExitStatus::Locked);
        assert_eq!(of(DatabaseErrorKind::Unknown, "syntax error"), ExitStatus::Failed);
        assert_eq!(ServerError::new(Error::BrokenTransactionManager).exit_status(), ExitStatus::Connect);
    }

    #[test]
    fn a_catalogue_that_changes_meanwhile_is_known() {
        let of = |text: &str| {
            let error = Error::DatabaseError(DatabaseErrorKind::Unknown, Box::new(text.to_owned()));
            ServerError::new(error).is_catalog_race()
        };
        assert!(of("cache lookup failed for type 22650"));
        assert!(!of("type \"t\" does not exist"));
        let null = Error::DeserializationError(Box::new(diesel::result::UnexpectedNullError));
        assert!(ServerError::new(null).is_catalog_race());
    }
}
