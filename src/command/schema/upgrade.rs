//! `mgr schema upgrade`: what the wanted revision or release has and this database has not.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::backup::{self, Made};
use super::outcome::{self, Beside, Durations};
use super::rehearsal::{self, Stage};
use super::{DatabaseArgs, EtcdOptions, connect, options, script};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::options::{Commits, Mode, OnDrift, RunOptions};
use crate::migration::revision_spec::{RevisionRange, RevisionSpec};
use crate::migration::{DatabaseState, Goal, Target, history, runner};

/// Where to, and how.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema upgrade --dry-run
  backend.ai mgr schema upgrade --rehearse=copy
  backend.ai mgr schema upgrade --backup before.dump
  backend.ai mgr schema upgrade 26.4")]
pub struct Upgrade {
    #[command(flatten)]
    database: DatabaseArgs,
    /// A revision, the beginning of one, a release, `head`, `+N`; START:END with --sql
    #[arg(value_name = "REVISION|RELEASE", default_value = "head")]
    revision: RevisionRange,
    /// Name the revisions that would run, change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the script that does it, for psql -f
    #[arg(long, conflicts_with_all = ["dry_run", "repair", "transaction_per_revision", "etcd"])]
    sql: bool,
    /// Commit after each revision
    #[arg(long)]
    transaction_per_revision: bool,
    /// Mend what differs from the release
    #[arg(long)]
    repair: bool,
    /// Fail where the facts differ from the release
    #[arg(long)]
    strict: bool,
    /// Do it all, report what it did, and roll back
    #[arg(
        long, value_name = "WHERE", num_args = 0..=1, require_equals = true, default_missing_value = "in-place",
        conflicts_with_all = ["dry_run", "sql", "transaction_per_revision"]
    )]
    rehearse: Option<Stage>,
    /// Run pg_dump into FILE first, and go on only when that is complete and on disk
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dry_run", "sql", "rehearse"])]
    backup: Option<PathBuf>,
    #[command(flatten)]
    etcd: EtcdOptions,
}

impl Upgrade {
    fn mode(&self) -> Mode {
        match self {
            Upgrade { dry_run: true, .. } => Mode::DryRun,
            Upgrade { rehearse: Some(_), .. } => Mode::Rehearse,
            _ => Mode::Apply,
        }
    }
}

/// Runs the command.
pub fn run(upgrade: &Upgrade, context: &Context) -> Result<Report, Error> {
    let word = match upgrade.revision {
        RevisionRange::Between(start, end) if upgrade.sql => return script::offline(start, end),
        other => other.one()?,
    };
    let steps = match word {
        RevisionSpec::Steps(steps) => Some(usize::try_from(steps).unwrap_or_default()),
        _ => None,
    };
    let reads_only = upgrade.dry_run || upgrade.sql;
    let began = Instant::now();
    let target = upgrade.database.target(context)?;
    let mut connection = connect(&target, context, if reads_only { Access::Read } else { Access::Write })?;
    let connected = began.elapsed();
    let copy = match upgrade.rehearse {
        Some(Stage::Copy) => Some(rehearsal::copy(&mut connection, &target, context)?),
        _ => None,
    };
    // Declared after the copy, hence closed before it is dropped.
    let mut connection = match &copy {
        Some(copy) => {
            drop(connection);
            context.connect(&copy.target, Access::Write)?
        }
        None => connection,
    };
    let made = Made::default();
    let options = RunOptions {
        mode: upgrade.mode(),
        drift: OnDrift::new(upgrade.strict, upgrade.repair),
        commits: if upgrade.transaction_per_revision { Commits::PerRevision } else { Commits::Once },
        steps,
        hook: upgrade.etcd.hook(context),
        beforehand: upgrade.backup.clone().map(|file| backup::to(file, target, context, &made)),
        ..options(context)
    };
    let want = |seen: &DatabaseState| Ok(Goal::Up(Target::of_spec(history(), &word, seen)?));
    if upgrade.sql {
        return script::online(&mut connection, &want, &options);
    }
    let outcome = runner::run(&mut connection, &want, &options)?;
    let beside = Beside { copy: copy.as_ref(), backup: made.get() };
    Ok(outcome::report(&outcome, &options, Durations::until_now(began, connected), &beside))
}
