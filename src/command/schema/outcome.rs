//! What `oneshot` and `upgrade` report, and what the other commands' reports have in common with it.

use std::fmt;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::backup::BackedUp;
use super::rehearsal::{Copied, Rehearsed};
use crate::command::Report;
use crate::database::backup::Backup;
use crate::database::copy::Copy;
use crate::exit_status::ExitStatus;
use crate::migration::options::{Mode, OnBehind, RunOptions};
use crate::migration::{Deletion, Goal, History, Outcome, Position, Ran, State, Target, history};
use crate::release::Version;
use crate::schema_facts::Difference;
use crate::took::Took;

/// A database, by its stamps and what they mean.
#[derive(Serialize)]
pub struct StateShown<'a> {
    state: &'static str,
    stamps: &'a [String],
    #[serde(flatten)]
    behind: Option<Behind>,
}

#[derive(Serialize)]
struct Behind {
    pending: Vec<&'static str>,
    never_ran: Vec<&'static str>,
    release: Option<&'static str>,
}

impl<'a> StateShown<'a> {
    /// Without what is left to do.
    pub fn new(state: &'static str, stamps: &'a [String]) -> Self {
        StateShown { state, stamps, behind: None }
    }

    /// With all that belongs to it.
    pub fn of(state: &State, stamps: &'a [String]) -> Self {
        let behind = match state {
            State::Behind { pending, gaps, release } => {
                Some(Behind { pending: history().ids(pending), never_ran: history().ids(gaps), release: *release })
            }
            State::Fresh | State::At => None,
        };
        StateShown { behind, ..StateShown::new(state.name(), stamps) }
    }
}

/// The database as it was, and as it is.
#[derive(Serialize)]
pub struct BeforeAfter<T> {
    pub before: T,
    pub after: T,
}

/// Stamps alone.
#[derive(Serialize)]
pub struct Stamps<'a> {
    pub stamps: &'a [String],
}

impl fmt::Display for Stamps<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&if self.stamps.is_empty() { "base".to_owned() } else { self.stamps.join(", ") })
    }
}

/// Until there was a connection, and in all.
#[derive(Clone, Copy, Serialize)]
pub struct Durations {
    pub connect: Took,
    pub total: Took,
}

impl Durations {
    /// Of a command that ends now.
    pub fn until_now(began: Instant, connect: Duration) -> Self {
        Durations { connect: Took(connect), total: Took::since(began) }
    }
}

/// What `oneshot` and `upgrade` did, or would do.
#[derive(Serialize)]
pub struct Upgraded<'a> {
    changed: bool,
    wanted: &'a str,
    release: Option<Version>,
    head: &'static str,
    state: BeforeAfter<StateShown<'a>>,
    created: bool,
    revisions: &'a [Ran],
    deleted: Vec<&'a Deletion>,
    pending: Vec<&'static str>,
    would_delete: &'a [Deletion],
    repaired: &'a [String],
    drift: &'a [Difference],
    durations: Durations,
    #[serde(skip_serializing_if = "Option::is_none")]
    rehearsal: Option<Rehearsed<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    backup: Option<BackedUp<'a>>,
    #[serde(skip)]
    outcome: &'a Outcome,
    #[serde(skip)]
    options: &'a RunOptions,
}

/// What was made beside the work.
#[derive(Default)]
pub struct Beside<'a> {
    /// Where a rehearsal was held, if not in the database itself.
    pub copy: Option<&'a Copy>,
    pub backup: Option<&'a Backup>,
}

/// The outcome of `oneshot` and `upgrade`, with the status.
pub fn report(outcome: &Outcome, options: &RunOptions, durations: Durations, beside: &Beside<'_>) -> Report {
    let Goal::Up(wanted) = &outcome.goal else { return Report::written() };
    let report = Report::of(&Upgraded::new(outcome, wanted, options, durations, beside));
    let behind = matches!(outcome.before, State::Behind { .. });
    if behind && options.behind == OnBehind::Report { report.with_status(ExitStatus::Pending) } else { report }
}

impl<'a> Upgraded<'a> {
    fn new(
        outcome: &'a Outcome,
        wanted: &'a Target,
        options: &'a RunOptions,
        durations: Durations,
        beside: &Beside<'a>,
    ) -> Self {
        let copy = beside.copy.map(Copied::from);
        Upgraded {
            changed: outcome.changed() && options.mode == Mode::Apply,
            wanted: &wanted.name,
            release: wanted.release.map(|release| release.version),
            head: history().id(wanted.head),
            state: BeforeAfter {
                before: StateShown::of(&outcome.before, &outcome.stamps_before),
                after: StateShown::new(after(outcome, wanted), &outcome.stamps),
            },
            created: outcome.created,
            revisions: &outcome.ran,
            deleted: outcome.ran.iter().flat_map(|ran| &ran.deleted).collect(),
            pending: history().ids(&outcome.pending),
            would_delete: &outcome.deletions,
            repaired: &outcome.repaired,
            drift: &outcome.drift,
            durations,
            rehearsal: outcome.rehearsal.as_ref().map(|found| Rehearsed { found, ran: &outcome.ran, copy }),
            backup: beside.backup.map(BackedUp::from),
            outcome,
            options,
        }
    }

    fn lines(&self) -> Vec<String> {
        let Upgraded { outcome, wanted, head, .. } = self;
        let (before, stamps, total) =
            (outcome.stamps_before.join(", "), outcome.stamps.join(", "), self.durations.total);
        let dry_run = self.options.mode == Mode::DryRun;
        let would = outcome.pending.len();
        let mut lines: Vec<String> = self.backup.iter().map(ToString::to_string).collect();
        lines.extend(self.rehearsal.iter().filter_map(Rehearsed::where_it_was));
        if dry_run && outcome.before == State::Fresh {
            lines.push(format!("would create the tables of release {wanted} and stamp {head}"));
        } else if would > 0 || dry_run && outcome.stamps.len() > 1 {
            let word = if self.options.behind == OnBehind::Upgrade { "would run" } else { "pending:" };
            lines.push(format!("{word} {} from {stamps} to {wanted}:", counted(would, "revision")));
            lines.extend(outcome.pending.iter().map(|position| revision(history(), *position)));
            if !outcome.deletions.is_empty() {
                lines.push("rows that they delete on purpose:".to_owned());
                lines.extend(outcome.deletions.iter().map(|deletion| format!("  {deletion}")));
            }
        } else if outcome.created {
            lines.push(format!("created the tables of release {wanted}, at {head}, in {total}"));
        } else if !outcome.ran.is_empty() {
            let count = counted(outcome.ran.len(), "revision");
            lines.push(format!("upgraded from {before} to {stamps}: {count} in {total}"));
        } else if outcome.stamps != outcome.stamps_before {
            lines.push(format!("left one stamp of {before}: {stamps}"));
        } else if outcome.repaired.is_empty() {
            lines.push(format!("nothing to do: the database is at {stamps}"));
        }
        if !outcome.repaired.is_empty() {
            let word = if dry_run { "would run" } else { "repaired with" };
            lines.push(format!("{word} {}:", counted(outcome.repaired.len(), "statement")));
            lines.extend(outcome.repaired.iter().map(|statement| format!("  {statement};")));
        }
        lines.extend(self.rehearsal.iter().map(ToString::to_string));
        lines
    }
}

impl fmt::Display for Upgraded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().join("\n"))
    }
}

fn after(outcome: &Outcome, wanted: &Target) -> &'static str {
    match (outcome.changed(), outcome.stamps.as_slice()) {
        (false, _) => outcome.before.name(),
        (true, [stamp]) if *stamp == history().id(wanted.head) => "current",
        (true, _) => "behind",
    }
}

/// `1 revision`, `2 revisions`
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// `  35923972eddb  2022-06-23  create_kernels_status_history_column`
pub fn revision(history: &History, position: Position) -> String {
    let revision = &history.revisions()[position];
    format!("  {}  {}  {}", revision.id, revision.date, revision.slug).trim_end().to_owned()
}
