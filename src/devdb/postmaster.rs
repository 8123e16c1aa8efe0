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
        Postmaster::parse(&text).filter(|postmaster| postmaster.serves(&text))
    }

    /// Whether the process is there, and is the server whose `postmaster.pid` has this text: after a crash or a restart of the machine
    /// the number may be another program's.
    ///
    /// A postmaster works in its data directory. That is looked at through the process's own eyes: from another mount namespace, such
    /// as that of a service with a private /tmp, the same directory has another path. In doubt the server lives, since a second one
    /// would ruin its data.
    fn serves(self, text: &str) -> bool {
        let alive = Pid::from_raw(self.pid).is_some_and(|pid| match test_kill_process(pid) {
            Ok(()) => true,
            Err(error) => error == rustix::io::Errno::PERM,
        });
        if !alive || !Path::new("/proc/self/cwd").exists() {
            return alive;
        }
        match fs::read_to_string(format!("/proc/{}/cwd/postmaster.pid", self.pid)) {
            Ok(found) => found == text,
            // It works elsewhere; or it is dead and nobody has waited for it, as in containers: then it works nowhere.
            Err(error) => error.kind() != ErrorKind::NotFound,
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

    /// As it is seen from another mount namespace: the same file, another path.
    #[test]
    #[cfg(target_os = "linux")]
    fn a_server_that_sees_its_directory_under_another_path_lives() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut server = std::process::Command::new("sleep").arg("60").current_dir(there.path()).spawn().unwrap();
        for directory in [&here, &there] {
            let text = format!("{}\n/var/tmp/data\n1\n8100\n", server.id());
            fs::write(directory.path().join("postmaster.pid"), text).unwrap();
        }
        let found = Postmaster::of(here.path());
        server.kill().unwrap();
        // Not waited for yet, it is a zombie.
        while Postmaster::of(here.path()).is_some() {
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        server.wait().unwrap();
        assert_eq!(found.map(|found| found.port), Some(8100));
    }
}
