//! PostgreSQL's own client programs on the database of this one: psql, pg_dump, pg_restore.

use std::env;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use diesel::dsl::sql;
use diesel::sql_types::Integer;
use diesel::{PgConnection, RunQueryDsl};

use super::{Cancellation, Error, failed};
use crate::config::{Secret, Target};

/// How often a program is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// A program could not be run, or failed.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// There is none.
    #[error(
        "found no {0} in PG_BINDIR and PATH: install PostgreSQL's client programs (Debian: postgresql-client, Red Hat: postgresql)"
    )]
    NotFound(&'static str),
    /// There is one that cannot be run.
    #[error("failed to run {program}")]
    Run {
        /// Which.
        program: &'static str,
        /// Why.
        source: io::Error,
    },
    /// It would refuse the server.
    #[error(
        "{program} is of PostgreSQL {found}, and the server of {server}: install the client programs of {server} or newer, or name \
         their directory in PG_BINDIR"
    )]
    Version {
        /// Which.
        program: &'static str,
        /// Its major version.
        found: i32,
        /// The server's.
        server: i32,
    },
    /// It ended with a failure.
    #[error("{program} failed ({status}): {words}")]
    Failed {
        /// Which.
        program: &'static str,
        /// How it ended.
        status: ExitStatus,
        /// What it said.
        words: String,
    },
}

/// The program's call: with PG_BINDIR's, or the PATH's. The password goes by the child's environment: arguments are for everybody to see.
pub fn command(program: &str, target: &Target, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let named = env::var_os("PG_BINDIR").map(|directory| PathBuf::from(directory).join(program));
    let mut command = Command::new(named.filter(|path| path.is_file()).unwrap_or_else(|| program.into()));
    command.args(arguments).arg(format!("--dbname={}", target.primary().conninfo_without_password()));
    match target.password.as_ref().map(Secret::expose) {
        Some(password) => command.env("PGPASSWORD", password),
        None => command.env_remove("PGPASSWORD"),
    };
    command
}

/// A program that runs; ended when it is dropped.
pub struct Running {
    program: &'static str,
    child: Child,
    errors: File,
}

/// Starts one that never asks for a password.
pub fn start(program: &'static str, command: &mut Command) -> Result<Running, ClientError> {
    let run = |source| not_run(program, source);
    let errors = tempfile::tempfile().map_err(run)?;
    // What it says stands between this program's own messages, which are English.
    let command = command.arg("--no-password").env("LC_ALL", "C").stderr(errors.try_clone().map_err(run)?);
    let child = command.spawn().map_err(run)?;
    Ok(Running { program, child, errors })
}

impl Running {
    /// What it writes to its standard output, where that is a pipe.
    pub fn output(&mut self) -> Stdio {
        self.child.stdout.take().map_or_else(Stdio::null, Stdio::from)
    }

    /// Waits for its end.
    pub fn wait(mut self, cancellation: &Cancellation) -> Result<(), Error> {
        let program = self.program;
        let run = |source| not_run(program, source);
        let status = loop {
            match self.child.try_wait().map_err(run)? {
                Some(status) => break status,
                None => cancellation.sleep(PAUSE)?,
            }
        };
        // Ctrl-C ends it before this program hears of it.
        cancellation.check()?;
        if status.success() {
            return Ok(());
        }
        let mut words = String::new();
        let _ = self.errors.rewind().and_then(|()| self.errors.read_to_string(&mut words));
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Err(ClientError::Failed { program, status, words }.into())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Refuses a program that is older than the server of this connection: it would refuse the server.
pub fn check_version(program: &'static str, target: &Target, connection: &mut PgConnection) -> Result<(), Error> {
    let query = sql::<Integer>("current_setting('server_version_num')::integer / 10000");
    let server: i32 = diesel::select(query).get_result(connection).map_err(failed)?;
    let output = command(program, target, ["--version"]).output().map_err(|source| not_run(program, source))?;
    match major(&String::from_utf8_lossy(&output.stdout)) {
        Some(found) if found < server => Err(ClientError::Version { program, found, server }.into()),
        _ => Ok(()),
    }
}

/// Why a program could not be run.
pub fn not_run(program: &'static str, source: io::Error) -> ClientError {
    match source.kind() {
        io::ErrorKind::NotFound => ClientError::NotFound(program),
        _ => ClientError::Run { program, source },
    }
}

/// `pg_dump (PostgreSQL) 15.18 (Debian …)`, also `17beta1`
fn major(version: &str) -> Option<i32> {
    let number = version.split(") ").nth(1)?;
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    number[..end].parse().ok()
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
        let psql = command("psql", &target, ["-c", "SELECT 1"]);
        let arguments: Vec<_> = psql.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect();
        assert_eq!(arguments[..2], ["-c", "SELECT 1"]);
        assert!(arguments[2].starts_with("--dbname=host='h' port='1' user='u' dbname='d' "), "{arguments:?}");
        assert!(arguments.iter().all(|argument| !argument.contains("p@ss")), "{arguments:?}");
    }

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(major("pg_dump (PostgreSQL) 19beta1\n"), Some(19));
        assert_eq!(major("what"), None);
    }
}
