//! What `oneshot` and `upgrade` report.

use std::time::Duration;

use serde_json::{Value, json};

use crate::command::Report;
use crate::exit_status::ExitStatus;
use crate::migration::runner::{Outcome, RunOptions};
use crate::migration::{Deletion, History, Position, State, history};
use crate::schema_facts::Difference;

/// The outcome as text and as JSON.
pub fn report(outcome: &Outcome, options: &RunOptions, connected: Duration, total: Duration) -> Report {
    let document = json!({
        "changed": outcome.changed(),
        "wanted": outcome.wanted.name,
        "release": outcome.wanted.release.map(|release| release.version.to_string()),
        "head": history().id(outcome.wanted.head),
        "state": {
            "before": state(history(), &outcome.before, &outcome.stamps_before),
            "after": { "state": after(outcome), "stamps": outcome.stamps },
        },
        "created": outcome.created,
        "revisions": outcome.ran.iter().map(|ran| json!({
            "revision": history().id(ran.revision),
            "seconds": seconds(ran.took),
        })).collect::<Vec<_>>(),
        "deleted": outcome.ran.iter().flat_map(|ran| &ran.deleted).map(deletion).collect::<Vec<_>>(),
        "pending": history().ids(&outcome.pending),
        "would_delete": outcome.deletions.iter().map(deletion).collect::<Vec<_>>(),
        "repaired": outcome.repaired,
        "drift": outcome.drift.iter().map(difference).collect::<Vec<_>>(),
        "durations": { "connect": seconds(connected), "total": seconds(total) },
    });
    let report = Report::new(text(outcome, options, total), document);
    let behind = matches!(outcome.before, State::Behind { .. });
    if behind && !options.upgrade { report.with_status(ExitStatus::Pending) } else { report }
}

fn after(outcome: &Outcome) -> &'static str {
    match (outcome.changed(), outcome.stamps.as_slice()) {
        (false, _) => outcome.before.name(),
        (true, [stamp]) if *stamp == history().id(outcome.wanted.head) => "current",
        (true, _) => "behind",
    }
}

fn text(outcome: &Outcome, options: &RunOptions, total: Duration) -> String {
    let wanted = &outcome.wanted;
    let head = history().id(wanted.head);
    let mut lines = Vec::new();
    let would = outcome.pending.len();
    if options.dry_run && outcome.before == State::Fresh {
        lines.push(format!("would create the tables of release {} and stamp {head}", wanted.name));
    } else if options.dry_run && (would > 0 || outcome.stamps.len() > 1) || !options.upgrade && would > 0 {
        let word = if options.upgrade { "would run" } else { "pending:" };
        lines.push(format!("{word} {would} revisions from {} to {}:", outcome.stamps.join(", "), wanted.name));
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
        let (count, seconds) = (outcome.ran.len(), total.as_secs_f64());
        lines.push(format!("upgraded from {from} to {to}: {count} revisions in {seconds:.2} s"));
    } else if outcome.stamps != outcome.stamps_before {
        lines.push(format!("left one stamp of {}: {}", outcome.stamps_before.join(", "), outcome.stamps.join(", ")));
    } else if outcome.repaired.is_empty() {
        lines.push(format!("nothing to do: the database is at {}", outcome.stamps.join(", ")));
    }
    if !outcome.repaired.is_empty() {
        let word = if options.dry_run { "would run" } else { "repaired with" };
        lines.push(format!("{word} {} statements:", outcome.repaired.len()));
        lines.extend(outcome.repaired.iter().map(|statement| format!("  {statement};")));
    }
    lines.join("\n")
}

/// `  35923972eddb  2022-06-23  create_kernels_status_history_column`
pub fn revision(history: &History, position: Position) -> String {
    let revision = &history.revisions()[position];
    format!("  {}  {}  {}", revision.id, revision.date, revision.slug).trim_end().to_owned()
}

/// A state with what belongs to it.
pub fn state(history: &History, state: &State, stamps: &[String]) -> Value {
    let mut document = json!({ "state": state.name(), "stamps": stamps });
    let more = match state {
        State::Behind { pending, gaps, release } => json!({
            "pending": history.ids(pending), "never_ran": history.ids(gaps), "release": release,
        }),
        State::Ahead { revision, first } => json!({ "revision": history.id(*revision), "first_release": first }),
        State::Unknown { stamps } => json!({ "unknown": stamps }),
        State::Complete { release } => json!({ "release": release.to_string() }),
        State::Partial { release, found, missing, differences } => json!({
            "release": release.to_string(), "found": found, "missing": missing, "differences": differences,
        }),
        State::Fresh | State::At | State::Split { .. } => json!({}),
    };
    if let (Some(document), Value::Object(more)) = (document.as_object_mut(), more) {
        document.extend(more);
    }
    document
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
