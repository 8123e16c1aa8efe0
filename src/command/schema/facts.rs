//! `mgr schema facts`: what the database's schema consists of, as the facts of releases are written.

use clap::Args;
use serde_json::json;

use super::DatabaseArgs;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::runner;

/// Of which database.
#[derive(Debug, Args)]
pub struct FactsArgs {
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Runs the command.
pub fn run(arguments: &FactsArgs, context: &Context) -> Result<Report, Error> {
    let mut connection = arguments.database.connect(context, Access::Read)?;
    let facts = runner::facts(&mut connection)?;
    let lines: Vec<&str> = facts.lines().collect();
    Ok(Report::new(lines.join("\n"), json!({ "changed": false, "facts": lines })))
}
