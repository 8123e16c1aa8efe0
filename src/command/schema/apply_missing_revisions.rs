//! `mgr schema apply-missing-revisions VERSION`: the reference's command, with one stamp at its end.

use std::time::Instant;

use clap::Args;

use super::outcome::{self, Beside, Durations};
use super::{DatabaseArgs, options};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::logging::SCHEMA;
use crate::migration::options::{Mode, RunOptions};
use crate::migration::state::decide;
use crate::migration::{DatabaseState, Goal, State, Target, history, revision_spec, runner};
use crate::release::{self, EmbeddedRelease, ReleaseEntry};

/// Which history the database had.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema apply-missing-revisions 25.19.2 --dry-run")]
pub struct ApplyMissingRevisions {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The release that the database came from
    #[arg(value_parser = revision_spec::release)]
    version: &'static ReleaseEntry,
    /// The release to end in
    #[arg(long, value_name = "RELEASE", value_parser = release::by_name, default_value = "latest")]
    release: &'static EmbeddedRelease,
    /// Name the revisions that would run, change nothing
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub fn run(apply: &ApplyMissingRevisions, context: &Context) -> Result<Report, Error> {
    let history = history();
    let from = apply.version;
    let wanted = Target::of_released(history, apply.release.released)?;
    let began = Instant::now();
    let mut connection = apply.database.connect(context, if apply.dry_run { Access::Read } else { Access::Write })?;
    let connected = began.elapsed();
    let mode = if apply.dry_run { Mode::DryRun } else { Mode::Apply };
    let options = RunOptions { mode, ..options(context) };
    let want = |seen: &DatabaseState| {
        // The facts decide; the version only says what to expect.
        if let Ok(State::Behind { gaps, .. }) = decide(history, seen, &wanted) {
            let unexpected: Vec<&str> =
                history.ids(&gaps).into_iter().filter(|id| !from.missing.iter().any(|lacked| lacked == id)).collect();
            if !unexpected.is_empty() {
                log::warn!(
                    target: SCHEMA,
                    "Release {} has these revisions, but they never ran in this database: {}", from.name, unexpected.join(", ")
                );
            }
        }
        Ok(Goal::Up(wanted.clone()))
    };
    let outcome = runner::run(&mut connection, &want, &options)?;
    Ok(outcome::report(&outcome, &options, Durations::until_now(began, connected), &Beside::default()))
}
