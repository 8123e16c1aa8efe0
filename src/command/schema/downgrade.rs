//! `mgr schema downgrade`: takes revisions back, the newest first.

use std::fmt;
use std::time::Instant;

use clap::Args;
use serde::Serialize;

use super::outcome::{BeforeAfter, Durations, Stamps, counted, revision};
use super::{DatabaseArgs, options, script};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::options::{Mode, OnLoss, RunOptions};
use crate::migration::revision_spec::RevisionRange;
use crate::migration::{DatabaseState, Goal, Outcome, Plan, Ran, history, losses, runner};

/// Where to, and how.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema downgrade -1 --dry-run
  backend.ai mgr schema downgrade 25.15 --yes")]
pub struct Downgrade {
    #[command(flatten)]
    database: DatabaseArgs,
    /// A revision, a release, `-N`, `base`; START:END with --sql
    #[arg(value_name = "REVISION|RELEASE", allow_hyphen_values = true)]
    revision: RevisionRange,
    /// Name the revisions that would be taken back, change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the script that does it, for psql -f
    #[arg(long, conflicts_with = "dry_run")]
    sql: bool,
    /// Do it though rows or values are lost
    #[arg(long)]
    yes: bool,
}

/// Runs the command.
pub fn run(downgrade: &Downgrade, context: &Context) -> Result<Report, Error> {
    let word = match downgrade.revision {
        RevisionRange::Between(start, end) if downgrade.sql => return script::offline(start, end),
        other => other.one()?,
    };
    let reads_only = downgrade.dry_run || downgrade.sql;
    let began = Instant::now();
    let mut connection = downgrade.database.connect(context, if reads_only { Access::Read } else { Access::Write })?;
    let connected = began.elapsed();
    let options = RunOptions {
        mode: if downgrade.dry_run { Mode::DryRun } else { Mode::Apply },
        losses: if downgrade.yes || downgrade.sql { OnLoss::Accept } else { OnLoss::Refuse },
        ..options(context)
    };
    let choose = |seen: &DatabaseState| Ok(Goal::Down(Plan::down_to_spec(history(), &word, seen)?));
    if downgrade.sql {
        return script::online(&mut connection, &choose, &options);
    }
    let outcome = runner::run(&mut connection, &choose, &options)?;
    Ok(Report::of(&Downgraded::new(&outcome, Durations::until_now(began, connected))))
}

/// What was done, or would be.
#[derive(Serialize)]
struct Downgraded<'a> {
    changed: bool,
    state: BeforeAfter<Stamps<'a>>,
    revisions: &'a [Ran],
    pending: Vec<&'static str>,
    losses: Vec<String>,
    durations: Durations,
    #[serde(skip)]
    outcome: &'a Outcome,
}

impl<'a> Downgraded<'a> {
    fn new(outcome: &'a Outcome, durations: Durations) -> Self {
        Downgraded {
            changed: outcome.changed(),
            state: BeforeAfter {
                before: Stamps { stamps: &outcome.stamps_before },
                after: Stamps { stamps: &outcome.stamps },
            },
            revisions: &outcome.ran,
            pending: history().ids(&outcome.pending),
            losses: match &outcome.goal {
                Goal::Down(plan) => losses(plan),
                Goal::Up(_) => Vec::new(),
            },
            durations,
            outcome,
        }
    }
}

impl fmt::Display for Downgraded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let BeforeAfter { before, after } = &self.state;
        match (self.revisions.len(), self.pending.len()) {
            (0, 0) => write!(f, "nothing to do: the database is at {after}"),
            (0, count) => {
                write!(f, "would take back {} from {before}:", counted(count, "revision"))?;
                let pending = self.outcome.pending.iter();
                pending.map(|position| revision(history(), *position)).try_for_each(|line| write!(f, "\n{line}"))?;
                self.losses.iter().try_for_each(|loss| write!(f, "\nwould lose: {loss}"))
            }
            (count, _) => {
                let count = counted(count, "revision");
                write!(f, "downgraded from {before} to {after}: {count} in {}", self.durations.total)
            }
        }
    }
}
