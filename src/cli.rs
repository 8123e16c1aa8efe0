//! The command line as types. No behaviour: what a command does stands in [`crate::command`].

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::command;

/// Prepares the PostgreSQL database of a Backend.AI manager.
#[derive(Debug, Parser)]
#[command(name = "backend.ai", version, disable_help_subcommand = true)]
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

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Options {
    /// manager.toml [default: looked for in the usual places]
    #[arg(short = 'f', long = "config-path", visible_alias = "config", value_name = "PATH")]
    pub config_path: Option<PathBuf>,
    /// Log every statement and decision
    #[arg(long, global = true)]
    pub debug: bool,
    /// Print the result as one JSON document
    #[arg(long, global = true)]
    pub json: bool,
}

/// The commands of `backend.ai mgr`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show what was understood of the configuration
    #[command(subcommand)]
    Config(command::config::Command),
}
