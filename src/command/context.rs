//! What every command works with: the options, the configuration and the connection, each read or made on first use.

use diesel::PgConnection;

use crate::cli::Options;
use crate::config::Target;
use crate::database::{self, Access, ConnectError, ConnectOptions, Interruption};
use crate::error::Error;
use crate::logging::DATABASE;

/// Made once a run.
#[derive(Debug)]
pub struct Context {
    /// The options that every command takes.
    pub options: Options,
    /// To be asked in long work between statements.
    pub interruption: Interruption,
    /// The command's words, which pg_stat_activity shows.
    command: String,
}

impl Context {
    /// Nothing is read or connected yet.
    pub fn new(options: Options, command: impl Into<String>, interruption: Interruption) -> Self {
        Context { options, interruption, command: command.into() }
    }

    /// A connection to `target`, as the options say; from here on signals roll back.
    pub fn connect(&self, target: &Target, access: Access) -> Result<PgConnection, Error> {
        if let Err(error) = self.interruption.arm() {
            log::warn!(target: DATABASE, "SIGINT and SIGTERM will not roll back in order: {error}");
        }
        let options = ConnectOptions {
            access,
            wait: self.options.wait,
            lock_timeout: Some(self.options.lock_timeout),
            application_name: format!("backend.ai {}", self.command),
            interruption: self.interruption.clone(),
        };
        database::connect(target, &options).map_err(|error: ConnectError| database::Error::from(error).into())
    }
}
