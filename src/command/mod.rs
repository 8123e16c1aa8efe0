//! One file a command; the command line as types, and the dispatch.

mod completion;
mod config;
mod confirm;
mod context;
mod dbshell;
mod devdb;
mod error;
mod fixture;
mod generate_keypair;
mod help;
mod man;
mod misuse;
mod options;
mod permissions;
mod report;
mod schema;
mod version;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};

pub(crate) use context::{Context, SECTION};
pub(crate) use error::Error;
pub(crate) use misuse::misuse;
pub(crate) use options::Options;
pub(crate) use report::{Invocation, Report, finish};

use crate::database::{Cancellation, Watch};
use crate::logging::DATABASE;
use crate::release::Component::{AccountManager, AppProxy};

/// From nothing to a database that the manager can work with.
const EXAMPLES: &str = "Examples:
  backend.ai mgr config init
  backend.ai mgr config localize --db-addr localhost:5432 --db-user manager
  backend.ai mgr schema oneshot --create-db
  backend.ai mgr fixture populate users.json
  backend.ai mgr permissions provision";

/// What the program is called where nothing else has that name. `backend-ai` is it everywhere.
const NAME: &str = "backend.ai";

/// Prepares the PostgreSQL database of a Backend.AI manager, and those of the components beside it.
#[derive(Debug, Parser)]
#[command(name = NAME, bin_name = NAME, version)]
#[command(after_long_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    pub component: Component,
}

impl Cli {
    /// The command line, and the words of its command: `mgr schema oneshot`.
    pub fn understand(arguments: &[OsString]) -> Result<(Cli, String), clap::Error> {
        // Examples and statuses are put together for whoever asks for help.
        let matches = Cli::command().try_get_matches_from(arguments).or_else(|error| match error.kind() {
            ErrorKind::DisplayHelp => help::command().try_get_matches_from(arguments),
            _ => Err(error),
        })?;
        let mut words = Vec::new();
        let mut at = &matches;
        while let Some((word, below)) = at.subcommand() {
            words.push(word);
            at = below;
        }
        let cli = Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut Cli::command()))?;
        Ok((cli, words.join(" ")))
    }
}

/// The component whose database is meant.
#[derive(Debug, Subcommand)]
#[allow(clippy::large_enum_variant)] // there is one in a run
pub enum Component {
    /// The manager's database
    Mgr(Manager),
    /// The account manager's database
    #[command(name = AccountManager.word(), visible_alias = AccountManager.other_word())]
    Am(Sibling),
    /// The app-proxy coordinator's database
    #[command(name = AppProxy.word(), visible_alias = AppProxy.other_word())]
    AppProxyCoordinator(Sibling),
    #[command(flatten)]
    Documentation(Documentation),
}

impl Component {
    /// Whether results are for programs.
    pub fn is_json(&self) -> bool {
        match self {
            Component::Mgr(manager) => manager.options.json,
            Component::Am(sibling) | Component::AppProxyCoordinator(sibling) => sibling.options.json,
            Component::Documentation(Documentation::Version(version)) => version.json,
            Component::Documentation(_) => false,
        }
    }

    /// The options, and the command on a component's database; what works on none has neither.
    pub fn into_parts(self) -> Result<(Options, Command), Documentation> {
        match self {
            Component::Mgr(manager) => Ok((manager.options, manager.command)),
            Component::Am(sibling) | Component::AppProxyCoordinator(sibling) => {
                let SiblingCommand::Schema(command) = sibling.command;
                Ok((sibling.options, Command::Schema(command)))
            }
            Component::Documentation(documentation) => Err(documentation),
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

/// What the program tells of itself; no configuration, no connection.
#[derive(Debug, Subcommand)]
pub enum Documentation {
    /// Tell what this program is, and what is inside
    Version(version::VersionArgs),
    /// Print what a shell needs to complete the program's commands and options
    Completion(completion::Completion),
    /// Print the manual page, or write those of all commands into a directory
    Man(man::Man),
}

impl Documentation {
    /// Runs the command.
    pub fn run(self) -> Result<Report, Error> {
        match self {
            Documentation::Version(_) => Ok(version::run()),
            Documentation::Completion(completion) => completion.run(),
            Documentation::Man(man) => man.run(),
        }
    }
}

/// `backend.ai mgr …`
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Manager {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Command,
}

/// The commands of `backend.ai mgr`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the configuration, and show what is understood of it
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

/// Runs one command on a component's database.
pub fn run(options: Options, command: Command, words: &str, cancellation: Cancellation) -> Result<Report, Error> {
    let watch = Watch::default();
    let context = Context::new(options, words, cancellation, watch.clone());
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
