//! Why a database cannot be brought to where it is wanted, each with its remedy.

use super::hook::HookError;
use super::revision_spec::SpecError;
use super::script::ScriptError;
use crate::database;
use crate::exit_status::ExitStatus;
use crate::release::{self, Version};

/// Why a database cannot be brought to where it is wanted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The connection, the lock, and what the server answered.
    #[error(transparent)]
    Database(#[from] database::Error),
    /// A statement of a release or a revision failed.
    #[error(transparent)]
    Script(#[from] ScriptError),
    /// A statement that was to mend drift failed.
    #[error("failed to repair with {statement}")]
    Repair {
        /// The statement.
        statement: String,
        /// What the server said.
        source: database::ServerError,
    },
    /// What a revision needs from elsewhere is not to be had.
    #[error(transparent)]
    Hook(#[from] HookError),
    /// What was wanted is nothing that this database can be brought to.
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// Only `oneshot` creates.
    #[error("the database is fresh: it has no table of any release; `mgr schema oneshot` creates them")]
    Fresh,
    /// The database has what the wanted release has not.
    #[error(
        "the database at {stamp} is ahead of {wanted}: it has revision {revision}{}; nothing was changed{}",
        first.as_ref().map(|first| format!(", which release {first} had first")).unwrap_or_default(),
        if *newer_in_time { " (that release has the lower number, but is newer in time)" } else { "" }
    )]
    Ahead {
        /// What alembic_version holds.
        stamp: String,
        /// Release or revision.
        wanted: String,
        /// The newest revision that is too much.
        revision: String,
        /// The release that first had it.
        first: Option<String>,
        /// Whether the number of that release is lower than that of the wanted one.
        newer_in_time: bool,
    },
    /// A stamp that this program does not know.
    #[error(
        "the database is at {}, which this program does not know: it knows revisions up to {} (release {}); nothing was changed",
        stamps.join(", "), release::newest().head(), release::newest().version
    )]
    Unknown {
        /// The unknown stamps.
        stamps: Vec<String>,
    },
    /// Several stamps that no wanted revision joins.
    #[error(
        "alembic_version holds {} revisions that {wanted} does not join: {}; \
         find out which describes the database, then `mgr schema stamp --purge REVISION`",
        stamps.len(), stamps.join(", ")
    )]
    Split {
        /// All of them.
        stamps: Vec<String>,
        /// Release or revision.
        wanted: String,
    },
    /// The tables of a release without a stamp.
    #[error(
        "the database has the tables of release {release} without a stamp, and its facts are exactly those of that release; \
         `mgr schema stamp --verified {release}` stamps it"
    )]
    Complete {
        /// The release.
        release: Version,
    },
    /// Some of a release's tables without a stamp.
    #[error("{}", partial(*release, found, missing, *differences))]
    Partial {
        /// The release that they resemble most.
        release: Version,
        /// What is there.
        found: Vec<String>,
        /// What is not.
        missing: Vec<String>,
        /// Facts that differ.
        differences: usize,
    },
    /// Revisions that this build has no SQL for.
    #[error(
        "upgrading from {from} to {to} needs {count} revisions that this build does not have (the first is {first}); \
         nothing was changed"
    )]
    NoRevisions {
        /// Where the database is.
        from: String,
        /// Release or revision.
        to: String,
        /// How many of them are missing.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// The facts differ, and that is not to be put up with.
    #[error(
        "{count} facts differ from release {release}, the first: {first}; `mgr schema check --facts` lists them, \
         `mgr schema upgrade --repair` mends them"
    )]
    Drift {
        /// How many.
        count: usize,
        /// The release.
        release: Version,
        /// The first of them.
        first: String,
    },
    /// The server is too old for the release.
    #[error("release {release} needs PostgreSQL {oldest} or newer, the server is {server}")]
    Server {
        /// The release.
        release: Version,
        /// The oldest major version.
        oldest: u32,
        /// What the server is.
        server: u32,
    },
    /// Rows would be lost.
    #[error("{}", loss(losses))]
    Loss {
        /// What, by revision.
        losses: Vec<String>,
    },
    /// A stamp that was to be verified is not what the facts say.
    #[error("the facts are not those of {wanted}: {count} differ, the first: {first}; nothing was stamped")]
    NotVerified {
        /// Release or revision.
        wanted: String,
        /// How many.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// Facts are known of embedded releases alone.
    #[error("the facts of {wanted} are not part of this build, so that a stamp cannot be verified")]
    NoFacts {
        /// Release or revision.
        wanted: String,
    },
    /// Nothing to stamp: there is no ledger and none of our tables.
    #[error("{wanted} is above the database at {stamp}; `mgr schema upgrade` goes up")]
    NotBelow {
        /// Release or revision.
        wanted: String,
        /// Where the database is.
        stamp: String,
    },
}

fn loss(losses: &[String]) -> String {
    let shown = losses.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
    let more = losses.len().saturating_sub(3);
    let more =
        if more > 0 { format!("; and what {more} more revisions lose, which --dry-run lists") } else { String::new() };
    format!("the downgrade would lose rows or values: {shown}{more}; --yes does it all the same")
}

fn partial(release: Version, found: &[String], missing: &[String], differences: usize) -> String {
    let remedy = "mend or drop them by hand; nothing was changed";
    if missing.is_empty() {
        let s = if differences == 1 { "" } else { "s" };
        return format!(
            "the database has the tables of release {release} without a stamp, but {differences} fact{s} differ from it; {remedy}"
        );
    }
    format!(
        "the database has {} tables without a stamp, most like release {release}: found {}; missing {}; {remedy}",
        found.len(),
        found.join(", "),
        missing.join(", ")
    )
}

impl Error {
    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Error::Database(error) => error.exit_status(),
            Error::Script(error) => error.source.exit_status(),
            Error::Repair { source, .. } => source.exit_status(),
            Error::Hook(error) => error.status,
            Error::Spec(_) => ExitStatus::Usage,
            Error::Ahead { .. } | Error::Unknown { .. } => ExitStatus::Newer,
            Error::Drift { .. } => ExitStatus::Drift,
            Error::Server { .. } => ExitStatus::Connect,
            _ => ExitStatus::State,
        }
    }
}
