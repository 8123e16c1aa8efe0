//! `mgr config encode-url`: a URL that says exactly what is meant.

use std::fmt;

use clap::Args;
use serde::Serialize;

use crate::command::{Error, Options, Report};
use crate::config::{manager_toml, secrets, url};

/// The parts of the URL, as they are: nothing encoded.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr config encode-url --ini --password-file secret
  backend.ai mgr config encode-url --host db --user manager --no-password")]
pub struct EncodeUrl {
    /// The role
    #[arg(long, default_value = "postgres")]
    pub user: String,
    /// A name, an address or the directory of a socket
    #[arg(long, default_value = "localhost", value_parser = host)]
    pub host: String,
    /// The port [default: PostgreSQL's, 5432]
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..))]
    pub port: Option<u16>,
    /// The name of the database
    #[arg(long, default_value = "backend")]
    pub database: String,
    /// Leave the password to PGPASSFILE or ~/.pgpass
    #[arg(long)]
    pub no_password: bool,
    /// Double every %, as alembic.ini wants it
    #[arg(long)]
    pub ini: bool,
}

fn host(text: &str) -> Result<String, String> {
    manager_toml::host_name(text).map_err(|_| "not one host name, address or socket directory".to_owned())
}

/// A URL for alembic.ini.
#[derive(Serialize)]
struct Encoded {
    url: String,
}

impl fmt::Display for Encoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

/// Runs the command.
pub fn run(parts: &EncodeUrl, options: &Options) -> Result<Report, Error> {
    let password = match parts.no_password {
        true => None,
        false => Some(secrets::password_file_or_stdin(options.password_file.as_deref())?),
    };
    let url = url::compose(&parts.user, password.as_ref(), &parts.host, parts.port, &parts.database);
    let url = if parts.ini { url.replace('%', "%%") } else { url };
    Ok(Report::of(&Encoded { url }))
}
