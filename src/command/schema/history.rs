//! `mgr schema history`: the graph, newest first, as alembic prints it.

use clap::Args;
use serde_json::json;

use super::DatabaseArgs;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::revision_spec::{self, RevisionSpec, SpecError};
use crate::migration::{History, Position, Revisions, embedded, history, runner};
use crate::release;

/// Which part of it.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// START:END, either of which may be empty; `current` is where the database is
    #[arg(short, long, value_name = "RANGE")]
    rev_range: Option<String>,
    /// Mark where the database is
    #[arg(short, long)]
    indicate_current: bool,
    /// Several lines a revision
    #[arg(short, long)]
    verbose: bool,
}

/// Runs the command.
pub fn run(arguments: &HistoryArgs, context: &Context) -> Result<Report, Error> {
    let history = history();
    let range = arguments.rev_range.as_deref().unwrap_or(":");
    let current = if arguments.indicate_current || range.contains("current") {
        let mut connection = arguments.database.connect(context, Access::Read)?;
        runner::stamps(&mut connection)?
    } else {
        Vec::new()
    };
    let range = match current.as_slice() {
        [one] => range.replace("current", one),
        [] => range.replace("current", "base"),
        _ if range.contains("current") => return Err(SpecError::Range(current.join(", ")).into()),
        _ => range.to_owned(),
    };
    let (start, end) = revision_spec::range(history, &range)?;
    let below = |word: RevisionSpec| -> Revisions {
        match word {
            RevisionSpec::Release(released) => history.own(released),
            RevisionSpec::Revision(position) => history.ancestors(position),
            RevisionSpec::Base | RevisionSpec::Steps(_) => Revisions::new(),
        }
    };
    // alembic shows the start of a range too.
    let mut shown: Revisions = below(end).difference(&below(start)).copied().collect();
    match start {
        RevisionSpec::Release(released) => shown.extend(history.position(&released.head)),
        RevisionSpec::Revision(position) => {
            shown.insert(position);
        }
        RevisionSpec::Base | RevisionSpec::Steps(_) => {}
    }
    let lines: Vec<String> =
        shown.iter().rev().map(|position| line(history, *position, arguments.verbose, &current)).collect();
    let documents: Vec<_> = shown.iter().rev().map(|position| document(history, *position, &current)).collect();
    Ok(Report::new(lines.join("\n"), json!({ "changed": false, "history": documents })))
}

/// ReleaseEntry versions whose head a revision is.
fn heads_of(history: &History, position: Position) -> Vec<&'static str> {
    history.stamped_with(position).map(|released| released.name.as_str()).collect()
}

fn children(history: &History, position: Position) -> usize {
    (0..history.revisions().len()).filter(|child| history.parents(*child).any(|parent| parent == position)).count()
}

fn line(history: &History, position: Position, verbose: bool, current: &[String]) -> String {
    let revision = &history.revisions()[position];
    let down = if revision.down.is_empty() { "<base>".to_owned() } else { revision.down.join(", ") };
    let releases = heads_of(history, position);
    let mut marks = String::new();
    if revision.id == release::newest().head() {
        marks += " (head)";
    }
    if revision.down.len() > 1 {
        marks += " (mergepoint)";
    }
    if children(history, position) > 1 {
        marks += " (branchpoint)";
    }
    if current.contains(&revision.id) {
        marks += " (current)";
    }
    let heads = match releases.as_slice() {
        [] => String::new(),
        [one] => format!("  [{one}]"),
        [first, .., last] => format!("  [{first} … {last}]"),
    };
    if !verbose {
        return format!("{down} -> {}{marks}, {}{heads}", revision.id, revision.slug);
    }
    let embedded = if embedded::embedded(history, position) { "yes" } else { "no" };
    let first = history.first_with(position).map_or("none", |released| released.name.as_str());
    format!(
        "Rev: {}{marks}\nParent: {down}\nDate: {}\nSlug: {}\nFirst release: {first}\nHead of: {}\nEmbedded: {embedded}\n",
        revision.id,
        revision.date,
        revision.slug,
        if releases.is_empty() { "none".to_owned() } else { releases.join(", ") },
    )
}

fn document(history: &History, position: Position, current: &[String]) -> serde_json::Value {
    let revision = &history.revisions()[position];
    json!({
        "revision": revision.id,
        "down": revision.down,
        "date": revision.date,
        "slug": revision.slug,
        "head_of": heads_of(history, position),
        "embedded": embedded::embedded(history, position),
        "current": current.contains(&revision.id),
    })
}
