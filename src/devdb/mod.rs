//! A private PostgreSQL server for development and tests: found programs, one data directory, `localhost` only.
//!
//! * [`binaries`]: where the server programs are
//! * [`os_user`]: whom they run as, since PostgreSQL refuses root
//! * [`cluster_dir`]: where the cluster's files are
//! * [`postmaster`]: what `postmaster.pid` says
//! * [`cluster`]: initdb, start, stop, remove
//!
//! Nothing in here connects to the server.

pub mod binaries;
pub mod cluster;
pub mod cluster_dir;
pub mod os_user;
pub mod postmaster;

use std::io;
use std::path::PathBuf;

use crate::exit_status::ExitStatus;

pub use binaries::Binaries;
pub use cluster::{Cluster, State};
pub use cluster_dir::ClusterDir;
pub use os_user::OsUser;

/// Why the private server could not be found, made, started or stopped.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// `PG_BINDIR` names a directory without the programs.
    #[error("PG_BINDIR is {}, but {program} is not there; name the directory of initdb, pg_ctl and postgres", bindir.display())]
    Bindir {
        bindir: PathBuf,
        /// The first program that is missing.
        program: &'static str,
    },
    /// No PostgreSQL server programs anywhere.
    #[error(
        "found no PostgreSQL server programs (initdb, pg_ctl, postgres) in PG_BINDIR, PATH and the usual places; \
         install PostgreSQL's server package, or run scripts/get-postgresql"
    )]
    NoPrograms,
    /// Root, and nobody to step down to.
    #[error("PostgreSQL refuses to run as root, and there is neither a user postgres nor nobody to run it as")]
    NoAccount,
    /// The cluster's files belong to somebody else.
    #[error("{} belongs to user id {owner}; run this as that user or as root", directory.display())]
    Owner { directory: PathBuf, owner: u32 },
    /// The programs are in a place that the server's user cannot enter.
    #[error("user {account} cannot run the programs in {}; put them where that user can enter, and set PG_BINDIR", bindir.display())]
    Reach {
        /// Whom the server runs as.
        account: String,
        bindir: PathBuf,
    },
    /// Somebody else listens on the port.
    #[error("port {port} on localhost is taken by another program; stop that one, or choose another port with --port")]
    PortTaken { port: u16 },
    /// The file does not hold one line.
    #[error("{} must hold the password on one line", file.display())]
    PasswordFile { file: PathBuf },
    /// The file with the password.
    #[error("failed to read the password from {}: {source}", file.display())]
    ReadPassword {
        file: PathBuf,
        /// Why it cannot be read.
        source: io::Error,
    },
    /// Nobody said yes.
    #[error("{} and all databases in it stay; `--yes` removes them without asking", directory.display())]
    Unconfirmed {
        /// What would have been removed.
        directory: PathBuf,
    },
    /// The cluster already runs elsewhere.
    #[error("the cluster already runs on port {running}; `backend.ai mgr devdb down` stops it")]
    OtherPort { running: u16 },
    /// Something stands where the cluster should be.
    #[error("{} is not a cluster that this program made ({why}); nothing in it is touched, remove it or move it yourself", path.display())]
    Foreign { path: PathBuf, why: &'static str },
    /// A file of the cluster.
    #[error("failed to {action} {}: {source}", path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    /// A server program could not be run at all.
    #[error("failed to run {} as user {account}: {source}", program.display())]
    Run {
        program: PathBuf,
        /// Whom it should have run as.
        account: String,
        source: io::Error,
    },
    /// A server program failed.
    #[error("{program} failed: {message}")]
    Program {
        program: &'static str,
        /// What it said, or what the server's log says.
        message: String,
    },
}

impl Error {
    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Error::PasswordFile { .. } | Error::ReadPassword { .. } => ExitStatus::Config,
            Error::Unconfirmed { .. } => ExitStatus::State,
            Error::OtherPort { .. } | Error::Foreign { .. } => ExitStatus::State,
            Error::Bindir { .. }
            | Error::NoPrograms
            | Error::NoAccount
            | Error::Owner { .. }
            | Error::Reach { .. }
            | Error::PortTaken { .. }
            | Error::File { .. }
            | Error::Run { .. }
            | Error::Program { .. } => ExitStatus::Failed,
        }
    }

    /// For `map_err`: what was tried on which file.
    pub(crate) fn file(action: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Error {
        let path = path.into();
        move |source| Error::File { action, path, source }
    }
}
