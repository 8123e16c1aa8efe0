//! `mgr config localize`: this host's database into alembic.ini and manager.toml, whatever its password is made of.

use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::NamedTempFile;

use super::init::{Files, SAMPLES};
use crate::command::{Error, Options, Report, SECTION};
use crate::config::localize::{Database, alembic_ini, manager_toml};
use crate::config::{self, Host, Secret, secrets};

/// `backend.ai mgr config localize …`
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr config localize --db-addr localhost:8100 --db-user postgres")]
pub struct Localize {
    /// Where the files are; one that is missing is made out of the sample
    #[arg(value_name = "DIRECTORY", default_value = ".")]
    directory: PathBuf,
    /// The server, HOST:PORT
    #[arg(long, value_name = "HOST:PORT", value_parser = address)]
    db_addr: Host,
    /// The role
    #[arg(long, value_name = "ROLE")]
    db_user: String,
    /// The database
    #[arg(long, value_name = "NAME", default_value = "backend")]
    db_name: String,
}

fn address(text: &str) -> Result<Host, String> {
    config::manager_toml::host_and_port(text).map_err(|problem| problem.to_string())
}

/// Runs the command. Both files are thought through before the first is written.
pub fn run(localize: &Localize, options: &Options) -> Result<Report, Error> {
    let password = password(localize, options)?;
    let database = Database {
        host: &localize.db_addr.name,
        port: localize.db_addr.port.unwrap_or(5432),
        name: &localize.db_name,
        user: &localize.db_user,
        password: &password,
    };
    let mut files = Vec::new();
    for (name, sample) in SAMPLES {
        let path = localize.directory.join(name);
        let before = config::read(&path)?;
        let text = before.as_deref().unwrap_or(sample);
        let after = match name {
            "alembic.ini" => alembic_ini(text, SECTION, &database),
            _ => manager_toml(text, &database),
        };
        let after = after.map_err(|error| config::located(&path, error))?;
        files.push((path, before, after));
    }
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for (path, before, after) in files {
        let private = path.metadata().is_ok_and(|metadata| metadata.mode() & 0o077 == 0);
        if private && before.as_deref() == Some(&after) {
            kept.push(path);
            continue;
        }
        replace(&path, &after).map_err(|source| Error::Write { path: path.display().to_string(), source })?;
        written.push(path);
    }
    Ok(Report::of(&Files::new(written, kept, ["written", "says so already"])))
}

/// From --password-file, a pipe, or whoever sits there.
fn password(localize: &Localize, options: &Options) -> Result<Secret, Error> {
    if options.password_file.is_none() && io::stdin().is_terminal() {
        let typed = rpassword::prompt_password(format!("Password of role {}: ", localize.db_user));
        return typed.map(Secret::new).map_err(|source| Error::Write { path: "the terminal".to_owned(), source });
    }
    Ok(secrets::password_file_or_stdin(options.password_file.as_deref())?)
}

/// A file that only its owner can read, there as a whole or not at all; it stays whose it was.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    // Not the link, but what it leads to.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let directory = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(directory)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    if let (Ok(before), Ok(now)) = (path.metadata(), file.as_file().metadata())
        && (before.uid(), before.gid()) != (now.uid(), now.gid())
    {
        chown(file.path(), Some(before.uid()), Some(before.gid()))?;
    }
    file.persist(path)?;
    Ok(())
}
