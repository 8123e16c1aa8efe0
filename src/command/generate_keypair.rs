//! `mgr generate-keypair`: a random keypair, as the reference prints it.

use std::fmt;

use clap::Args;
use serde::Serialize;

use crate::command::Error;
use crate::command::Report;
use crate::fixture;
use crate::fixture::keypair::Keypair;

/// `backend.ai mgr generate-keypair`
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr generate-keypair")]
pub struct GenerateKeypair {}

/// What is printed.
#[derive(Serialize)]
struct Generated<'a> {
    access_key: &'a str,
    secret_key: &'a str,
}

impl fmt::Display for Generated<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Access Key: {} ({} bytes)", self.access_key, self.access_key.len())?;
        write!(f, "Secret Key: {} ({} bytes)", self.secret_key, self.secret_key.len())
    }
}

/// Runs the command.
pub fn run(_command: GenerateKeypair) -> Result<Report, Error> {
    let keypair = Keypair::random().map_err(fixture::Error::from)?;
    let (access_key, secret_key) = (&keypair.access_key, keypair.secret_key.expose());
    Ok(Report::of(&Generated { access_key, secret_key }))
}
