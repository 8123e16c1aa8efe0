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

pub(crate) use context::{Context, SECTION};
pub(crate) use error::Error;
pub(crate) use misuse::misuse;
pub(crate) use options::Options;
pub(crate) use report::{Report, finish};

use crate::database::{Cancellation, Watch};
use crate::logging::DATABASE;
use crate::release::Component::{AccountManager, AppProxy};

/// This program's own version, which is none of Backend.AI's.
const VERSION: &str =
    concat!(env!("CARGO_PKG_VERSION"), " (`mgr schema releases` lists the releases of Backend.AI that it knows)");

/// Prepares the PostgreSQL database of a Backend.AI manager, and those of the components beside it.
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
    /// The account manager's database
    #[command(name = AccountManager.word(), visible_alias = AccountManager.other_word())]
    Am(Sibling),
    /// The app-proxy coordinator's database
    #[command(name = AppProxy.word(), visible_alias = AppProxy.other_word())]
    AppProxyCoordinator(Sibling),
}

impl Component {
    /// The options, and the command.
    pub fn into_parts(self) -> (Options, Command) {
        match self {
            Component::Mgr(manager) => (manager.options, manager.command),
            Component::Am(sibling) | Component::AppProxyCoordinator(sibling) => {
                let SiblingCommand::Schema(command) = sibling.command;
                (sibling.options, Command::Schema(command))
            }
        }
    }
}

/// `backend.ai am …` and `backend.ai app-proxy-coordinator …`
#[derive(Debug, Args)]
pub struct Sibling {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: SiblingCommand,
}

/// The commands of components that have a schema, and nothing else that this program knows of.
#[derive(Debug, Subcommand)]
pub enum SiblingCommand {
    /// Prepare, upgrade and check the tables
    #[command(subcommand)]
    Schema(schema::Command),
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
pub fn run(options: Options, command: Command, cancellation: Cancellation) -> Result<Report, Error> {
    let watch = Watch::default();
    let context = Context::new(options, name(&command), cancellation, watch.clone());
    let result = dispatch(command, &context);
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

/// The command's words behind its component's.
fn name(command: &Command) -> &'static str {
    match command {
        Command::Config(_) => "config",
        Command::Dbshell(_) => "dbshell",
        Command::Devdb(_) => "devdb",
        Command::Schema(command) => command.name(),
        Command::Fixture(_) => "fixture",
        Command::Permissions(_) => "permissions",
        Command::GenerateKeypair(_) => "generate-keypair",
    }
}
