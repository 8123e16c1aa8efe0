//! What a command can fail with: every variant is an operation with what it was done to.
//!
//! Messages are lower-case fragments; [`Error::chain`] joins them, the most telling last. Nothing in here may hold a secret.

use std::path::PathBuf;

use crate::database::watch::Blocker;
use crate::exit_status::ExitStatus;
use crate::release::Component;
use crate::{config, database, devdb, fixture, migration, permission};

/// A failed operation.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Reading or understanding the configuration.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// An alembic.ini with another component's revisions.
    #[error(
        "{}: script_location says that this file is the {of}'s, not the {chosen}'s; `backend.ai {} schema` is for it",
        file.display(), of.word()
    )]
    IniOfAnother { file: PathBuf, of: Component, chosen: Component },
    /// The connection, and what the server answered.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// A signal or `--timeout`, and what became of the work.
    #[error("{stopped}: {outcome}")]
    Stopped {
        stopped: database::Stopped,
        /// The state of the database.
        outcome: String,
    },
    /// A lock that was not to be had, and whose it is.
    #[error("{}; {}", cause.chain(), blockers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))]
    Blocked {
        /// The sessions that have it.
        blockers: Vec<Blocker>,
        cause: Box<Error>,
    },
    /// The private development server.
    #[error(transparent)]
    Devdb(#[from] devdb::Error),
    /// Writing a file.
    #[error("failed to write {path}")]
    Write { path: String, source: std::io::Error },
    /// Nobody said yes.
    #[error("{place} stays; `--yes` drops it without asking")]
    Unconfirmed { place: String },
    /// A word that is no revision.
    #[error(transparent)]
    Spec(#[from] migration::revision_spec::SpecError),
    /// Bringing the database to where it is wanted.
    #[error(transparent)]
    Migration(#[from] migration::Error),
    #[error(transparent)]
    Fixture(#[from] fixture::Error),
    #[error(transparent)]
    Permission(#[from] permission::Error),
}

impl Error {
    /// Work that was stopped from outside failed for that reason, whatever it complained about. Out of time while it waited for
    /// the server or the lock, it keeps that class: another try may succeed.
    pub fn stopped(stopped: database::Stopped, error: Error) -> Error {
        log::debug!("stopped while: {}", error.chain());
        let outcome = match (stopped, error.exit_status()) {
            (database::Stopped::TimedOut(_), ExitStatus::Connect | ExitStatus::Locked) => return error,
            // Perhaps the connection was lost in COMMIT: only the error itself knows.
            (_, ExitStatus::Connect) => error.chain(),
            _ => "cancelled and rolled back".to_owned(),
        };
        Error::Stopped { stopped, outcome }
    }

    /// The same, and for whom it was waited, if it was a lock on a table or a row that was not to be had.
    pub fn blocked_by(self, blockers: Vec<Blocker>) -> Error {
        match self {
            Error::Database(database::Error::Locked(_)) => self,
            error if error.exit_status() == ExitStatus::Locked && !blockers.is_empty() => {
                Error::Blocked { blockers, cause: Box::new(error) }
            }
            error => error,
        }
    }

    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Error::Config(_) | Error::IniOfAnother { .. } => ExitStatus::Config,
            Error::Database(error) => error.exit_status(),
            Error::Stopped { stopped, .. } => stopped.exit_status(),
            Error::Blocked { cause, .. } => cause.exit_status(),
            Error::Devdb(error) => error.exit_status(),
            Error::Write { .. } => ExitStatus::Failed,
            Error::Unconfirmed { .. } => ExitStatus::State,
            Error::Spec(_) => ExitStatus::Usage,
            Error::Migration(error) => error.exit_status(),
            Error::Fixture(error) => error.exit_status(),
            Error::Permission(error) => error.exit_status(),
        }
    }

    /// What `--json` tells beyond class and message.
    pub fn details(&self) -> Option<serde_json::Value> {
        match self {
            Error::Fixture(fixture::Error::Refused(refused)) => Some(refused.json()),
            Error::Blocked { blockers, .. } => Some(serde_json::json!({ "blockers": blockers })),
            _ => None,
        }
    }

    /// The message and those of its causes, joined; the most telling last.
    pub fn chain(&self) -> String {
        let mut text = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}
