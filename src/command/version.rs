//! `version`: what this program is, and what is inside.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::Report;
use crate::database::libpq_version;
use crate::migration::embedded::embedded;
use crate::migration::history;
use crate::release::{self, Version};

/// `backend.ai version …`
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai version
  backend.ai version --json")]
pub struct VersionArgs {
    /// Print the result as one JSON document
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Shown {
    version: &'static str,
    /// Of this program's source, where the build was told.
    commit: Option<&'static str>,
    platform: String,
    releases: Releases,
    revisions: Revisions,
    libpq: Libpq,
}

#[derive(Serialize)]
struct Releases {
    oldest: Version,
    newest: Version,
    /// Versions for which a database can be prepared.
    embedded: usize,
    /// Versions whose databases are recognised.
    known: usize,
}

#[derive(Serialize)]
struct Revisions {
    head: &'static str,
    embedded: usize,
    known: usize,
}

#[derive(Serialize)]
struct Libpq {
    version: String,
    bundled: bool,
}

/// For `--version`.
pub fn line() -> String {
    let releases = release::all();
    let version = env!("CARGO_PKG_VERSION");
    format!("backend.ai {version} (Backend.AI {} to {})", releases[0].version, release::newest().version)
}

/// Runs the command.
pub fn run() -> Report {
    let history = history();
    let revisions = 0..history.revisions().len();
    Report::of(&Shown {
        version: env!("CARGO_PKG_VERSION"),
        commit: option_env!("BACKEND_AI_COMMIT").filter(|commit| !commit.is_empty()),
        platform: format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS),
        releases: Releases {
            oldest: release::all()[0].version,
            newest: release::newest().version,
            embedded: release::all().len(),
            known: release::released().len(),
        },
        revisions: Revisions {
            head: release::newest().head(),
            embedded: revisions.clone().filter(|position| embedded(history, *position)).count(),
            known: revisions.len(),
        },
        libpq: Libpq { version: libpq_version(), bundled: cfg!(feature = "bundled") },
    })
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shown { releases, revisions, libpq, .. } = self;
        writeln!(f, "{}", line())?;
        writeln!(f, "commit: {}", self.commit.unwrap_or("unknown"))?;
        writeln!(f, "platform: {}", self.platform)?;
        writeln!(f, "releases: {} inside, {} known", releases.embedded, releases.known)?;
        writeln!(f, "revisions: {} inside, {} known, head {}", revisions.embedded, revisions.known, revisions.head)?;
        write!(f, "libpq: {}, {}", libpq.version, if libpq.bundled { "built in" } else { "the system's" })
    }
}
