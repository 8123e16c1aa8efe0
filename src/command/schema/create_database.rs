//! `mgr schema create-database`: the empty database that `oneshot` wants.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use crate::command::{Context, Error, Report};
use crate::database::{Access, privilege};
use crate::release;

/// Of which configuration.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema create-database")]
pub struct CreateDatabase {
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Serialize)]
struct Created {
    changed: bool,
    database: String,
    owner: String,
}

impl fmt::Display for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Created { changed, database, owner } = self;
        match changed {
            true => write!(f, "created database \"{database}\", owned by \"{owner}\""),
            false => write!(f, "nothing to do: database \"{database}\" is there"),
        }
    }
}

/// Runs the command; then what `oneshot` will want to do there is looked at, so that a DBA is asked once.
pub fn run(command: &CreateDatabase, context: &Context) -> Result<Report, Error> {
    let target = command.database.target(context)?;
    let changed = context.create_database(&target)?;
    let mut connection = context.connect(&target, Access::Read)?;
    privilege::for_oneshot(&mut connection, &release::extensions())?;
    Ok(Report::of(&Created { changed, database: target.database, owner: target.user }))
}
