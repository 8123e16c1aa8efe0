//! `mgr schema facts`: what the database's schema consists of, as the facts of releases are written.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::runner;

/// Of which database.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema facts > before.txt")]
pub struct FactsArgs {
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Serialize)]
struct Shown {
    facts: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &FactsArgs, context: &Context) -> Result<Report, Error> {
    let mut connection = arguments.database.connect(context, Access::Read)?;
    let facts = runner::facts(&mut connection)?;
    Ok(Report::of(&Shown { facts: facts.lines().map(str::to_owned).collect() }).verbatim())
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.facts.join("\n"))
    }
}
