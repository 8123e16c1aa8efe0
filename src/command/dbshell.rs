//! `mgr dbshell`: psql on the manager's database.

use std::ffi::OsString;
use std::os::unix::process::CommandExt;

use clap::Args;

use super::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::{self, client};

const PSQL: &str = "psql";

/// `backend.ai mgr dbshell …`
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr dbshell
  backend.ai mgr dbshell -c 'TABLE alembic_version'")]
pub struct Dbshell {
    /// What psql gets besides the connection, such as `-c 'SELECT …'`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "PSQL_ARGUMENT")]
    arguments: Vec<OsString>,
}

/// Becomes psql; returns only when that fails.
pub fn run(command: Dbshell, context: &Context) -> Result<Report, Error> {
    let configured = context.manager_configuration()?;
    let error = client::command(PSQL, &configured.target, &command.arguments).exec();
    Err(database::Error::from(client::not_run(PSQL, error)).into())
}
