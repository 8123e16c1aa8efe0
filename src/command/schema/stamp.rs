//! `mgr schema stamp`: writes alembic_version, runs nothing.

use std::fmt;

use clap::Args;
use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use serde::Serialize;

use super::DatabaseArgs;
use super::outcome::{BeforeAfter, Stamps};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::{Access, failed};
use crate::logging::MIGRATION;
use crate::migration::revision_spec::RevisionSpec;
use crate::migration::state::{ours, without_ledger};
use crate::migration::{self, Target, history, inspect, ledger};
use crate::release;
use crate::schema_facts::{Facts, Kind, differences};

/// What to write.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema stamp 26.9 --verified")]
pub struct Stamp {
    #[command(flatten)]
    database: DatabaseArgs,
    /// A revision, a release, `head` or `base`
    #[arg(value_name = "REVISION|RELEASE")]
    revision: RevisionSpec,
    /// Throw away whatever stands there, unknown revisions too
    #[arg(long)]
    purge: bool,
    /// Though the facts of the database are others, or not known
    #[arg(long, conflicts_with = "verified")]
    force: bool,
    /// Only if the facts of the database are exactly those of that release, as always
    #[arg(long, hide = true)]
    verified: bool,
}

/// Runs the command.
pub fn run(stamp: &Stamp, context: &Context) -> Result<Report, Error> {
    let mut connection = stamp.database.connect(context, Access::Write)?;
    let (before, after) = release::guarded(
        &mut connection,
        |connection| context.lock(connection),
        |connection| write(connection, stamp),
    )?;
    let state = BeforeAfter { before: Stamps { stamps: &before }, after: Stamps { stamps: &after } };
    Ok(Report::of(&Stamped { changed: before != after, state }))
}

#[derive(Serialize)]
struct Stamped<'a> {
    changed: bool,
    state: BeforeAfter<Stamps<'a>>,
}

impl fmt::Display for Stamped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.changed { "stamped " } else { "nothing to do: the stamp is " })?;
        write!(f, "{}", self.state.after)
    }
}

fn write(connection: &mut PgConnection, stamp: &Stamp) -> Result<(Vec<String>, Vec<String>), Error> {
    let history = history();
    let seen = inspect::inspect(connection)?;
    if !stamp.purge {
        seen.known()?;
    }
    let wanted = match &stamp.revision {
        RevisionSpec::Base => None,
        word => Some(Target::of_spec(history, word, &seen)?),
    };
    let after: Vec<String> = wanted.iter().map(|wanted| history.id(wanted.head).to_owned()).collect();
    if after == seen.stamps {
        return Ok((seen.stamps, after));
    }
    if !stamp.force {
        verify(wanted.as_ref(), &seen.facts)?;
    }
    if !seen.has_ledger {
        // The shape that every release since 22.9 gives it.
        connection.batch_execute("CREATE TABLE public.alembic_version (version_num varchar(32))").map_err(failed)?;
    }
    let stamps: Vec<&str> = after.iter().map(String::as_str).collect();
    ledger::write(connection, &stamps).map_err(failed)?;
    log::info!(target: MIGRATION, "Running stamp_revision {} -> {}", seen.stamp(), after.join(", "));
    Ok((seen.stamps, after))
}

/// The facts must be the release's, or for `base` nobody's; the ledger itself may be missing.
fn verify(wanted: Option<&Target>, facts: &Facts) -> Result<(), Error> {
    let (name, expected) = match wanted {
        None => ("base".to_owned(), Facts::default()),
        Some(Target { name, release: Some(release), .. }) => (name.clone(), without_ledger(release.facts())),
        Some(Target { name, release: None, .. }) => {
            return Err(migration::Error::NoFacts { wanted: name.clone() }.into());
        }
    };
    // An extension is no trace of a release.
    let found = without_ledger(facts).without(|fact| wanted.is_none() && fact.kind == Kind::Extension);
    let differ = differences(&expected, &found, ours);
    match differ.first() {
        None => Ok(()),
        Some(first) => {
            Err(migration::Error::NotVerified { wanted: name, count: differ.len(), first: first.to_string() }.into())
        }
    }
}
