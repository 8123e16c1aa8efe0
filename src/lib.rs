//! Prepares the PostgreSQL database of a Backend.AI manager.
//!
//! Data flows one way: arguments → configuration → connection → plan → one transaction → report.
//!
//! * [`cli`]: the command line as types, no behaviour
//! * [`command`]: one file a command; reads the configuration, opens the connection, calls the rest
//! * [`config`]: alembic.ini, manager.toml, URLs and secrets: text in, values out
//! * [`devdb`]: a private PostgreSQL server for development and tests
//! * [`report`]: results on stdout, as text or JSON
//! * [`error`]: what can fail, its class and exit status
//! * [`logging`]: log lines on stderr

pub mod cli;
pub mod command;
pub mod config;
pub mod devdb;
pub mod error;
pub mod logging;
pub mod report;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

/// Runs one command line, prints its result, and returns its exit status.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match cli::Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        // Help and version are results; the rest is status 2. A closed pipe is nobody's failure.
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let cli::Component::Mgr(manager) = cli.component;
    logging::init(manager.options.debug);
    let json = manager.options.json;
    let result = command::run(manager);
    ExitCode::from(report::finish(result, json))
}
