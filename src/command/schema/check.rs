//! `mgr schema check`: whether the database is where it should be. Reads only, takes no lock.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use super::outcome::{StateShown, counted, revision};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::exit_status::ExitStatus;
use crate::migration::state::{decide, drift};
use crate::migration::{State, Target, history, runner};
use crate::release::{self, Component, EmbeddedRelease, Version};
use crate::schema_facts::Difference;
use crate::schema_facts::repair::{self, Database, Repair};

/// Against what.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema check
  backend.ai mgr schema check --facts --release 26.4")]
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

/// What was found.
#[derive(Serialize)]
struct Checked<'a> {
    release: Version,
    head: &'static str,
    state: StateShown<'a>,
    /// Of a database that is at the release.
    #[serde(skip_serializing_if = "Option::is_none")]
    drift: Option<Vec<Difference>>,
    /// Where there is drift.
    #[serde(flatten)]
    mending: Option<Mending>,
    #[serde(skip)]
    check: &'a Check,
    #[serde(skip)]
    found: &'a State,
    #[serde(skip)]
    stamp: String,
}

#[derive(Serialize)]
struct Mending {
    sql: Vec<String>,
    never_repaired: Vec<String>,
    #[serde(skip)]
    repairs: Vec<Repair>,
}

/// Runs the command.
pub fn run(check: &Check, context: &Context) -> Result<Report, Error> {
    let release = check.release;
    let mut connection = check.database.connect(context, Access::Read)?;
    let seen = runner::inspect(&mut connection)?;
    let wanted = Target::of_released(history(), release.released)?;
    let found = decide(history(), &seen, &wanted)?;
    let drift = match &found {
        State::At if check.facts => Some(drift(&wanted, &seen)),
        State::At => Some(Vec::new()),
        State::Fresh | State::Behind { .. } => None,
    };
    let mending = drift.as_ref().filter(|drift| !drift.is_empty()).map(|drift| {
        let database = Database { expected: release.facts(), found: &seen.facts, schema: release.schema().sql };
        Mending::of(repair::statements(drift, &database))
    });
    let checked = Checked {
        release: release.version,
        head: release.head(),
        state: StateShown::of(&found, &seen.stamps),
        drift,
        mending,
        check,
        found: &found,
        stamp: seen.stamp(),
    };
    let report = if check.sql { Report::of(&checked).verbatim() } else { Report::of(&checked) };
    Ok(match (&found, &checked.mending) {
        (State::At, None) => report,
        (State::At, Some(_)) => report.with_status(ExitStatus::Drift),
        (State::Fresh | State::Behind { .. }, _) => report.with_status(ExitStatus::Pending),
    })
}

impl Mending {
    fn of(repairs: Vec<Repair>) -> Self {
        let never = repairs.iter().filter(|repair| repair.sql.is_none());
        Mending {
            sql: repairs.iter().filter_map(|repair| repair.sql.clone()).collect(),
            never_repaired: never.map(|repair| repair.note.clone()).collect(),
            repairs,
        }
    }
}

impl fmt::Display for Checked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Checked { release, stamp, check, .. } = self;
        let lines = match (self.found, &self.mending) {
            (State::Fresh, _) => {
                let word = Component::chosen().word();
                vec![format!("pending: the database is fresh, `{word} schema oneshot` prepares it for {release}")]
            }
            (State::Behind { pending, gaps, release: known }, _) => {
                let from = known.map(|known| format!(" (release {known})")).unwrap_or_default();
                let count = counted(pending.len(), "revision");
                let mut lines = vec![format!("pending: {count} from {stamp}{from} to release {release}")];
                lines.extend(pending.iter().map(|position| revision(history(), *position)));
                if known.is_none() && !gaps.is_empty() {
                    lines.push("below the stamp, but they never ran:".to_owned());
                    lines.extend(gaps.iter().map(|position| revision(history(), *position)));
                }
                lines
            }
            (State::At, None) => {
                let facts = if check.facts { ", and its facts are those of the release" } else { "" };
                vec![format!("the database is at {stamp} (release {release}){facts}")]
            }
            (State::At, Some(mending)) if check.sql => script(&mending.repairs),
            (State::At, Some(mending)) => {
                let drift = self.drift.iter().flatten().map(ToString::to_string);
                drift.chain(mending.never_repaired.iter().map(|note| format!("never repaired: {note}"))).collect()
            }
        };
        f.write_str(&lines.join("\n"))
    }
}

/// A script for psql, in one transaction.
fn script(repairs: &[Repair]) -> Vec<String> {
    let mut lines = vec!["BEGIN;".to_owned(), "SET LOCAL search_path = public;".to_owned()];
    for repair in repairs {
        lines.push(format!("-- {}", repair.note));
        lines.extend(repair.sql.iter().map(|sql| format!("{sql};")));
    }
    lines.push("COMMIT;".to_owned());
    lines
}
