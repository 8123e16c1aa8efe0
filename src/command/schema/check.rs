//! `mgr schema check`: whether the database is where it should be. Reads only, takes no lock.

use clap::Args;
use serde_json::{Value, json};

use super::{Place, outcome};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::exit_status::ExitStatus;
use crate::migration::state::decide;
use crate::migration::{State, Target, history, runner};
use crate::release;
use crate::schema_facts::{Difference, repair};

/// Against what.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    place: Place,
    /// The release that the database should be at [default: the newest]
    #[arg(long, value_name = "RELEASE")]
    release: Option<String>,
    /// Compare the live schema with the release's: status 21 if they differ
    #[arg(long)]
    facts: bool,
    /// With --facts: print the statements that would mend what differs
    #[arg(long, requires = "facts")]
    sql: bool,
}

/// Runs the command.
pub fn run(check: &Check, context: &Context) -> Result<Report, Error> {
    let release = match &check.release {
        Some(name) => release::by_name(name)?,
        None => release::newest(),
    };
    let mut connection = check.place.connect(context, Access::Read)?;
    let seen = runner::inspect(&mut connection)?;
    let history = history();
    let wanted = Target::of_released(history, release.released)?;
    let state = decide(history, &seen, &wanted);
    let mut document = json!({
        "changed": false,
        "release": release.version.to_string(),
        "head": release.head(),
        "state": outcome::state(history, &state, &seen.stamps),
    });
    let report = match &state {
        State::Fresh => {
            let text =
                format!("pending: the database is fresh, `mgr schema oneshot` prepares it for {}", release.version);
            Report::new(text, document).with_status(ExitStatus::Pending)
        }
        State::Behind { pending, gaps, release: known } => {
            let from = known.map(|known| format!(" (release {known})")).unwrap_or_default();
            let mut lines = vec![format!(
                "pending: {} revisions from {}{from} to release {}",
                pending.len(),
                seen.stamps.join(", "),
                release.version
            )];
            lines.extend(pending.iter().map(|position| outcome::revision(history, *position)));
            if known.is_none() && !gaps.is_empty() {
                lines.push("below the stamp, but they never ran:".to_owned());
                lines.extend(gaps.iter().map(|position| outcome::revision(history, *position)));
            }
            Report::new(lines.join("\n"), document).with_status(ExitStatus::Pending)
        }
        State::At => {
            let drift = if check.facts { runner::drift(&wanted, &seen) } else { Vec::new() };
            document["drift"] = drift.iter().map(outcome::difference).collect::<Value>();
            if drift.is_empty() {
                let facts = if check.facts { ", and its facts are those of the release" } else { "" };
                let text =
                    format!("the database is at {} (release {}){facts}", seen.stamps.join(", "), release.version);
                return Ok(Report::new(text, document));
            }
            let mends = repair::statements(&drift, release.facts(), release.schema().sql);
            document["sql"] = mends.iter().filter_map(|mend| mend.sql.as_deref()).collect::<Value>();
            let text = if check.sql { script(&mends) } else { list(&drift) };
            Report::new(text, document).with_status(ExitStatus::Drift)
        }
        other => return Err(runner::trouble(history, &seen, other, &wanted).into()),
    };
    Ok(report)
}

fn list(drift: &[Difference]) -> String {
    drift.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A script for psql, in one transaction.
fn script(mends: &[repair::Repair]) -> String {
    let mut lines = vec!["BEGIN;".to_owned(), "SET LOCAL search_path = public;".to_owned()];
    for mend in mends {
        lines.push(format!("-- {}", mend.note));
        lines.extend(mend.sql.iter().map(|sql| format!("{sql};")));
    }
    lines.push("COMMIT;".to_owned());
    lines.join("\n")
}
