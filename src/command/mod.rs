//! One file a command; the command line as types, and the dispatch.

mod config;
mod confirm;
mod context;
mod dbshell;
mod devdb;
mod error;
mod fixture;
mod generate_keypair;
mod misuse;
mod options;
mod permissions;
mod report;
mod schema;

use clap::{Args, Parser, Subcommand};

pub(crate) use context::{ALEMBIC_INI, Context, SECTION};
pub(crate) use error::Error;
pub(crate) use misuse::misuse;
pub(crate) use options::Options;
pub(crate) use report::{Report, finish};

use crate::database::{Cancellation, Watch};
use crate::logging::DATABASE;

/// This program's own version, which is none of Backend.AI's.
const VERSION: &str =
    concat!(env!("CARGO_PKG_VERSION"), " (`mgr schema releases` lists the releases of Backend.AI that it knows)");

/// Prepares the PostgreSQL database of a Backend.AI manager.
#[derive(Debug, Parser)]
#[command(name = "backend.ai", bin_name = "backend.ai", version = VERSION)]
pub struct Cli {
    #[command(subcommand)]
    pub component: Component,
}

/// The component whose database is meant.
#[derive(Debug, Subcommand)]
pub enum Component {
    /// The manager's database
    Mgr(Manager),
}

/// `backend.ai mgr …`
#[derive(Debug, Args)]
pub struct Manager {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Command,
}

/// The commands of `backend.ai mgr`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what was understood of the configuration
    #[command(subcommand)]
    Config(config::Command),
    /// Open psql on the manager's database
    Dbshell(dbshell::Dbshell),
    /// Run a private PostgreSQL on localhost, for development
    #[command(subcommand)]
    Devdb(devdb::Command),
    /// Prepare, upgrade and check the tables
    #[command(subcommand)]
    Schema(schema::Command),
    /// Load, check and dump rows
    #[command(subcommand)]
    Fixture(fixture::Command),
    /// Make the roles of a release that has role presets
    #[command(subcommand)]
    Permissions(permissions::Command),
    /// Make a random keypair
    #[command(alias = "generate-api-keypair")]
    GenerateKeypair(generate_keypair::GenerateKeypair),
}

/// Runs one command.
pub fn run(manager: Manager, cancellation: Cancellation) -> Result<Report, Error> {
    let watch = Watch::default();
    let context = Context::new(manager.options, name(&manager.command), cancellation, watch.clone());
    let result = dispatch(manager.command, &context);
    watch.finish();
    if result.is_ok()
        && watch.waited_for_standby()
        && let Some(stopped) = context.cancellation.stopped()
    {
        log::warn!(
            target: DATABASE,
            "{stopped} while COMMIT waited for a synchronous standby: it is committed here, and perhaps nowhere else"
        );
    }
    result.map_err(|error| error.blocked_by(watch.blockers()))
}

fn dispatch(command: Command, context: &Context) -> Result<Report, Error> {
    match command {
        Command::Config(command) => config::run(command, &context.options),
        Command::Dbshell(command) => dbshell::run(command, context),
        Command::Devdb(command) => devdb::run(command, context),
        Command::Schema(command) => schema::run(command, context),
        Command::Fixture(command) => fixture::run(command, context),
        Command::Permissions(command) => permissions::run(command, context),
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
        Command::Permissions(_) => "mgr permissions",
        Command::GenerateKeypair(_) => "mgr generate-keypair",
    }
}
