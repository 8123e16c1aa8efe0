//! Why a database cannot be brought to where it is wanted, each with its remedy.

use super::hook::HookError;
use super::revision_spec::SpecError;
use super::script::ScriptError;
use crate::database::{self, ServerError};
use crate::exit_status::ExitStatus;
use crate::release::{self, Component, EmbeddedRelease, Version};

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
    Repair { statement: String, source: database::ServerError },
    /// What a revision needs from elsewhere is not to be had.
    #[error(transparent)]
    Hook(#[from] HookError),
    /// What was wanted is nothing that this database can be brought to.
    #[error(transparent)]
    Spec(#[from] SpecError),
    /// Only `oneshot` creates.
    #[error("the database is fresh: it has no table of any release; `{} schema oneshot` creates them", word())]
    Fresh,
    /// The database has what the wanted release has not.
    #[error(
        "the database at {stamp} is ahead of {wanted}: it has revision {revision}{}; nothing was changed{}{}",
        first.as_ref().map(|first| format!(", which release {first} had first")).unwrap_or_default(),
        if *newer_in_time { " (that release has the lower number, but is newer in time)" } else { "" },
        way_out.map(|release| format!("; `{} schema upgrade {release}` goes to a release that has both", word())).unwrap_or_default()
    )]
    Ahead {
        stamp: String,
        wanted: String,
        /// The newest revision that is too much.
        revision: String,
        /// The release that first had it.
        first: Option<&'static str>,
        /// Whether the number of that release is lower than that of the wanted one.
        newer_in_time: bool,
        /// Then, the first release that has all that both have.
        way_out: Option<Version>,
    },
    /// A stamp that this program does not know.
    #[error(
        "the database is at {}, which this program does not know: it knows revisions up to {} (release {}); nothing was changed",
        stamps.join(", "), release::newest().head(), release::newest().version
    )]
    Unknown { stamps: Vec<String> },
    /// It is another component's.
    #[error(
        "the database is the {is}'s ({evidence}), not the {}'s; `{} schema` is for it; nothing was changed",
        Component::chosen(), is.word()
    )]
    AnotherComponent {
        is: Component,
        /// By what that is told.
        evidence: String,
    },
    /// Several stamps that no wanted revision joins.
    #[error(
        "alembic_version holds {} revisions that {wanted} does not join: {}; \
         find out which describes the database, then `{} schema stamp --purge REVISION`",
        stamps.len(), stamps.join(", "), word()
    )]
    Split { stamps: Vec<String>, wanted: String },
    /// A stamp, and not what it stands for.
    #[error("{}", hollow(stamp, *found, missing))]
    Hollow {
        stamp: String,
        /// How many of its tables are there.
        found: usize,
        missing: Vec<String>,
    },
    /// Something is called alembic_version, and holds no revision.
    #[error("{what}; rename or drop it, then try again; nothing was changed")]
    Ledger {
        /// What it is, as a sentence.
        what: String,
    },
    /// Names that the release wants are taken.
    #[error(
        "in schema public the names that release {release} needs are taken: {}; rename or drop them, then try again; nothing was changed",
        taken.join(", ")
    )]
    Taken { release: Version, taken: Vec<String> },
    /// The tables of a release without a stamp.
    #[error(
        "the database has the tables of release {release} without a stamp, and its facts are exactly those of that release; \
         `{} schema stamp {release}` stamps it",
        word()
    )]
    Complete { release: Version },
    /// Some of a release's tables without a stamp.
    #[error("{}", partial(*release, found, missing, *differences))]
    Partial {
        /// The release that they resemble most.
        release: Version,
        found: Vec<String>,
        missing: Vec<String>,
        differences: usize,
    },
    /// Revisions that this build has no SQL for.
    #[error(
        "the way from {from} to {to} takes revisions that this build does not have: {count}, the first of them {first}; \
         nothing was changed"
    )]
    NoRevisions {
        from: String,
        to: String,
        /// How many of them are missing.
        count: usize,
        first: String,
    },
    /// The facts differ, and that is not to be put up with.
    #[error("{}", drift(*release, *count, first, left))]
    Drift {
        release: Version,
        /// How many can be mended.
        count: usize,
        /// The first of these, or of the others.
        first: String,
        /// What is never mended, each with its reason.
        left: Vec<String>,
    },
    /// The facts of a database that was made just now differ.
    #[error(
        "{} from release {release} in a database that was made just now, the first: {first}; \
         something in this database gets into what is made: it was rolled back, nothing was changed",
        facts_differ(*count)
    )]
    Interfered { release: Version, count: usize, first: String },
    /// The server is too old for the release.
    #[error("release {release} needs PostgreSQL {oldest} or newer, the server is {server}{}", newest_fitting(*newest))]
    Server {
        release: Version,
        oldest: u32,
        server: u32,
        /// The newest release that it can hold.
        newest: Option<Version>,
    },
    /// Rows would be lost.
    #[error("{}", loss(losses))]
    Loss { losses: Vec<String> },
    /// A stamp that is not what the facts say.
    #[error(
        "the facts are not those of {wanted}: {}, the first: {first}; nothing was stamped; `--force` does it all the same",
        facts_differ(*count)
    )]
    NotVerified { wanted: String, count: usize, first: String },
    /// Facts are known of embedded releases alone.
    #[error(
        "the facts of {wanted} are not part of this build, so that the stamp cannot be verified; nothing was stamped; \
         `--force` does it all the same"
    )]
    NoFacts { wanted: String },
    /// What is to be gone down to is not below.
    #[error("{wanted} is above the database at {stamp}; `{} schema upgrade` goes up", word())]
    NotBelow { wanted: String, stamp: String },
}

/// With what the commands begin that are meant.
fn word() -> &'static str {
    Component::chosen().word()
}

fn facts_differ(count: usize) -> String {
    if count == 1 { "1 fact differs".to_owned() } else { format!("{count} facts differ") }
}

fn drift(release: Version, count: usize, first: &str, left: &[String]) -> String {
    let stays = left.join("; ");
    if count == 0 {
        return format!("{} from release {release} and stay as they are: {stays}", facts_differ(left.len()));
    }
    let word = word();
    let stays = if left.is_empty() { String::new() } else { format!("; others stay as they are: {stays}") };
    format!(
        "{} from release {release}, the first: {first}; `{word} schema check --facts` lists them, \
         `{word} schema upgrade {release} --repair` mends them{stays}",
        facts_differ(count)
    )
}

fn hollow(stamp: &str, found: usize, missing: &[String]) -> String {
    let shown = missing.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
    let more = if missing.len() > 10 { format!(" and {} more", missing.len() - 10) } else { String::new() };
    let there =
        if found == 0 { "none of its tables are".to_owned() } else { format!("only {found} of its tables are") };
    format!(
        "the database is stamped {stamp}, but {there} there; missing {shown}{more}; \
         restore them, or, if the stamp is wrong, `{} schema stamp --purge` with what is true (`base`: nothing is there); nothing was changed",
        word()
    )
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

fn newest_fitting(release: Option<Version>) -> String {
    release.map_or(String::new(), |release| format!("; the newest release that it can hold is {release}"))
}

impl Error {
    /// The server is too old for a release.
    pub(super) fn server(release: &EmbeddedRelease, server: u32) -> Error {
        let newest = release::all().iter().rev().find(|other| other.oldest_server() <= server);
        let newest = newest.map(|release| release.version);
        Error::Server { release: release.version, oldest: release.oldest_server(), server, newest }
    }

    /// Whether it failed because it waited for another session: in vain, or each for the other.
    pub(super) fn is_wait(&self) -> bool {
        self.server_error().is_some_and(|source| source.is_lock_timeout() || source.is_deadlock())
    }

    /// Whether another session came in between while the catalogue was read: it changed, or each waited for the other.
    pub(super) fn is_race(&self) -> bool {
        self.server_error().is_some_and(|source| source.is_catalog_race() || source.is_deadlock())
    }

    /// What the server said, to a statement of this program or of a script.
    fn server_error(&self) -> Option<&ServerError> {
        match self {
            Error::Database(database::Error::Server(source)) => Some(source),
            Error::Script(error) => Some(&error.source),
            _ => None,
        }
    }

    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Error::Database(error) => error.exit_status(),
            Error::Script(error) => error.source.exit_status(),
            Error::Repair { source, .. } => source.exit_status(),
            Error::Hook(error) => error.status,
            Error::Spec(_) => ExitStatus::Usage,
            Error::Ahead { .. } | Error::Unknown { .. } => ExitStatus::Newer,
            Error::Drift { .. } | Error::Interfered { .. } => ExitStatus::Drift,
            Error::Server { .. } => ExitStatus::Connect,
            _ => ExitStatus::State,
        }
    }
}
