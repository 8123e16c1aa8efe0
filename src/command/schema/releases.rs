//! `mgr schema releases`: what is embedded.

use clap::Args;
use serde_json::json;

use crate::command::Error;
use crate::command::Report;
use crate::migration::embedded::embedded;
use crate::migration::history;
use crate::release::{self, ReleaseEntry};

/// Which to list.
#[derive(Debug, Args)]
pub struct Releases {
    /// Every released version that is known, not only those whose schema is embedded
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub fn run(releases: &Releases) -> Result<Report, Error> {
    if releases.all {
        return Ok(known());
    }
    let history = history();
    let mut lines = vec!["release   head          tables  revisions".to_owned()];
    let mut documents = Vec::new();
    let mut before = history.own_of(&release::all()[0]);
    for release in release::all() {
        let own = history.own_of(release);
        // Whether a database of the release before can be upgraded to it.
        let upgrade = own.difference(&before).all(|revision| embedded(history, *revision));
        let tables = release.facts().tables().count();
        let version = release.version.to_string();
        let default = if release.version == release::newest().version { "  (default)" } else { "" };
        lines.push(format!("{version:<9} {}  {tables:>6}  {:>9}{default}", release.head(), own.len()));
        documents.push(json!({
            "release": version,
            "head": release.head(),
            "tables": tables,
            "revisions": own.len(),
            "lacks": release.released.missing,
            "oldest_postgresql": release.oldest_server(),
            "upgrade_from_previous": upgrade,
        }));
        before = own;
    }
    Ok(Report::new(lines.join("\n"), json!({ "changed": false, "releases": documents })))
}

fn known() -> Report {
    let line = |released: &ReleaseEntry| {
        let lacks = if released.missing.is_empty() {
            String::new()
        } else {
            format!("  lacks {}", released.missing.join(", "))
        };
        format!("{:<9} {}{lacks}", released.name, released.head)
    };
    let lines: Vec<String> = release::released().iter().map(line).collect();
    let documents: Vec<_> = release::released()
        .iter()
        .map(|released| json!({ "release": released.name, "head": released.head, "lacks": released.missing, "also": released.extra }))
        .collect();
    Report::new(lines.join("\n"), json!({ "changed": false, "releases": documents }))
}
