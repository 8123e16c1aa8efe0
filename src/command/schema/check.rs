//! `mgr schema check`: whether the database is where it should be. Reads only, takes no lock.

use clap::Args;
use serde_json::{Value, json};

use super::{DatabaseArgs, outcome};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::exit_status::ExitStatus;
use crate::migration::state::{decide, drift};
use crate::migration::{State, Target, history, runner};
use crate::release::{self, EmbeddedRelease};
use crate::schema_facts::Difference;
use crate::schema_facts::repair::{self, Database, Repair};

/// Against what.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    database: DatabaseArgs,
    /// The release that the database should be at
    #[arg(long, value_name = "RELEASE", value_parser = release::by_name, default_value = "latest")]
    release: &'static EmbeddedRelease,
    /// Compare the live schema with the release's: status 21 if they differ
    #[arg(long)]
    facts: bool,
    /// With --facts: print the statements that would mend what differs
    #[arg(long, requires = "facts")]
    sql: bool,
}

/// Runs the command.
pub fn run(check: &Check, context: &Context) -> Result<Report, Error> {
    let release = check.release;
    let mut connection = check.database.connect(context, Access::Read)?;
    let seen = runner::inspect(&mut connection)?;
    let history = history();
    let wanted = Target::of_released(history, release.released)?;
    let state = decide(history, &seen, &wanted)?;
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
                "pending: {} from {}{from} to release {}",
                outcome::counted(pending.len(), "revision"),
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
            let drift = if check.facts { drift(&wanted, &seen) } else { Vec::new() };
            document["drift"] = drift.iter().map(outcome::difference).collect::<Value>();
            if drift.is_empty() {
                let facts = if check.facts { ", and its facts are those of the release" } else { "" };
                let text =
                    format!("the database is at {} (release {}){facts}", seen.stamps.join(", "), release.version);
                return Ok(Report::new(text, document));
            }
            let database = Database { expected: release.facts(), found: &seen.facts, schema: release.schema().sql };
            let repairs = repair::statements(&drift, &database);
            document["sql"] = repairs.iter().filter_map(|repair| repair.sql.as_deref()).collect::<Value>();
            document["never_repaired"] = never(&repairs).collect::<Value>();
            let text = if check.sql { script(&repairs) } else { list(&drift, &repairs) };
            Report::new(text, document).with_status(ExitStatus::Drift)
        }
    };
    Ok(report)
}

fn list(drift: &[Difference], repairs: &[Repair]) -> String {
    let lines = drift.iter().map(ToString::to_string);
    lines.chain(never(repairs).map(|note| format!("never repaired: {note}"))).collect::<Vec<_>>().join("\n")
}

/// What a repair leaves as it is, and why.
fn never(repairs: &[Repair]) -> impl Iterator<Item = &str> {
    repairs.iter().filter(|repair| repair.sql.is_none()).map(|repair| repair.note.as_str())
}

/// A script for psql, in one transaction.
fn script(repairs: &[Repair]) -> String {
    let mut lines = vec!["BEGIN;".to_owned(), "SET LOCAL search_path = public;".to_owned()];
    for repair in repairs {
        lines.push(format!("-- {}", repair.note));
        lines.extend(repair.sql.iter().map(|sql| format!("{sql};")));
    }
    lines.push("COMMIT;".to_owned());
    lines.join("\n")
}
