//! `schema`, of the manager and of every other component: one file a command.

mod apply_missing_revisions;
mod backup;
mod check;
mod create_database;
mod current;
mod downgrade;
mod drop_database;
mod dump_history;
mod facts;
mod history;
mod oneshot;
mod outcome;
mod rehearsal;
mod releases;
mod script;
mod show;
mod stamp;
mod upgrade;

use std::path::{Path, PathBuf};
use std::rc::Rc;

pub(super) use outcome::{Durations, counted};

use clap::{Args, Subcommand};
use diesel::PgConnection;

use super::{Context, SECTION};
use crate::command::Error;
use crate::command::Report;
use crate::config::Target;
use crate::database::Access;
use crate::etcd::{Ask, Import};
use crate::migration::Hook;
use crate::migration::options::RunOptions;
use crate::release::Component;

/// `backend.ai mgr schema …`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Prepare the database: create a fresh one, upgrade an existing one
    Oneshot(oneshot::Oneshot),
    /// Create the empty database that oneshot wants
    CreateDatabase(create_database::CreateDatabase),
    /// Drop the database with all that is in it
    DropDatabase(drop_database::DropDatabase),
    /// Show the revision of the database and the newest one
    Show(show::Show),
    /// List the releases that are embedded
    Releases(releases::Releases),
    /// Tell whether the database is where it should be (status 0, 20 pending, 21 drift, 13, 14)
    Check(check::Check),
    /// Print the facts of the database's schema, one a line
    Facts(facts::FactsArgs),
    /// Show the revision of the database
    Current(current::Current),
    /// Show the newest revision
    Heads(current::Heads),
    /// Show the history of revisions
    History(history::HistoryArgs),
    /// Go up to a revision or a release
    Upgrade(upgrade::Upgrade),
    /// Go down to a revision or a release
    Downgrade(downgrade::Downgrade),
    /// Write the revision of the database without running anything
    Stamp(stamp::Stamp),
    /// Print the history of revisions as JSON
    DumpHistory(dump_history::DumpHistory),
    /// Run the revisions that the history of VERSION lacks
    ApplyMissingRevisions(apply_missing_revisions::ApplyMissingRevisions),
}

/// Which database.
#[derive(Debug, Args)]
pub struct DatabaseArgs {
    /// The file with the URL of the database [default: alembic.ini; of other components alembic-accountmgr.ini, alembic-appproxy.ini]
    #[arg(short = 'f', long, help_heading = "Database", value_name = "PATH")]
    alembic_config: Option<PathBuf>,
    /// The section of that file
    #[arg(long, help_heading = "Database", value_name = "NAME", default_value = SECTION)]
    pub section: String,
}

impl DatabaseArgs {
    /// The file with the URL.
    pub fn file(&self) -> &Path {
        self.alembic_config.as_deref().unwrap_or(Path::new(Component::chosen().alembic_ini()))
    }

    fn target(&self, context: &Context) -> Result<Target, Error> {
        Ok(context.schema_configuration(self.file(), &self.section)?.target)
    }

    fn connect(&self, context: &Context, access: Access) -> Result<PgConnection, Error> {
        connect(&self.target(context)?, context, access)
    }
}

fn connect(target: &Target, context: &Context, access: Access) -> Result<PgConnection, Error> {
    let connection = context.connect(target, access)?;
    log::info!(target: crate::logging::MIGRATION, "Context impl PostgresqlImpl.");
    log::info!(target: crate::logging::MIGRATION, "Will assume transactional DDL.");
    Ok(connection)
}

/// Whether etcd is asked for what one revision of 24.09 takes from there.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct EtcdOptions {
    /// Take container registries from the manager's etcd, or fail [default: if it answers]
    #[arg(long, help_heading = "etcd", conflicts_with = "no_etcd")]
    etcd: bool,
    /// Do not ask the manager's etcd for container registries
    #[arg(long, help_heading = "etcd")]
    no_etcd: bool,
}

impl EtcdOptions {
    fn hook(self, context: &Context) -> Rc<dyn Hook> {
        let ask = match self {
            EtcdOptions { etcd: true, .. } => Ask::Must,
            EtcdOptions { no_etcd: true, .. } => Ask::Never,
            EtcdOptions { .. } => Ask::IfThere,
        };
        Rc::new(Import::new(ask, context.options.config_path.clone(), context.secrets()))
    }
}

/// Runs the command.
pub fn run(command: Command, context: &Context) -> Result<Report, Error> {
    match command {
        Command::Oneshot(command) => oneshot::run(&command, context),
        Command::CreateDatabase(command) => create_database::run(&command, context),
        Command::DropDatabase(command) => drop_database::run(&command, context),
        Command::Show(command) => show::run(&command, context),
        Command::Releases(command) => releases::run(&command),
        Command::Check(command) => check::run(&command, context),
        Command::Facts(command) => facts::run(&command, context),
        Command::Current(command) => current::run(&command, context),
        Command::Heads(command) => current::heads(&command),
        Command::History(command) => history::run(&command, context),
        Command::Upgrade(command) => upgrade::run(&command, context),
        Command::Downgrade(command) => downgrade::run(&command, context),
        Command::Stamp(command) => stamp::run(&command, context),
        Command::DumpHistory(command) => dump_history::run(&command),
        Command::ApplyMissingRevisions(command) => apply_missing_revisions::run(&command, context),
    }
}

/// What a command that changes the database allows, before its own options.
fn options(context: &Context) -> RunOptions {
    RunOptions::new(EtcdOptions::default().hook(context), context.options.lock_timeout, context.cancellation.clone())
}
