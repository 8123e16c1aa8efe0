//! What can fail, as data: every variant is an operation with what it was done to.
//!
//! Messages are lower-case fragments; [`Error::chain`] joins them, the most telling last. Nothing in here may hold a secret.

use crate::{command, config, database, devdb, etcd, fixture, migration, release};

/// The class of a failure; it decides the exit status.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Class {
    /// The work failed and was rolled back.
    Failed,
    /// The command line.
    Usage,
    /// alembic.ini, manager.toml, the URL.
    Config,
    /// No connection, or not the kind of server. Worth another try.
    Connect,
    /// Another run holds the lock. Worth another try.
    Locked,
    /// The database needs a person.
    State,
    /// The database is ahead of, or unknown to, this program.
    Newer,
    /// A fixture was refused.
    Fixture,
    /// The role may not do this.
    Privilege,
    /// Behind the wanted release.
    Pending,
    /// The facts differ from the release.
    Drift,
    /// SIGINT: cancelled, rolled back.
    Interrupted,
    /// SIGTERM: cancelled, rolled back.
    Terminated,
}

impl Class {
    /// Every class, in the order of README.md's table.
    pub const ALL: [Class; 13] = [
        Class::Failed,
        Class::Usage,
        Class::Config,
        Class::Connect,
        Class::Locked,
        Class::State,
        Class::Newer,
        Class::Fixture,
        Class::Privilege,
        Class::Pending,
        Class::Drift,
        Class::Interrupted,
        Class::Terminated,
    ];

    /// The exit status, as README.md documents it.
    pub fn status(self) -> u8 {
        match self {
            Class::Failed => 1,
            Class::Usage => 2,
            Class::Config => 10,
            Class::Connect => 11,
            Class::Locked => 12,
            Class::State => 13,
            Class::Newer => 14,
            Class::Fixture => 15,
            Class::Privilege => 16,
            Class::Pending => 20,
            Class::Drift => 21,
            Class::Interrupted => 130,
            Class::Terminated => 143,
        }
    }

    /// The name in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Class::Failed => "failed",
            Class::Usage => "usage",
            Class::Config => "config",
            Class::Connect => "connect",
            Class::Locked => "locked",
            Class::State => "state",
            Class::Newer => "newer",
            Class::Fixture => "fixture",
            Class::Privilege => "privilege",
            Class::Pending => "pending",
            Class::Drift => "drift",
            Class::Interrupted => "interrupted",
            Class::Terminated => "terminated",
        }
    }
}

/// A failed operation.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Reading or understanding the configuration.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// The connection, and what the server answered.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// A signal or `--timeout`, and what became of the work.
    #[error("{stopped}: {outcome}")]
    Stopped {
        /// Which.
        stopped: database::Stopped,
        /// The state of the database.
        outcome: String,
    },
    /// Becoming psql.
    #[error(transparent)]
    Dbshell(#[from] command::dbshell::DbshellError),
    /// The private development server.
    #[error(transparent)]
    Devdb(#[from] devdb::Error),
    /// Taking container registries from etcd.
    #[error(transparent)]
    Etcd(#[from] etcd::Error),
    /// Writing a file.
    #[error("failed to write {path}")]
    Write {
        /// As it was named.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// A name that is no release.
    #[error(transparent)]
    Release(#[from] release::NameError),
    /// A word that is no revision.
    #[error(transparent)]
    Word(#[from] migration::words::WordError),
    /// A state that the command cannot go on from.
    #[error(transparent)]
    Trouble(#[from] migration::Trouble),
    /// A statement that was to mend drift failed.
    #[error("failed to repair with {statement}")]
    Repair {
        /// The statement.
        statement: String,
        /// What the server said.
        source: database::ServerError,
    },
    /// A statement of a release or a revision failed.
    #[error(transparent)]
    Script(#[from] migration::script::ScriptError),
    /// Fixtures.
    #[error(transparent)]
    Fixture(#[from] fixture::Error),
}

impl Error {
    /// Work that was stopped from outside failed for that reason, whatever it complained about. Out of time while it waited for
    /// the server or the lock, it keeps that class: another try may succeed.
    pub fn stopped(stopped: database::Stopped, error: Error) -> Error {
        log::debug!("stopped while: {}", error.chain());
        let outcome = match (stopped, error.class()) {
            (database::Stopped::TimedOut(_), Class::Connect | Class::Locked) => return error,
            // Perhaps the connection was lost in COMMIT: only the error itself knows.
            (_, Class::Connect) => error.chain(),
            _ => "cancelled and rolled back".to_owned(),
        };
        Error::Stopped { stopped, outcome }
    }

    /// The class, hence the exit status.
    pub fn class(&self) -> Class {
        match self {
            Error::Config(_) => Class::Config,
            Error::Database(error) => error.class(),
            Error::Stopped { stopped, .. } => stopped.class(),
            Error::Dbshell(error) => error.class(),
            Error::Devdb(error) => error.class(),
            Error::Etcd(error) => error.class(),
            Error::Write { .. } => Class::Failed,
            Error::Release(_) | Error::Word(_) => Class::Usage,
            Error::Trouble(trouble) => trouble.class(),
            Error::Script(error) => error.source.class(),
            Error::Repair { source, .. } => source.class(),
            Error::Fixture(error) => error.class(),
        }
    }

    /// What `--json` tells beyond class and message.
    pub fn details(&self) -> Option<serde_json::Value> {
        match self {
            Error::Fixture(fixture::Error::Refused(refused)) => Some(refused.json()),
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
