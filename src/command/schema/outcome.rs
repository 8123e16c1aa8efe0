//! What `oneshot` and `upgrade` report.

use std::time::Duration;

use serde_json::{Value, json};

use super::rehearsal;
use crate::command::Report;
use crate::exit_status::ExitStatus;
use crate::migration::options::{Mode, OnBehind, RunOptions};
use crate::migration::{Deletion, Goal, History, Outcome, Position, Ran, State, Target, history};
use crate::schema_facts::Difference;

/// The outcome of `oneshot` and `upgrade` as text and as JSON.
pub fn report(outcome: &Outcome, options: &RunOptions, connected: Duration, total: Duration) -> Report {
    let Goal::Up(wanted) = &outcome.goal else { return Report::new("", Value::Null) };
    let mut document = json!({
        "changed": outcome.changed() && options.mode == Mode::Apply,
        "wanted": wanted.name,
        "release": wanted.release.map(|release| release.version.to_string()),
        "head": history().id(wanted.head),
        "state": {
            "before": state(history(), &outcome.before, &outcome.stamps_before),
            "after": { "state": after(outcome, wanted), "stamps": outcome.stamps },
        },
        "created": outcome.created,
        "revisions": outcome.ran.iter().map(ran).collect::<Vec<_>>(),
        "deleted": outcome.ran.iter().flat_map(|ran| &ran.deleted).map(deletion).collect::<Vec<_>>(),
        "pending": history().ids(&outcome.pending),
        "would_delete": outcome.deletions.iter().map(deletion).collect::<Vec<_>>(),
        "repaired": outcome.repaired,
        "drift": outcome.drift.iter().map(difference).collect::<Vec<_>>(),
        "durations": { "connect": seconds(connected), "total": seconds(total) },
    });
    if let Some(rehearsal) = &outcome.rehearsal {
        document["rehearsal"] = rehearsal::document(rehearsal);
    }
    let report = Report::new(text(outcome, wanted, options, total), document);
    let behind = matches!(outcome.before, State::Behind { .. });
    if behind && options.behind == OnBehind::Report { report.with_status(ExitStatus::Pending) } else { report }
}

fn after(outcome: &Outcome, wanted: &Target) -> &'static str {
    match (outcome.changed(), outcome.stamps.as_slice()) {
        (false, _) => outcome.before.name(),
        (true, [stamp]) if *stamp == history().id(wanted.head) => "current",
        (true, _) => "behind",
    }
}

fn text(outcome: &Outcome, wanted: &Target, options: &RunOptions, total: Duration) -> String {
    let head = history().id(wanted.head);
    let dry_run = options.mode == Mode::DryRun;
    let mut lines = Vec::new();
    let would = outcome.pending.len();
    if dry_run && outcome.before == State::Fresh {
        lines.push(format!("would create the tables of release {} and stamp {head}", wanted.name));
    } else if would > 0 || dry_run && outcome.stamps.len() > 1 {
        let word = if options.behind == OnBehind::Upgrade { "would run" } else { "pending:" };
        let count = counted(would, "revision");
        lines.push(format!("{word} {count} from {} to {}:", outcome.stamps.join(", "), wanted.name));
        lines.extend(outcome.pending.iter().map(|position| revision(history(), *position)));
        if !outcome.deletions.is_empty() {
            lines.push("rows that they delete on purpose:".to_owned());
            lines.extend(outcome.deletions.iter().map(|deletion| format!("  {deletion}")));
        }
    } else if outcome.created {
        lines.push(format!(
            "created the tables of release {}, at {head}, in {:.2} s",
            wanted.name,
            total.as_secs_f64()
        ));
    } else if !outcome.ran.is_empty() {
        let (from, to) = (outcome.stamps_before.join(", "), outcome.stamps.join(", "));
        let (count, seconds) = (counted(outcome.ran.len(), "revision"), total.as_secs_f64());
        lines.push(format!("upgraded from {from} to {to}: {count} in {seconds:.2} s"));
    } else if outcome.stamps != outcome.stamps_before {
        lines.push(format!("left one stamp of {}: {}", outcome.stamps_before.join(", "), outcome.stamps.join(", ")));
    } else if outcome.repaired.is_empty() {
        lines.push(format!("nothing to do: the database is at {}", outcome.stamps.join(", ")));
    }
    if !outcome.repaired.is_empty() {
        let word = if dry_run { "would run" } else { "repaired with" };
        lines.push(format!("{word} {}:", counted(outcome.repaired.len(), "statement")));
        lines.extend(outcome.repaired.iter().map(|statement| format!("  {statement};")));
    }
    if let Some(rehearsal) = &outcome.rehearsal {
        lines.extend(rehearsal::lines(rehearsal, outcome));
    }
    lines.join("\n")
}

/// `1 revision`, `2 revisions`
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A revision that ran.
pub fn ran(ran: &Ran) -> Value {
    json!({ "revision": history().id(ran.revision), "seconds": seconds(ran.took) })
}

/// `  35923972eddb  2022-06-23  create_kernels_status_history_column`
pub fn revision(history: &History, position: Position) -> String {
    let revision = &history.revisions()[position];
    format!("  {}  {}  {}", revision.id, revision.date, revision.slug).trim_end().to_owned()
}

/// A state with what belongs to it.
pub fn state(history: &History, state: &State, stamps: &[String]) -> Value {
    match state {
        State::Behind { pending, gaps, release } => json!({
            "state": state.name(), "stamps": stamps,
            "pending": history.ids(pending), "never_ran": history.ids(gaps), "release": release,
        }),
        State::Fresh | State::At => json!({ "state": state.name(), "stamps": stamps }),
    }
}

/// One difference.
pub fn difference(difference: &Difference) -> Value {
    match difference {
        Difference::Missing(line) => json!({ "missing": line }),
        Difference::Changed { expected, found } => json!({ "expected": expected, "found": found }),
        Difference::Unexpected(line) => json!({ "unexpected": line }),
    }
}

/// Rows that a revision deletes; their number is null where it is not known yet.
pub fn deletion(deletion: &Deletion) -> Value {
    json!({ "revision": deletion.revision, "table": deletion.table, "rows": deletion.rows, "why": deletion.why })
}

/// Seconds to the millisecond.
pub fn seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1000.0).round() / 1000.0
}
