//! What a rehearsal reports.

use serde_json::{Value, json};

use super::outcome::{counted, revision};
use crate::migration::{Outcome, Rehearsal, TableWork, history};

/// More revisions are counted, not shown.
const SLOWEST: usize = 5;

/// As JSON.
pub fn document(rehearsal: &Rehearsal) -> Value {
    let written = rehearsal.written.iter().map(|work| {
        json!({ "table": work.table, "inserted": work.inserted, "updated": work.updated, "deleted": work.deleted })
    });
    let rewritten = rehearsal.rewritten.iter().map(|work| json!({ "table": work.table, "bytes": work.bytes }));
    let locked = rehearsal.locked.iter().map(|(table, mode)| json!({ "table": table, "mode": mode }));
    json!({
        "written": written.collect::<Vec<_>>(),
        "rewritten": rewritten.collect::<Vec<_>>(),
        "locked": locked.collect::<Vec<_>>(),
    })
}

/// As text.
pub fn lines(rehearsal: &Rehearsal, outcome: &Outcome) -> Vec<String> {
    let mut lines = vec!["this was a rehearsal: it was rolled back, nothing has changed".to_owned()];
    let mut slowest: Vec<_> = outcome.ran.iter().collect();
    slowest.sort_by_key(|ran| std::cmp::Reverse(ran.took));
    if !slowest.is_empty() {
        lines.push("revisions that took longest:".to_owned());
        let told = slowest.iter().take(SLOWEST);
        lines.extend(told.map(|ran| format!("{}  {:.2} s", revision(history(), ran.revision), ran.took.as_secs_f64())));
    }
    if !rehearsal.written.is_empty() {
        lines.push("rows written:".to_owned());
        lines.extend(rehearsal.written.iter().map(written));
    }
    if !rehearsal.rewritten.is_empty() {
        lines.push("tables rewritten as a whole:".to_owned());
        lines.extend(rehearsal.rewritten.iter().map(|work| format!("  {}  {}", work.table, size(work.bytes))));
    }
    let count = rehearsal.locked.iter().filter(|(_, mode)| mode == "AccessExclusiveLock").count();
    if count > 0 {
        lines.push(format!("until the end {} can be neither read nor written by others", counted(count, "table")));
    }
    lines
}

fn written(work: &TableWork) -> String {
    let parts = [("inserted", work.inserted), ("updated", work.updated), ("deleted", work.deleted)];
    let parts: Vec<String> =
        parts.iter().filter(|(_, rows)| *rows > 0).map(|(word, rows)| format!("{rows} {word}")).collect();
    format!("  {}  {}", work.table, parts.join(", "))
}

/// `1.5 MiB`
fn size(bytes: i64) -> String {
    #[allow(clippy::cast_precision_loss)] // one digit behind the point
    let mebibytes = bytes as f64 / 1024.0 / 1024.0;
    format!("{mebibytes:.1} MiB")
}
