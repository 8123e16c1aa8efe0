//! `mgr schema current` and `mgr schema heads`: revisions and nothing else, as alembic prints them.

use clap::Args;
use serde_json::json;

use super::DatabaseArgs;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::{history, runner};
use crate::release;

/// Of which database.
#[derive(Debug, Args)]
pub struct Current {
    #[command(flatten)]
    database: DatabaseArgs,
    /// Also print date, slug and the release that first had it
    #[arg(short, long)]
    verbose: bool,
}

/// How to print it.
#[derive(Debug, Args)]
pub struct Heads {
    /// Also print date, slug and the release that first had it
    #[arg(short, long)]
    verbose: bool,
}

/// Runs `current`.
pub fn run(current: &Current, context: &Context) -> Result<Report, Error> {
    let mut connection = current.database.connect(context, Access::Read)?;
    let stamps = runner::stamps(&mut connection)?;
    let lines: Vec<String> = stamps.iter().map(|stamp| describe(stamp, current.verbose)).collect();
    let documents: Vec<_> = stamps.iter().map(|stamp| document(stamp)).collect();
    Ok(Report::new(lines.join("\n"), json!({ "changed": false, "current": documents })))
}

/// Runs `heads`.
pub fn heads(heads: &Heads) -> Result<Report, Error> {
    let head = release::newest().head();
    Ok(Report::new(describe(head, heads.verbose), json!({ "changed": false, "heads": [document(head)] })))
}

fn describe(stamp: &str, verbose: bool) -> String {
    let history = history();
    let head = if stamp == release::newest().head() { " (head)" } else { "" };
    let Some(position) = history.position(stamp) else { return format!("{stamp} (unknown to this program)") };
    if !verbose {
        return format!("{stamp}{head}");
    }
    let revision = &history.revisions()[position];
    let first =
        history.first_with(position).map(|released| format!(", first in {}", released.name)).unwrap_or_default();
    format!("{stamp}{head} {} {}{first}", revision.date, revision.slug)
}

fn document(stamp: &str) -> serde_json::Value {
    let history = history();
    let position = history.position(stamp);
    json!({
        "revision": stamp,
        "known": position.is_some(),
        "first_release": position.and_then(|position| history.first_with(position)).map(|released| &released.name),
        "is_head": stamp == release::newest().head(),
    })
}
