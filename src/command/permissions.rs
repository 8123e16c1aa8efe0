//! `mgr permissions`: roles out of role presets.

use std::fmt;
use std::time::Instant;

use clap::Subcommand;
use diesel::PgConnection;
use serde::Serialize;

use super::schema::Durations;
use super::{Context, Error, Report};
use crate::database::Access;
use crate::migration::{Written, runner};
use crate::permission::{self, Scripts};
use crate::progress::{Progress, Unit};
use crate::release;

/// `backend.ai mgr permissions …`
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum Command {
    /// Make the roles that presets want for domains, projects and users, with permissions and grants
    #[command(after_long_help = "Examples:\n  backend.ai mgr permissions provision")]
    Provision,
}

#[derive(Serialize)]
struct Provisioned {
    changed: bool,
    written: Vec<Written>,
    durations: Durations,
}

impl fmt::Display for Provisioned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Provisioned the preset roles.")?;
        for Written { table, inserted, updated, .. } in &self.written {
            match updated {
                0 => write!(f, "\n{table}: {inserted} inserted")?,
                updated => write!(f, "\n{table}: {inserted} inserted, {updated} updated")?,
            }
        }
        Ok(())
    }
}

/// Runs the command.
pub fn run(command: Command, context: &Context) -> Result<Report, Error> {
    let Command::Provision = command;
    let began = Instant::now();
    let mut connection = context.fixture_connection(Access::Write)?;
    let connected = began.elapsed();
    let lock = |connection: &mut PgConnection| context.lock(connection);
    let _progress = Progress::of("making roles", None, Unit::Statement);
    let written = release::guarded(&mut connection, lock, |connection| -> Result<_, Error> {
        let scripts = Scripts::of(&runner::stamps(connection)?)?;
        Ok(permission::provision(connection, scripts, &context.cancellation)?)
    })?;
    Ok(Report::of(&Provisioned {
        changed: !written.is_empty(),
        written,
        durations: Durations::until_now(began, connected),
    }))
}
