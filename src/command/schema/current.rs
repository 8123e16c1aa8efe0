//! `mgr schema current` and `mgr schema heads`: revisions and nothing else, as alembic prints them.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::{Position, history, runner};
use crate::release;

/// Of which database.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema current --verbose")]
pub struct Current {
    #[command(flatten)]
    database: DatabaseArgs,
    /// Also print date, slug and the release that first had it
    #[arg(short, long)]
    verbose: bool,
}

/// How to print it.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema heads")]
pub struct Heads {
    /// Also print date, slug and the release that first had it
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Shown {
    Current(Vec<Stamp>),
    Heads(Vec<Stamp>),
}

#[derive(Serialize)]
struct Stamp {
    revision: String,
    known: bool,
    first_release: Option<&'static str>,
    is_head: bool,
    #[serde(skip)]
    position: Option<Position>,
    #[serde(skip)]
    verbose: bool,
}

impl Stamp {
    fn new(revision: String, verbose: bool) -> Self {
        let position = history().position(&revision);
        let first = position.and_then(|position| history().first_with(position));
        Stamp {
            known: position.is_some(),
            first_release: first.map(|released| released.name),
            is_head: revision == release::newest().head(),
            revision,
            position,
            verbose,
        }
    }
}

/// Runs `current`.
pub fn run(current: &Current, context: &Context) -> Result<Report, Error> {
    let mut connection = current.database.connect(context, Access::Read)?;
    let stamps = runner::stamps(&mut connection)?.into_iter();
    Ok(Report::of(&Shown::Current(stamps.map(|stamp| Stamp::new(stamp, current.verbose)).collect())))
}

/// Runs `heads`.
pub fn heads(heads: &Heads) -> Result<Report, Error> {
    let head = release::newest().head().to_owned();
    Ok(Report::of(&Shown::Heads(vec![Stamp::new(head, heads.verbose)])))
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Shown::Current(stamps) | Shown::Heads(stamps)) = self;
        f.write_str(&stamps.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.revision)?;
        let Some(position) = self.position else { return f.write_str(" (unknown to this program)") };
        if self.is_head {
            f.write_str(" (head)")?;
        }
        if !self.verbose {
            return Ok(());
        }
        let revision = &history().revisions()[position];
        write!(f, " {} {}", revision.date, revision.slug)?;
        self.first_release.iter().try_for_each(|release| write!(f, ", first in {release}"))
    }
}
