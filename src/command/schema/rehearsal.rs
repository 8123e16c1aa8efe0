//! What a rehearsal reports.

use clap::ValueEnum;
use diesel::PgConnection;
use serde_json::{Value, json};

use super::outcome::{counted, revision, seconds};
use crate::command::{Context, Error, Report};
use crate::config::Target;
use crate::database::Access;
use crate::database::copy::Copy;
use crate::database::foreign::Scope;
use crate::migration::{Outcome, Rehearsal, TableWork, history};
use crate::release;

/// More revisions are counted, not shown.
const SLOWEST: usize = 5;

/// Where a rehearsal is held.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Stage {
    /// In the database itself, which nobody else can use meanwhile
    InPlace,
    /// In a copy on the same server, made by pg_dump and dropped at the end, while the manager goes on
    Copy,
}

/// Makes a copy of `target`, to which the connection leads.
pub fn copy(original: &mut PgConnection, target: &Target, context: &Context) -> Result<Copy, Error> {
    // Restoring would run what others have put there.
    release::refuse_foreign(original, Scope::Schema)?;
    let options = context.connect_options(Access::Write);
    Ok(Copy::make(original, target, &options, &release::extensions())?)
}

/// Adds it to what an upgrade reports.
pub fn tell(report: &mut Report, copy: &Copy) {
    let (name, bytes) = (&copy.target.database, copy.bytes.unsigned_abs());
    report.json["rehearsal"]["copy"] = json!({ "database": name, "bytes": bytes, "seconds": seconds(copy.took) });
    let took = copy.took.as_secs_f64();
    report.text = format!("on a copy, made in {took:.2} s ({}) and dropped:\n{}", size(bytes), report.text);
}

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
        lines.extend(
            rehearsal.rewritten.iter().map(|work| format!("  {}  {}", work.table, size(work.bytes.unsigned_abs()))),
        );
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
pub fn size(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss)] // one digit behind the point
    let mebibytes = bytes as f64 / 1024.0 / 1024.0;
    format!("{mebibytes:.1} MiB")
}
