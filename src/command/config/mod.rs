//! `mgr config`: what was understood of the configuration, and how to write it.

mod encode_url;
mod init;
mod localize;
mod show;

use clap::Subcommand;

use super::{Error, Options, Report};

/// `backend.ai mgr config …`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write alembic.ini and manager.toml, to be filled in
    Init(init::Init),
    /// Write the database's address, role and password into alembic.ini and manager.toml; the password is asked for, or read from stdin or
    /// --password-file
    Localize(localize::Localize),
    /// Print the connection that alembic.ini and manager.toml give, and where each part comes from
    Show(show::Show),
    /// Print the URL for alembic.ini, every special character encoded; the password is read from stdin or --password-file
    EncodeUrl(encode_url::EncodeUrl),
}

/// Runs the command.
pub fn run(command: Command, options: &Options) -> Result<Report, Error> {
    match command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Localize(arguments) => localize::run(&arguments, options),
        Command::Show(arguments) => show::run(&arguments, options),
        Command::EncodeUrl(arguments) => encode_url::run(&arguments, options),
    }
}
