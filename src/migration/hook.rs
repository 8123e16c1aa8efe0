//! What a revision takes from outside the database: the runner asks before it writes, and hands it over before the revision runs.

use diesel::PgConnection;

use crate::exit_status::ExitStatus;

/// Something that a revision needs and the database does not have.
pub trait Hook {
    /// Gets it, if one of these revisions needs it. Called before anything is written.
    fn prepare(&self, revisions: &[&str]) -> Result<(), HookError>;

    /// Puts it where the SQL of `revision` looks for it, in the caller's transaction.
    fn before(&self, connection: &mut PgConnection, revision: &str) -> diesel::QueryResult<()>;
}

/// It is not to be had.
#[derive(Debug, thiserror::Error)]
#[error("{source}")]
pub struct HookError {
    /// The class of the failure.
    pub status: ExitStatus,
    /// Why.
    source: Box<dyn std::error::Error + Send + Sync>,
}

impl HookError {
    /// Why, and with which exit status.
    pub fn new(status: ExitStatus, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        HookError { status, source: Box::new(source) }
    }
}
