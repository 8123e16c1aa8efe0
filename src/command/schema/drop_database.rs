//! `mgr schema drop-database`: the database with all that is in it, once somebody has said so.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use crate::command::{Context, Error, Report, confirm};
use crate::database::{self, Access};

/// Of which configuration, and how surely.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema drop-database
  backend.ai mgr schema drop-database --yes --force")]
pub struct DropDatabase {
    #[command(flatten)]
    database: DatabaseArgs,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// End the sessions that use it
    #[arg(long)]
    force: bool,
}

#[derive(Serialize)]
struct Dropped {
    changed: bool,
    database: String,
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.changed {
            true => write!(f, "dropped database \"{}\"", self.database),
            false => write!(f, "nothing to do: there is no database \"{}\"", self.database),
        }
    }
}

/// Runs the command.
pub fn run(command: &DropDatabase, context: &Context) -> Result<Report, Error> {
    let target = command.database.target(context)?;
    let place = database::place(&target);
    if !command.yes {
        let question =
            format!("Drop {place} with all that is in it? There is no way back but a backup. Write its name:");
        let answer =
            confirm::ask(&question).map_err(|source| Error::Write { path: "the terminal".to_owned(), source })?;
        if answer.as_ref() != Some(&target.database) {
            return Err(Error::Unconfirmed { place });
        }
    }
    let changed = database::drop_database(&target, &context.connect_options(Access::Write), command.force)?;
    Ok(Report::of(&Dropped { changed, database: target.database }))
}
