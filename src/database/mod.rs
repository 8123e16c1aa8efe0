//! The connection and what holds for all work on it. Only this module connects.
//!
//! * [`connect()`]: from a [`Target`](crate::config::Target) to a connection; [`connect_failure`] tells why not, [`session`] what is wanted of
//!   the server and set for the work
//! * [`pool`]: a connection that may rest
//! * [`foreign`]: nothing of what others have put into the schema is run
//! * [`lock`]: one writer at a time
//! * [`watch`]: who keeps a statement waiting
//! * [`transaction()`]: all or nothing, and what to say when the connection breaks
//! * [`cancellation`]: SIGINT, SIGTERM and `--timeout` end the running statement
//! * [`server_error`], [`privilege`]: the server's errors as text, and as SQL for the DBA
//! * [`statement`]: SQL with names that are known only at run time
//! * [`client`]: PostgreSQL's own programs; [`backup`], [`copy`] by pg_dump
//! * [`clear_libpq_variables`]: libpq's variables do not count; [`libpq_version()`] is told

pub mod backup;
pub mod cancellation;
pub mod client;
pub mod connect;
pub mod connect_failure;
pub mod copy;
mod create;
mod first_answer;
pub mod foreign;
mod libpq_variables;
mod libpq_version;
pub mod lock;
pub mod pool;
mod pooler;
pub mod privilege;
pub mod server_error;
pub mod session;
mod sqlstate;
pub mod statement;
mod statement_log;
pub mod transaction;
mod wait;
pub mod watch;

pub use cancellation::{Cancellation, Stopped};
pub use connect::{Access, ConnectError, ConnectOptions, connect, place};
pub use create::drop_database;
pub use libpq_variables::clear_libpq_variables;
pub use libpq_version::libpq_version;
pub use server_error::ServerError;
pub use sqlstate::SqlState;
pub use transaction::{read_only, transaction};
pub use watch::Watch;

use crate::exit_status::ExitStatus;

/// What can go wrong between this program and the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection, or not one of use.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// The pool gave none.
    #[error("failed to connect again: {0}")]
    Pool(#[from] r2d2::Error),
    /// A signal or `--timeout`.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// Another run has the lock.
    #[error(transparent)]
    Locked(#[from] lock::Locked),
    /// Sessions use a database that is to be dropped.
    #[error("the database is in use by {}; `--force` ends such sessions", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and by "))]
    InUse(Vec<lock::Holder>),
    /// Others have put objects in the way.
    #[error(transparent)]
    Foreign(#[from] foreign::ForeignObjects),
    /// The role may not do it.
    #[error(transparent)]
    Denied(#[from] privilege::Denied),
    /// The server lacks an extension.
    #[error(transparent)]
    ExtensionMissing(#[from] privilege::ExtensionMissing),
    /// The connection broke in COMMIT.
    #[error(transparent)]
    CommitUnknown(#[from] transaction::CommitUnknown),
    /// psql, pg_dump or pg_restore.
    #[error(transparent)]
    Client(#[from] client::ClientError),
    /// The file of a backup.
    #[error(transparent)]
    Backup(#[from] backup::BackupError),
    /// The server refused a statement.
    #[error(transparent)]
    Server(#[from] ServerError),
}

impl Error {
    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Error::Connect(error) => error.exit_status(),
            Error::Pool(_) | Error::CommitUnknown(_) => ExitStatus::Connect,
            Error::Stopped(stopped) => stopped.exit_status(),
            Error::Locked(_) | Error::InUse(_) => ExitStatus::Locked,
            Error::Denied(_) => ExitStatus::Privilege,
            Error::Foreign(_) | Error::ExtensionMissing(_) => ExitStatus::State,
            Error::Client(_) | Error::Backup(_) => ExitStatus::Failed,
            Error::Server(error) => error.exit_status(),
        }
    }
}

/// Diesel's error as one of this module's.
pub(crate) fn failed(error: diesel::result::Error) -> Error {
    ServerError::new(error).into()
}
