//! `mgr schema dump-history`: the history in the shape that the reference writes.

use std::fmt;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use crate::command::Error;
use crate::command::Report;
use crate::migration::{Position, Revisions, history};
use crate::release::{self, EmbeddedRelease, Version};

/// Of which release, and where to.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema dump-history --output history.json")]
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

/// As the reference has it.
#[derive(Serialize)]
struct Document {
    manager_version: Version,
    revisions: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    down_revision: Option<String>,
    revision: &'static str,
    is_head: bool,
    is_branch_point: bool,
    is_merge_point: bool,
    doc: &'static str,
}

/// With `--output`.
#[derive(Serialize)]
struct Written {
    output: String,
    revisions: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// Runs the command.
pub fn run(dump: &DumpHistory) -> Result<Report, Error> {
    let history = history();
    let own = history.own_of(dump.release);
    let children =
        |position: usize| own.iter().filter(|child| history.parents(**child).any(|parent| parent == position)).count();
    let heads: Revisions = history.heads(&own);
    let entry = |position: &Position| {
        let revision = &history.revisions()[*position];
        Entry {
            down_revision: (!revision.down.is_empty()).then(|| revision.down.join(", ")),
            revision: revision.id,
            is_head: heads.contains(position),
            is_branch_point: children(*position) > 1,
            is_merge_point: revision.down.len() > 1,
            doc: revision.slug,
        }
    };
    let document = Document { manager_version: dump.release.version, revisions: own.iter().rev().map(entry).collect() };
    let report = Report::document(serde_json::to_value(document).unwrap_or_default());
    let Some(path) = dump.output.as_deref().filter(|path| path.as_os_str() != "-") else { return Ok(report) };
    let output = path.display().to_string();
    std::fs::write(path, report.text + "\n").map_err(|source| Error::Write { path: output.clone(), source })?;
    Ok(Report::of(&Written { output, revisions: own.len() }))
}
