//! `mgr schema oneshot`: from whatever is there to the wanted release.

use std::time::Instant;

use clap::Args;

use super::outcome::{self, Beside, Durations};
use super::{DatabaseArgs, EtcdOptions, options, script};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::options::{Commits, Mode, OnBehind, OnDrift, OnFresh, RunOptions};
use crate::migration::{Goal, Target, history, runner};
use crate::release::{self, EmbeddedRelease};

/// What to prepare, and how.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema oneshot
  backend.ai mgr schema oneshot --create-db --wait=120
  backend.ai mgr schema oneshot --release 25.15 --dry-run")]
pub struct Oneshot {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The release to prepare the database for: 26.9.6, 22.03, …
    #[arg(long, value_name = "RELEASE", value_parser = release::by_name, default_value = "latest")]
    release: &'static EmbeddedRelease,
    /// Create the database where it is missing
    #[arg(long)]
    create_db: bool,
    /// Leave an existing database as it is: status 20 if it is behind
    #[arg(long)]
    no_upgrade: bool,
    /// Say what would be done, change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the script that does it, for psql -f
    #[arg(long, conflicts_with_all = ["dry_run", "repair", "no_upgrade", "transaction_per_revision"])]
    sql: bool,
    /// Fail where the facts of the database differ from the release
    #[arg(long)]
    strict: bool,
    /// Mend what differs from the release
    #[arg(long, conflicts_with = "no_upgrade")]
    repair: bool,
    /// Commit after each revision of an upgrade
    #[arg(long)]
    transaction_per_revision: bool,
    #[command(flatten)]
    etcd: EtcdOptions,
}

/// Runs the command.
pub fn run(oneshot: &Oneshot, context: &Context) -> Result<Report, Error> {
    let access = match (oneshot.create_db, oneshot.dry_run || oneshot.sql) {
        (_, true) => Access::Read,
        (true, false) => Access::Create,
        (false, false) => Access::Write,
    };
    let began = Instant::now();
    let mut connection = oneshot.database.connect(context, access)?;
    let connected = began.elapsed();
    let options = RunOptions {
        fresh: OnFresh::Create,
        behind: if oneshot.no_upgrade { OnBehind::Report } else { OnBehind::Upgrade },
        mode: if oneshot.dry_run { Mode::DryRun } else { Mode::Apply },
        drift: OnDrift::new(oneshot.strict, oneshot.repair),
        commits: if oneshot.transaction_per_revision { Commits::PerRevision } else { Commits::Once },
        hook: oneshot.etcd.hook(context),
        ..options(context)
    };
    let wanted = Target::of_released(history(), oneshot.release.released)?;
    if oneshot.sql {
        return script::online(&mut connection, &|_| Ok(Goal::Up(wanted.clone())), &options);
    }
    let outcome = runner::run(&mut connection, &|_| Ok(Goal::Up(wanted.clone())), &options)?;
    Ok(outcome::report(&outcome, &options, Durations::until_now(began, connected), &Beside::default()))
}
