//! `mgr schema releases`: the release lines, or every version.

use std::fmt;

use clap::Args;
use serde::Serialize;

use crate::command::Error;
use crate::command::Report;
use crate::migration::embedded::embedded;
use crate::migration::history;
use crate::release::{self, EmbeddedRelease, ReleaseEntry, Version};

/// Which to list.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema releases
  backend.ai mgr schema releases --all")]
pub struct Releases {
    /// Every released version, and which other one it is the same as
    #[arg(long)]
    all: bool,
}

/// Those that are embedded.
#[derive(Serialize)]
struct Embedded {
    releases: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    release: Version,
    head: &'static str,
    tables: usize,
    revisions: usize,
    lacks: &'static [&'static str],
    oldest_postgresql: u32,
    /// Whether a database of the release before can be upgraded to it.
    upgrade_from_previous: bool,
}

/// Those that are known.
#[derive(Serialize)]
struct Known {
    releases: Vec<KnownLine>,
}

#[derive(Serialize)]
struct KnownLine {
    release: &'static str,
    head: &'static str,
    lacks: &'static [&'static str],
    also: &'static [&'static str],
    /// Whether a database can be prepared for it.
    embedded: bool,
    /// The version that has the same schema and the same column rules.
    same_as: Option<Version>,
}

/// Runs the command.
pub fn run(releases: &Releases) -> Result<Report, Error> {
    if releases.all {
        let line = |released: &'static ReleaseEntry| {
            let embedded = released.version().and_then(release::by_version);
            KnownLine {
                release: released.name,
                head: released.head,
                lacks: &released.missing,
                also: &released.extra,
                embedded: embedded.is_some(),
                same_as: embedded.and_then(EmbeddedRelease::same_as),
            }
        };
        return Ok(Report::of(&Known { releases: release::released().iter().map(line).collect() }));
    }
    let history = history();
    let mut before = history.own_of(&release::all()[0]);
    let line = |release: &'static EmbeddedRelease| {
        let own = history.own_of(release);
        let line = Line {
            release: release.version,
            head: release.head(),
            tables: release.facts().tables().count(),
            revisions: own.len(),
            lacks: &release.released.missing,
            oldest_postgresql: release.oldest_server(),
            upgrade_from_previous: own.difference(&before).all(|revision| embedded(history, *revision)),
        };
        before = own;
        line
    };
    Ok(Report::of(&Embedded { releases: release::complete().map(line).collect() }))
}

impl fmt::Display for Embedded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("release   head          tables  revisions")?;
        for Line { release, head, tables, revisions, .. } in &self.releases {
            let default = if *release == release::newest().version { "  (default)" } else { "" };
            write!(f, "\n{:<9} {head}  {tables:>6}  {revisions:>9}{default}", release.to_string())?;
        }
        Ok(())
    }
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, KnownLine { release, head, lacks, embedded, same_as, .. }) in self.releases.iter().enumerate() {
            write!(f, "{}{release:<9} {head}", if number > 0 { "\n" } else { "" })?;
            match same_as {
                Some(same) => write!(f, "  the same as {same}")?,
                None if !embedded => f.write_str("  (its schema is not embedded)")?,
                None => {}
            }
            if !lacks.is_empty() {
                write!(f, "  lacks {}", lacks.join(", "))?;
            }
        }
        Ok(())
    }
}
