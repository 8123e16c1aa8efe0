//! `mgr config`: what was understood of the configuration.

use clap::Subcommand;
use serde_json::json;

use crate::cli::Options;
use crate::error::Error;
use crate::report::Report;

/// `backend.ai mgr config …`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the connection that alembic.ini and manager.toml give, and where each part comes from
    Show,
}

/// Runs the command.
pub fn run(command: Command, _options: &Options) -> Result<Report, Error> {
    match command {
        Command::Show => Ok(Report::new("", json!({}))),
    }
}
