//! Why roles are not provisioned.

use super::role_name::Unusable;
use crate::database::{self, ServerError};
use crate::exit_status::ExitStatus;
use crate::migration;
use crate::migration::script::ScriptError;

/// Why roles are not provisioned; nothing has changed then.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database is at a revision whose release makes no roles of presets, or at none.
    #[error(
        "the database is at {}, and `permissions provision` is for {}; `mgr schema oneshot` brings it there",
        if stamps.is_empty() { "no revision".to_owned() } else { stamps.join(", ") }, releases.join(", ")
    )]
    Release { stamps: Vec<String>, releases: Vec<String> },
    /// What the tables hold does not let roles be made.
    #[error("no role was made: {}", .0.join("; "))]
    Problems(Vec<String>),
    /// A template cannot be evaluated with this scope.
    #[error("the role name template of preset {preset:?} fails for {scope}")]
    Template { preset: String, scope: String, source: Unusable },
    /// A statement of the release failed.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// The server refused a statement.
    #[error(transparent)]
    Server(ServerError),
    /// A signal, `--timeout`, the lock, the connection.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// The stamps cannot be read, or the counts.
    #[error(transparent)]
    Migration(Box<migration::Error>),
}

impl From<migration::Error> for Error {
    fn from(error: migration::Error) -> Self {
        Error::Migration(Box::new(error))
    }
}

impl Error {
    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Error::Release { .. } | Error::Problems(_) => ExitStatus::State,
            Error::Template { .. } => ExitStatus::Failed,
            Error::Script(error) => error.source.exit_status(),
            Error::Server(error) => error.exit_status(),
            Error::Database(error) => error.exit_status(),
            Error::Migration(error) => error.exit_status(),
        }
    }
}
