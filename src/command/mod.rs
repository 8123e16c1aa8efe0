//! One file a command, and the dispatch.

pub mod config;
mod context;
pub mod dbshell;
pub mod devdb;
pub mod fixture;
pub mod generate_keypair;
pub mod schema;

pub use context::{ALEMBIC_INI, Context, SECTION};

use crate::cli::{Command, Manager};
use crate::database::Interruption;
use crate::error::Error;
use crate::report::Report;

/// Runs one command.
pub fn run(manager: Manager, interruption: Interruption) -> Result<Report, Error> {
    let context = Context::new(manager.options, name(&manager.command), interruption);
    match manager.command {
        Command::Config(command) => config::run(command, &context.options),
        Command::Dbshell(command) => dbshell::run(command, &context),
        Command::Devdb(command) => devdb::run(command, &context),
        Command::Schema(command) => schema::run(command, &context),
        Command::Fixture(command) => fixture::run(command, &context),
        Command::GenerateKeypair(command) => generate_keypair::run(command),
    }
}

/// The command's words, as pg_stat_activity shows them.
fn name(command: &Command) -> &'static str {
    match command {
        Command::Config(_) => "mgr config",
        Command::Dbshell(_) => "mgr dbshell",
        Command::Devdb(_) => "mgr devdb",
        Command::Schema(command) => command.name(),
        Command::Fixture(_) => "mgr fixture",
        Command::GenerateKeypair(_) => "mgr generate-keypair",
    }
}
