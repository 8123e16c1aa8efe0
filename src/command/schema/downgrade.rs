//! `mgr schema downgrade`: takes revisions back, the newest first.

use std::time::Instant;

use clap::Args;
use serde_json::json;

use super::{Place, options, outcome, script};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::revision_spec::{self, RevisionSpec, SpecError};
use crate::migration::runner::{self, RunOptions};
use crate::migration::{self, DatabaseState, Plan, Revisions, applied, embedded, history, inspect};
use crate::release;

/// Where to, and how.
#[derive(Debug, Args)]
pub struct Downgrade {
    #[command(flatten)]
    place: Place,
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
    let mut connection = downgrade.place.connect(context, if reads_only { Access::Read } else { Access::Write })?;
    let options = options(context);
    let history = history();
    let seen = runner::inspect(&mut connection)?;
    let plan = plan(&seen, &word)?;
    if downgrade.sql {
        return script::planned(history, &seen.stamps, &plan);
    }
    let losses = losses(&plan);
    if downgrade.dry_run || plan.steps.is_empty() {
        let mut lines =
            vec![format!("would take back {} revisions from {}:", plan.steps.len(), seen.stamps.join(", "))];
        lines.extend(plan.revisions().iter().map(|position| outcome::revision(history, *position)));
        lines.extend(losses.iter().map(|loss| format!("would lose: {loss}")));
        if plan.steps.is_empty() {
            lines = vec![format!("nothing to do: the database is at {}", seen.stamps.join(", "))];
        }
        let document = json!({ "changed": false, "pending": history.ids(&plan.revisions()), "losses": losses, "stamps": seen.stamps });
        return Ok(Report::new(lines.join("\n"), document));
    }
    if !losses.is_empty() && !downgrade.yes {
        return Err(migration::Error::Loss { losses }.into());
    }
    let (before, ran, after) = release::guarded(
        &mut connection,
        |connection| context.lock(connection),
        |connection| down(connection, &word, &options),
    )?;
    let shown = if after.is_empty() { "base".to_owned() } else { after.join(", ") };
    let document = json!({
        "changed": true,
        "state": { "before": { "stamps": before }, "after": { "stamps": after } },
        "revisions": ran.iter().map(|ran| json!({
            "revision": history.id(ran.revision), "seconds": outcome::seconds(ran.took),
        })).collect::<Vec<_>>(),
        "losses": losses,
        "durations": { "total": outcome::seconds(began.elapsed()) },
    });
    let text = format!(
        "downgraded from {} to {shown}: {} revisions in {:.2} s",
        before.join(", "),
        ran.len(),
        began.elapsed().as_secs_f64()
    );
    Ok(Report::new(text, document))
}

type Done = (Vec<String>, Vec<runner::Ran>, Vec<String>);

fn down(connection: &mut diesel::PgConnection, word: &RevisionSpec, options: &RunOptions) -> Result<Done, Error> {
    let history = history();
    let seen = inspect::inspect(connection)?;
    let plan = plan(&seen, word)?;
    let ran = runner::migrate(connection, history, &seen, &plan, options)?;
    let after = history.ids(&plan.stamps).into_iter().map(str::to_owned).collect();
    Ok((seen.stamps, ran, after))
}

/// What to take back; refuses what is not below the database.
fn plan(seen: &DatabaseState, word: &RevisionSpec) -> Result<Plan, Error> {
    let history = history();
    let unknown: Vec<String> = seen.stamps.iter().filter(|id| history.position(id).is_none()).cloned().collect();
    if !unknown.is_empty() {
        return Err(migration::Error::Unknown { stamps: unknown }.into());
    }
    let stamps = history.positions(&seen.stamps);
    let own = applied::applied(history, &stamps, &seen.facts);
    let target = match word {
        RevisionSpec::Base => Revisions::new(),
        // What this database has of it: what a release has besides is not put in on the way down.
        RevisionSpec::Revision(position) => history.ancestors(*position).intersection(&own).copied().collect(),
        RevisionSpec::Release(released) => history.own(released),
        RevisionSpec::Steps(steps) if *steps < 0 => {
            let count = usize::try_from(steps.unsigned_abs()).unwrap_or(usize::MAX);
            let all = Plan::down(history, &own, &Revisions::new());
            if count > all.steps.len() {
                return Err(SpecError::Walk { from: seen.stamps.join(", "), steps: *steps }.into());
            }
            return embedded(all.first(count), seen);
        }
        RevisionSpec::Steps(steps) => {
            return Err(SpecError::Walk { from: seen.stamps.join(", "), steps: *steps }.into());
        }
    };
    let wanted = match word {
        RevisionSpec::Revision(position) if !own.contains(position) => Some(history.id(*position).to_owned()),
        RevisionSpec::Release(released) if !target.is_subset(&own) => Some(released.name.clone()),
        _ => None,
    };
    if let Some(wanted) = wanted {
        return Err(migration::Error::NotBelow { wanted, stamp: seen.stamps.join(", ") }.into());
    }
    embedded(Plan::down(history, &own, &target), seen)
}

/// Refuses a plan that this build has no SQL for.
fn embedded(plan: Plan, seen: &DatabaseState) -> Result<Plan, Error> {
    let history = history();
    let missing: Vec<_> =
        plan.revisions().into_iter().filter(|revision| !embedded::embedded(history, *revision)).collect();
    match missing.first() {
        None => Ok(plan),
        Some(first) => Err(migration::Error::NoRevisions {
            from: seen.stamps.join(", "),
            to: history.ids(&plan.stamps).join(", "),
            count: missing.len(),
            first: history.id(*first).to_owned(),
        }
        .into()),
    }
}

/// What the plan loses: the lines of a down.sql that begin with `-- loses:`.
fn losses(plan: &Plan) -> Vec<String> {
    let history = history();
    let folders = plan.steps.iter().filter_map(|step| embedded::revision(history, step.revision));
    folders
        .flat_map(|folder| {
            let lines = folder.down.map_or("", |down| down.sql).lines();
            lines
                .filter_map(|line| line.trim().strip_prefix("-- loses:"))
                .map(move |loss| format!("{}: {}", folder.revision, loss.trim()))
                .collect::<Vec<_>>()
        })
        .collect()
}
