//! Where the cluster's files are: below the state directory, or where the server's user can get at them.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, symlink};
use std::path::{Path, PathBuf};

use super::{Error, OsUser};

/// The state directory of a checkout or of a working directory.
pub const STATE: &str = ".backend.ai";

/// For clusters whose user cannot enter the state directory (root's home, say).
const ELSEWHERE: &str = "/var/tmp";

/// The name of a directory there, before its number.
const PREFIX: &str = "backend.ai-devdb-";

/// The file by which a directory is known as one of ours.
const MARKER: &str = "made-by-backend.ai";

/// The directory of one cluster, private to the server's user, and that user.
#[derive(Clone, Debug)]
pub struct ClusterDir {
    /// Holds `data`, the socket and `server.log`.
    pub directory: PathBuf,
    /// Whom it belongs to.
    pub account: OsUser,
    /// The link to it in the state directory, when it is elsewhere.
    pub link: Option<PathBuf>,
}

impl ClusterDir {
    /// The place that exists below `state`, if any.
    ///
    /// # Errors
    /// When it belongs to somebody else, or is a link to somewhere else than to where this program puts clusters.
    pub fn existing(state: &Path) -> Result<Option<ClusterDir>, Error> {
        let entry = state.join("devdb");
        let Ok(directory) = entry.canonicalize() else { return Ok(None) };
        if entry.is_symlink() && !is_elsewhere(&directory) {
            return Err(Error::Foreign { path: entry, why: "it is a link to another directory" });
        }
        let account = OsUser::of_existing(&directory)?;
        Ok(Some(ClusterDir { directory, account, link: entry.is_symlink().then_some(entry) }))
    }

    /// The place below `state`, made when it is not there.
    ///
    /// # Errors
    /// When it cannot be made, or belongs to somebody else.
    pub fn make(state: &Path) -> Result<ClusterDir, Error> {
        if let Some(place) = ClusterDir::existing(state)? {
            return Ok(place);
        }
        let account = OsUser::for_new_cluster()?;
        fs::create_dir_all(state).map_err(Error::file("create", state))?;
        let state = state.canonicalize().map_err(Error::file("find", state))?;
        let entry = state.join("devdb");
        if entry.is_symlink() {
            // What it led to is gone, as files in /var/tmp may be.
            fs::remove_file(&entry).map_err(Error::file("remove", &entry))?;
        }
        if account.can_enter(&state) {
            create_private(&entry).map_err(Error::file("create", &entry))?;
            return ClusterDir { directory: entry, account, link: None }.marked();
        }
        let mut number = std::process::id();
        let directory = loop {
            let directory = Path::new(ELSEWHERE).join(format!("{PREFIX}{number}"));
            match create_private(&directory) {
                Ok(()) => break directory,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => number = number.wrapping_add(1),
                Err(error) => return Err(Error::file("create", directory)(error)),
            }
        };
        symlink(&directory, &entry).map_err(Error::file("create", &entry))?;
        ClusterDir { directory, account, link: Some(entry) }.marked()
    }

    /// The new directory, known as one of ours and given to the server's user.
    fn marked(self) -> Result<ClusterDir, Error> {
        let marker = self.directory.join(MARKER);
        fs::write(&marker, "").map_err(Error::file("write", &marker))?;
        self.account.give(&marker)?;
        self.account.give(&self.directory)?;
        Ok(self)
    }

    /// That this program made the directory: it has the marker, or what an earlier version left in its place, and its data are those
    /// of a cluster or not yet there.
    ///
    /// # Errors
    /// When it did not.
    pub fn check_ours(&self) -> Result<(), Error> {
        let has = |name: &str| self.directory.join(name).exists();
        let why = match (has(MARKER) || has(super::cluster::MADE_WITH), has("data/PG_VERSION") || !has("data")) {
            (true, true) => return Ok(()),
            (false, _) => "it lacks the file that would tell so",
            (true, false) => "there is no PG_VERSION in its data",
        };
        Err(Error::Foreign { path: self.directory.clone(), why })
    }

    /// Removes everything, if this program made it.
    ///
    /// # Errors
    /// When it did not, or when the file system refuses.
    pub fn remove(self) -> Result<(), Error> {
        self.check_ours()?;
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

/// Whether a directory is one that [`ClusterDir::make`] puts beside the state directory.
fn is_elsewhere(directory: &Path) -> bool {
    let parent = Path::new(ELSEWHERE).canonicalize().ok();
    let number = directory.file_name().and_then(|name| name.to_str()).and_then(|name| name.strip_prefix(PREFIX));
    parent.is_some_and(|parent| directory.parent() == Some(&parent))
        && number.is_some_and(|number| number.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbered_directories_beside_are_elsewhere() {
        let beside = Path::new(ELSEWHERE).canonicalize().unwrap();
        assert!(is_elsewhere(&beside.join("backend.ai-devdb-4711")));
        for other in ["backend.ai-devdb-", "backend.ai-devdb-x", "backend.ai-devdb-1/data", "systemd-private-1"] {
            assert!(!is_elsewhere(&beside.join(other)), "{other}");
        }
        assert!(!is_elsewhere(Path::new("/home/backend.ai-devdb-1")));
    }
}
