//! `mgr generate-keypair`: a random keypair, as the reference prints it.

use clap::Args;
use serde_json::json;

use crate::command::Error;
use crate::command::Report;
use crate::fixture;
use crate::fixture::keypair::Keypair;

/// `backend.ai mgr generate-keypair`
#[derive(Debug, Args)]
pub struct GenerateKeypair {}

/// Runs the command.
pub fn run(_command: GenerateKeypair) -> Result<Report, Error> {
    let keypair = Keypair::random().map_err(fixture::Error::from)?;
    let (access_key, secret_key) = (&keypair.access_key, keypair.secret_key.expose());
    let text = format!(
        "Access Key: {access_key} ({} bytes)\nSecret Key: {secret_key} ({} bytes)",
        access_key.len(),
        secret_key.len()
    );
    Ok(Report::new(text, json!({ "changed": false, "access_key": access_key, "secret_key": secret_key })))
}
