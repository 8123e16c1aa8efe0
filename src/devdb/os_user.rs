//! Whom the server runs as: initdb and postgres refuse root, so root steps down.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Error;

/// A user of the system.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct OsUser {
    /// The login name, or the number where it has none.
    pub name: String,
    /// The user id.
    pub uid: u32,
    /// The primary group.
    pub gid: u32,
    /// Whether this process is root, and children must be given the ids.
    steps_down: bool,
}

impl OsUser {
    /// Whom a new cluster belongs to: this process's user; for root `postgres`, else `nobody`.
    ///
    /// # Errors
    /// When root finds neither of them.
    pub fn for_new_cluster() -> Result<OsUser, Error> {
        let (uid, gid) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        if uid != 0 {
            return Ok(OsUser { name: name_of(&passwd, uid), uid, gid, steps_down: false });
        }
        ["postgres", "nobody"].into_iter().find_map(|name| by_name(&passwd, name)).ok_or(Error::NoAccount)
    }

    /// Whom an existing cluster belongs to.
    ///
    /// # Errors
    /// When that is somebody else and this process is not root.
    pub fn of_existing(directory: &Path) -> Result<OsUser, Error> {
        let metadata = fs::metadata(directory).map_err(Error::file("look at", directory))?;
        let me = rustix::process::geteuid().as_raw();
        let owner = metadata.uid();
        if owner == 0 || (me != 0 && me != owner) {
            return Err(Error::Owner { directory: directory.to_owned(), owner });
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        Ok(OsUser { name: name_of(&passwd, owner), uid: owner, gid: metadata.gid(), steps_down: me == 0 })
    }

    /// A command that runs as this user in `directory`, in English, without stray `PG…` variables.
    pub fn command(&self, program: &Path, directory: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(directory).stdin(Stdio::null()).env("LC_ALL", "C");
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG")) {
            command.env_remove(name);
        }
        if self.steps_down {
            // The standard library drops root's other groups with the user id.
            command.uid(self.uid).gid(self.gid).env("HOME", directory).env("USER", &self.name);
        }
        command
    }

    /// Whether this user can enter a directory. Asked of the system, which knows about lists and mounts.
    pub fn can_enter(&self, directory: &Path) -> bool {
        if !self.steps_down {
            return true;
        }
        let mut command = self.command(Path::new("/bin/sh"), Path::new("/"));
        command.args(["-c", "cd -- \"$1\"", "sh"]).arg(directory).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// Gives a file or directory to this user; nothing to do unless this process is root.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn give(&self, path: &Path) -> Result<(), Error> {
        if self.steps_down {
            std::os::unix::fs::lchown(path, Some(self.uid), Some(self.gid)).map_err(Error::file("give away", path))?;
        }
        Ok(())
    }
}

/// The fields of /etc/passwd: name, password, user id, group id.
fn entries(passwd: &str) -> impl Iterator<Item = (&str, u32, u32)> {
    passwd.lines().filter_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        Some((name, fields.nth(1)?.parse().ok()?, fields.next()?.parse().ok()?))
    })
}

fn by_name(passwd: &str, wanted: &str) -> Option<OsUser> {
    let (name, uid, gid) = entries(passwd).find(|(name, uid, _)| *name == wanted && *uid != 0)?;
    Some(OsUser { name: name.to_owned(), uid, gid, steps_down: true })
}

fn name_of(passwd: &str, wanted: u32) -> String {
    entries(passwd).find(|(_, uid, _)| *uid == wanted).map_or(wanted.to_string(), |(name, ..)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWD: &str =
        "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\nbroken\npostgres:x:70:71::/:/bin/sh\n";

    #[test]
    fn users_are_found_by_name_and_number() {
        let postgres = by_name(PASSWD, "postgres").unwrap();
        assert_eq!((postgres.uid, postgres.gid), (70, 71));
        assert_eq!(by_name(PASSWD, "nobody").unwrap().gid, 65533);
        assert_eq!(by_name(PASSWD, "root"), None);
        assert_eq!(by_name(PASSWD, "broken"), None);
        assert_eq!(name_of(PASSWD, 70), "postgres");
        assert_eq!(name_of(PASSWD, 1000), "1000");
    }
}
