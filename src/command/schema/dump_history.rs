//! `mgr schema dump-history`: the history in the shape that the reference writes.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::DatabaseArgs;
use crate::command::Error;
use crate::command::Report;
use crate::migration::{Revisions, history};
use crate::release::{self, EmbeddedRelease};

/// Of which release, and where to.
#[derive(Debug, Args)]
pub struct DumpHistory {
    /// Taken as the reference takes it; the history does not depend on it
    #[command(flatten)]
    _database: DatabaseArgs,
    /// The release
    #[arg(long, value_name = "RELEASE", value_parser = release::by_name, default_value = "latest")]
    release: &'static EmbeddedRelease,
    /// A file in place of stdout
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(dump: &DumpHistory) -> Result<Report, Error> {
    let history = history();
    let release = dump.release;
    let own = history.own_of(release);
    let children =
        |position: usize| own.iter().filter(|child| history.parents(**child).any(|parent| parent == position)).count();
    let heads: Revisions = history.heads(&own);
    let revisions: Vec<Value> = own
        .iter()
        .rev()
        .map(|position| {
            let revision = &history.revisions()[*position];
            let down = if revision.down.is_empty() { Value::Null } else { revision.down.join(", ").into() };
            json!({
                "down_revision": down,
                "revision": revision.id,
                "is_head": heads.contains(position),
                "is_branch_point": children(*position) > 1,
                "is_merge_point": revision.down.len() > 1,
                "doc": revision.slug,
            })
        })
        .collect();
    let document = json!({ "manager_version": release.version.to_string(), "revisions": revisions });
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    match dump.output.as_deref().filter(|path| path.as_os_str() != "-") {
        None => Ok(Report::new(text, document)),
        Some(path) => {
            let failed = |source| Error::Write { path: path.display().to_string(), source };
            std::fs::write(path, text + "\n").map_err(failed)?;
            Ok(Report::new(
                "",
                json!({ "changed": false, "output": path.display().to_string(), "revisions": own.len() }),
            ))
        }
    }
}
