//! `postmaster.pid`: who serves a data directory, and whether that is still so.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rustix::process::{Pid, test_kill_process};

/// The lines of `postmaster.pid` that matter.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Postmaster {
    /// Process id.
    pub pid: i32,
    /// Where it listens; 0 while it is still starting.
    pub port: u16,
}

impl Postmaster {
    /// Reads the file's text: process id, data directory, start time, port, …
    pub fn parse(text: &str) -> Option<Postmaster> {
        let mut lines = text.lines();
        let pid = lines.next()?.trim().parse().ok().filter(|pid| *pid > 0)?;
        let port = lines.nth(2).and_then(|line| line.trim().parse().ok()).unwrap_or(0);
        Some(Postmaster { pid, port })
    }

    /// The live server of a data directory.
    pub fn of(data: &Path) -> Option<Postmaster> {
        let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
        Postmaster::parse(&text).filter(|postmaster| postmaster.serves(data))
    }

    /// Whether the process is there, and is the server of `data`: after a crash or a restart of the machine the number
    /// may be another program's. A postmaster's working directory is its data directory.
    fn serves(self, data: &Path) -> bool {
        let alive = Pid::from_raw(self.pid).is_some_and(|pid| match test_kill_process(pid) {
            Ok(()) => true,
            Err(error) => error == rustix::io::Errno::PERM,
        });
        let at_work = fs::read_link(format!("/proc/{}/cwd", self.pid));
        match (at_work, data.canonicalize()) {
            (Ok(directory), Ok(data)) => alive && directory == data,
            // A dead process that nobody has waited for, as in containers, works nowhere.
            (Err(error), _) if error.kind() == ErrorKind::NotFound && Path::new("/proc/self/cwd").exists() => false,
            // No /proc, or not ours to look at.
            _ => alive,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_pid_and_port() {
        let text = "4711\n/srv/data\n1700000000\n8100\n/srv/socket\nlocalhost\n  8100 1\nready   \n";
        assert_eq!(Postmaster::parse(text), Some(Postmaster { pid: 4711, port: 8100 }));
        assert_eq!(Postmaster::parse("4711\n/srv/data\n"), Some(Postmaster { pid: 4711, port: 0 }));
        assert_eq!(Postmaster::parse(""), None);
        assert_eq!(Postmaster::parse("-3\n"), None);
    }

    #[test]
    fn another_programs_process_is_not_a_server() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("postmaster.pid");
        fs::write(&file, format!("{}\n{}\n1\n8100\n", std::process::id(), data.path().display())).unwrap();
        assert_eq!(Postmaster::of(data.path()), None);
    }
}
