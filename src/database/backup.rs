//! `--backup FILE`: pg_dump's custom format, complete and on disk before anything else is done.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

use diesel::PgConnection;

use super::{Cancellation, Error, client};
use crate::config::Target;
use crate::logging::DATABASE;
use crate::took::Took;

/// What was written.
#[derive(Clone, Debug)]
pub struct Backup {
    /// The file.
    pub file: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// How long it took.
    pub took: Took,
}

/// The file cannot be written, or is not what it should be.
#[derive(Debug, thiserror::Error)]
#[error("failed to back up to {}", file.display())]
pub struct BackupError {
    file: PathBuf,
    source: io::Error,
}

/// Makes one of `target`'s database, to which the connection leads. A file that is there is not overwritten; one with that name
/// is complete: until then it has another.
pub fn back_up(
    connection: &mut PgConnection,
    target: &Target,
    file: &Path,
    cancellation: &Cancellation,
) -> Result<Backup, Error> {
    let began = Instant::now();
    let failed = |source| BackupError { file: file.to_owned(), source };
    if file.try_exists().map_err(failed)? {
        return Err(
            failed(io::Error::new(io::ErrorKind::AlreadyExists, "it is there already, and is left as it is")).into()
        );
    }
    client::check_version("pg_dump", target, connection)?;
    let directory = match file.parent() {
        Some(directory) if directory != Path::new("") => directory,
        _ => Path::new("."),
    };
    // It holds passwords: nobody else may read it.
    let partial =
        tempfile::Builder::new().prefix(".backup-").suffix(".partial").tempfile_in(directory).map_err(failed)?;
    log::info!(target: DATABASE, "Backing up database \"{}\" to {}...", target.database, file.display());
    let to = partial.path().as_os_str();
    let mut dump = client::command("pg_dump", target, ["--format=custom".as_ref(), "--file".as_ref(), to]);
    client::start("pg_dump", &mut dump)?.wait(cancellation)?;
    let bytes = complete(partial.path()).map_err(failed)?;
    partial.persist_noclobber(file).map_err(|error| failed(error.error))?;
    File::open(directory).and_then(|directory| directory.sync_all()).map_err(failed)?;
    Ok(Backup { file: file.to_owned(), bytes, took: Took::since(began) })
}

/// The size of a dump that begins as one does, once it is on disk.
fn complete(path: &Path) -> io::Result<u64> {
    let mut file = File::open(path)?;
    let mut begin = [0; 5];
    file.read_exact(&mut begin)?;
    if &begin != b"PGDMP" {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "pg_dump has not written its custom format"));
    }
    file.sync_all()?;
    Ok(file.metadata()?.len())
}
