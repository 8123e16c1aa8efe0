//! `mgr schema downgrade`: takes revisions back, the newest first.

use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;

use super::outcome::{self, counted};
use super::{DatabaseArgs, options, script};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::options::{Mode, OnLoss, RunOptions};
use crate::migration::{DatabaseState, Goal, Outcome, Plan, history, losses, revision_spec, runner};

/// Where to, and how.
#[derive(Debug, Args)]
pub struct Downgrade {
    #[command(flatten)]
    database: DatabaseArgs,
    /// A revision, a release, `-N`, `base`; START:END with --sql
    #[arg(value_name = "REVISION|RELEASE", allow_hyphen_values = true)]
    revision: String,
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
    if downgrade.revision.contains(':') && downgrade.sql {
        return script::offline(&downgrade.revision);
    }
    let word = revision_spec::parse(history(), &downgrade.revision)?;
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
    Ok(report(&outcome, &options, connected, began.elapsed()))
}

fn report(outcome: &Outcome, options: &RunOptions, connected: Duration, total: Duration) -> Report {
    let history = history();
    let losses = match &outcome.goal {
        Goal::Down(plan) => losses(plan),
        Goal::Up(_) => Vec::new(),
    };
    let named = |stamps: &[String]| if stamps.is_empty() { "base".to_owned() } else { stamps.join(", ") };
    let (before, after) = (named(&outcome.stamps_before), named(&outcome.stamps));
    let document = json!({
        "changed": outcome.changed(),
        "state": { "before": { "stamps": outcome.stamps_before }, "after": { "stamps": outcome.stamps } },
        "revisions": outcome.ran.iter().map(outcome::ran).collect::<Vec<_>>(),
        "pending": history.ids(&outcome.pending),
        "losses": losses,
        "durations": { "connect": outcome::seconds(connected), "total": outcome::seconds(total) },
    });
    let text = match (options.mode, outcome.ran.len(), outcome.pending.len()) {
        (_, 0, 0) => format!("nothing to do: the database is at {after}"),
        (Mode::DryRun, _, count) => {
            let mut lines = vec![format!("would take back {} from {before}:", counted(count, "revision"))];
            lines.extend(outcome.pending.iter().map(|position| outcome::revision(history, *position)));
            lines.extend(losses.iter().map(|loss| format!("would lose: {loss}")));
            lines.join("\n")
        }
        (_, count, _) => {
            let count = counted(count, "revision");
            format!("downgraded from {before} to {after}: {count} in {:.2} s", total.as_secs_f64())
        }
    };
    Report::new(text, document)
}
