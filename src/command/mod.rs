//! One file a command, and the dispatch.

pub mod config;

use crate::cli::{Command, Manager};
use crate::error::Error;
use crate::report::Report;

/// Runs one command.
pub fn run(manager: Manager) -> Result<Report, Error> {
    match manager.command {
        Command::Config(command) => config::run(command, &manager.options),
    }
}
