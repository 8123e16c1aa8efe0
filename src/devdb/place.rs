//! Where the cluster's files are: below the state directory, or where the server's user can get at them.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, symlink};
use std::path::{Path, PathBuf};

use super::{Account, Error};

/// The state directory of a checkout or of a working directory.
pub const STATE: &str = ".backend.ai";

/// For clusters whose user cannot enter the state directory (root's home, say).
const ELSEWHERE: &str = "/var/tmp";

/// The directory of one cluster, private to the server's user, and that user.
#[derive(Clone, Debug)]
pub struct Place {
    /// Holds `data`, `socket` and `server.log`.
    pub directory: PathBuf,
    /// Whom it belongs to.
    pub account: Account,
    /// The link to it in the state directory, when it is elsewhere.
    pub link: Option<PathBuf>,
}

impl Place {
    /// The place that exists below `state`, if any.
    ///
    /// # Errors
    /// When it belongs to somebody else.
    pub fn existing(state: &Path) -> Result<Option<Place>, Error> {
        let entry = state.join("devdb");
        let Ok(directory) = entry.canonicalize() else { return Ok(None) };
        let account = Account::of_existing(&directory)?;
        Ok(Some(Place { directory, account, link: entry.is_symlink().then_some(entry) }))
    }

    /// The place below `state`, made when it is not there.
    ///
    /// # Errors
    /// When it cannot be made, or belongs to somebody else.
    pub fn make(state: &Path) -> Result<Place, Error> {
        if let Some(place) = Place::existing(state)? {
            return Ok(place);
        }
        let account = Account::for_new_cluster()?;
        fs::create_dir_all(state).map_err(Error::file("create", state))?;
        let state = state.canonicalize().map_err(Error::file("find", state))?;
        let entry = state.join("devdb");
        if entry.is_symlink() {
            // What it led to is gone, as files in /var/tmp may be.
            fs::remove_file(&entry).map_err(Error::file("remove", &entry))?;
        }
        if account.can_enter(&state) {
            create_private(&entry).map_err(Error::file("create", &entry))?;
            account.give(&entry)?;
            return Ok(Place { directory: entry, account, link: None });
        }
        let directory = Place::temporary(Path::new(ELSEWHERE), "backend.ai-devdb", &account)?;
        symlink(&directory, &entry).map_err(Error::file("create", &entry))?;
        Ok(Place { directory, account, link: Some(entry) })
    }

    /// A new private directory with a name that nobody has.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn temporary(parent: &Path, prefix: &str, account: &Account) -> Result<PathBuf, Error> {
        let mut number = std::process::id();
        loop {
            let directory = parent.join(format!("{prefix}-{number}"));
            match create_private(&directory) {
                Ok(()) => {
                    account.give(&directory)?;
                    return Ok(directory);
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number = number.wrapping_add(1),
                Err(error) => return Err(Error::file("create", directory)(error)),
            }
        }
    }

    /// Removes everything.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn remove(self) -> Result<(), Error> {
        fs::remove_dir_all(&self.directory).map_err(Error::file("remove", &self.directory))?;
        match self.link {
            Some(link) => fs::remove_file(&link).map_err(Error::file("remove", &link)),
            None => Ok(()),
        }
    }
}

/// Holds off every other run that changes the cluster below `state`, until the file is dropped.
///
/// # Errors
/// When the state directory cannot be written.
pub fn lock(state: &Path) -> Result<File, Error> {
    fs::create_dir_all(state).map_err(Error::file("create", state))?;
    let path = state.join("lock");
    let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let file = open.map_err(Error::file("open", &path))?;
    file.lock().map_err(Error::file("lock", &path))?;
    Ok(file)
}

fn create_private(directory: &Path) -> std::io::Result<()> {
    DirBuilder::new().mode(0o700).create(directory)
}
