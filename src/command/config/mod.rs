//! `mgr config`: what was understood of the configuration, and how to write it.

mod encode_url;
mod init;
mod show;

use clap::Subcommand;

use super::{Error, Options, Report};

/// `backend.ai mgr config …`
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write alembic.ini and manager.toml, to be filled in
    Init(init::Init),
    /// Print the connection that alembic.ini and manager.toml give, and where each part comes from
    Show(show::Show),
    /// Print the URL for alembic.ini, every special character encoded; the password is read from stdin or --password-file
    EncodeUrl(encode_url::EncodeUrl),
}

/// Runs the command.
pub fn run(command: Command, options: &Options) -> Result<Report, Error> {
    match command {
        Command::Init(arguments) => init::run(&arguments),
        Command::Show(arguments) => show::run(&arguments, options),
        Command::EncodeUrl(arguments) => encode_url::run(&arguments, options),
    }
}
