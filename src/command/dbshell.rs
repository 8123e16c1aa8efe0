//! `mgr dbshell`: psql on the manager's database.

use std::ffi::OsString;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::Command;

use clap::Args;

use super::Context;
use crate::command::Error;
use crate::command::Report;
use crate::config::{Secret, Target};
use crate::exit_status::ExitStatus;

/// `backend.ai mgr dbshell …`
#[derive(Debug, Args)]
pub struct Dbshell {
    /// What psql gets besides the connection, such as `-c 'SELECT …'`
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "PSQL_ARGUMENT")]
    arguments: Vec<OsString>,
}

/// psql could not be started.
#[derive(Debug, thiserror::Error)]
pub enum DbshellError {
    /// There is none.
    #[error("found no psql in PATH: install PostgreSQL's client (Debian: postgresql-client, Red Hat: postgresql)")]
    NoPsql,
    /// There is one that cannot be run.
    #[error("failed to run psql: {0}")]
    Run(io::Error),
}

impl DbshellError {
    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        ExitStatus::Failed
    }
}

/// Becomes psql; returns only when that fails.
pub fn run(command: Dbshell, context: &Context) -> Result<Report, Error> {
    let configured = context.manager_configuration()?;
    let error = psql(&configured.target, &command.arguments).exec();
    Err(match error.kind() {
        io::ErrorKind::NotFound => DbshellError::NoPsql,
        _ => DbshellError::Run(error),
    }
    .into())
}

/// The password goes by the child's environment: arguments are for everybody to see.
fn psql(target: &Target, arguments: &[OsString]) -> Command {
    let mut psql = Command::new("psql");
    psql.args(arguments).arg(format!("--dbname={}", target.conninfo_without_password()));
    match target.password.as_ref().map(Secret::expose) {
        Some(password) => psql.env("PGPASSWORD", password),
        None => psql.env_remove("PGPASSWORD"),
    };
    psql
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::Host;

    #[test]
    fn the_password_is_no_argument() {
        let target = Target {
            hosts: vec![Host { name: "h".into(), port: Some(1) }],
            user: "u".into(),
            password: Some(Secret::new("p@ss w")),
            database: "d".into(),
            parameters: BTreeMap::new(),
        };
        let psql = psql(&target, &["-c".into(), "SELECT 1".into()]);
        let arguments: Vec<_> = psql.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect();
        assert_eq!(arguments[..2], ["-c", "SELECT 1"]);
        assert!(arguments[2].starts_with("--dbname=host='h' port='1' user='u' dbname='d' "), "{arguments:?}");
        assert!(arguments.iter().all(|argument| !argument.contains("p@ss")), "{arguments:?}");
    }
}
