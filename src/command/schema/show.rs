//! `mgr schema show`: where the database is and where it could be. It reads the stamps alone, and so waits for nobody's locks.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use super::outcome::StateShown;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::{history, runner};
use crate::release::{self, Version};

/// Of which database.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema show
  backend.ai mgr schema show -f /etc/backend.ai/alembic.ini --json")]
pub struct Show {
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Serialize)]
struct Shown<'a> {
    current: &'a [String],
    release: Option<&'static str>,
    head: &'static str,
    head_release: Version,
    state: StateShown<'a>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let current = if self.current.is_empty() { "None".to_owned() } else { self.current.join(", ") };
        write!(f, "Current database revision: {current}\nThe head revision of available migrations: {}", self.head)
    }
}

/// Runs the command.
pub fn run(show: &Show, context: &Context) -> Result<Report, Error> {
    let mut connection = show.database.connect(context, Access::Read)?;
    let stamps = runner::stamps(&mut connection)?;
    let newest = release::newest();
    Ok(Report::of(&Shown {
        current: &stamps,
        release: release_of(&stamps),
        head: newest.head(),
        head_release: newest.version,
        state: StateShown::new(state_of(&stamps), &stamps),
    }))
}

/// The newest release with that stamp; none where releases that share it differ below it, which only the facts tell.
fn release_of(stamps: &[String]) -> Option<&'static str> {
    let [stamp] = stamps else { return None };
    let releases: Vec<_> = history().stamped_with(history().position(stamp)?).collect();
    let newest = releases.last()?;
    releases.iter().all(|release| release.same_revisions(newest)).then_some(newest.name)
}

/// What the stamps alone say of the way to the newest release; `check` says what is so.
fn state_of(stamps: &[String]) -> &'static str {
    let history = history();
    let positions = history.positions(stamps);
    let wanted = history.own_of(release::newest());
    let known = positions.len() == stamps.len();
    match stamps {
        [] => "unstamped",
        _ if !known => "unknown",
        [stamp] if stamp == release::newest().head() => "current",
        _ if positions.is_subset(&wanted) => "behind",
        _ => "newer",
    }
}
