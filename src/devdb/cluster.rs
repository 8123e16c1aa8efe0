//! A cluster with its server: made, started, stopped. Passwords go by a private file, never by an argument.

use std::fs::{self, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::postmaster::Postmaster;
use super::{Binaries, ClusterDir, Error};
use crate::config::Secret;

/// The longest path of a socket that every system takes (macOS: 103 bytes and a zero).
const LONGEST_SOCKET: usize = 103;

/// The file that names the directory of the programs that made a cluster.
pub(super) const MADE_WITH: &str = "bindir";

/// What there is of a cluster.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum State {
    /// No data directory.
    Absent,
    /// Nobody serves it.
    Stopped,
    /// It is served.
    Running {
        /// The postmaster's process id.
        pid: i32,
        /// Where it listens.
        port: u16,
    },
}

/// One data directory and the programs that serve it.
#[derive(Clone, Debug)]
pub struct Cluster {
    programs: Binaries,
    dir: ClusterDir,
}

impl Cluster {
    /// A cluster in that dir, existing or not. An existing one keeps the programs that it was made with, as long as they
    /// are there: no other major version can read its data.
    ///
    /// # Errors
    /// When the dir's user cannot run the programs.
    pub fn new(dir: ClusterDir, find: impl FnOnce() -> Result<Binaries, Error>) -> Result<Cluster, Error> {
        let made_with = fs::read_to_string(dir.directory.join(MADE_WITH)).ok();
        let programs = match made_with.and_then(|bindir| Binaries::in_directory(Path::new(bindir.trim_end()))) {
            Some(programs) => programs,
            None => find()?,
        };
        if !dir.account.can_enter(programs.bindir()) {
            let (account, bindir) = (dir.account.name, programs.bindir().to_owned());
            return Err(Error::Reach { account, bindir });
        }
        Ok(Cluster { programs, dir })
    }

    pub fn dir(&self) -> &ClusterDir {
        &self.dir
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.dir.directory.join("data")
    }

    /// The server's log.
    pub fn log(&self) -> PathBuf {
        self.dir.directory.join("server.log")
    }

    /// The directory of the server's socket, unless its path would be too long for one.
    pub fn socket_directory(&self) -> Option<&Path> {
        let longest = self.dir.directory.join(".s.PGSQL.65535.lock");
        (longest.as_os_str().len() <= LONGEST_SOCKET).then_some(self.dir.directory.as_path())
    }

    /// What there is now.
    pub fn state(&self) -> State {
        let data = self.data();
        match Postmaster::of(&data) {
            Some(Postmaster { pid, port }) => State::Running { pid, port },
            None if data.join("PG_VERSION").exists() => State::Stopped,
            None => State::Absent,
        }
    }

    /// Makes the data directory unless it is there: one superuser, who logs in by password. True when it was made.
    ///
    /// # Errors
    /// When initdb fails; what it has written is removed.
    pub fn initialize(&self, user: &str, password: &Secret) -> Result<bool, Error> {
        if self.state() != State::Absent {
            return Ok(false);
        }
        // An interrupted initdb leaves half a directory: it works beside, and the finished one is renamed.
        let (unfinished, password_file) = (self.dir.directory.join("data.new"), self.dir.directory.join("password"));
        let clear = || {
            let _ = fs::remove_file(&password_file);
            let _ = fs::remove_dir_all(&unfinished);
        };
        clear();
        let result = self.write(&password_file, password.expose()).and_then(|()| {
            let mut initdb = self.command("initdb");
            initdb.arg("--pgdata").arg(&unfinished).arg("--pwfile").arg(&password_file).args(["--username", user]);
            initdb.args(["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"]);
            run("initdb", &mut initdb, &self.dir.account.name)
        });
        if let Err(error) = result {
            clear();
            return Err(error);
        }
        fs::remove_file(&password_file).map_err(Error::file("remove", &password_file))?;
        self.write(&self.dir.directory.join(MADE_WITH), &self.programs.bindir().display().to_string())?;
        fs::rename(&unfinished, self.data()).map_err(Error::file("rename", &unfinished))?;
        Ok(true)
    }

    /// Starts the server on `localhost` with these parameters, unless it runs. True when it was started.
    ///
    /// # Errors
    /// When the port is taken, or the server does not come up.
    pub fn start(&self, port: u16, parameters: &[(&str, &str)]) -> Result<bool, Error> {
        match self.state() {
            State::Running { port: running, .. } if running == port => return Ok(false),
            State::Running { port: running, .. } => return Err(Error::OtherPort { running }),
            State::Stopped | State::Absent => {}
        }
        if is_taken(port) {
            return Err(Error::PortTaken { port });
        }
        self.clear_locks();
        let log = self.log();
        let log_start = fs::metadata(&log).map_or(0, |metadata| metadata.len());
        let mut pg_ctl = self.command("pg_ctl");
        pg_ctl.args(["start", "--silent", "--wait", "--timeout=120", "--pgdata"]).arg(self.data());
        pg_ctl.arg("--log").arg(&log).arg("--options").arg(self.options(port, parameters));
        run("pg_ctl start", &mut pg_ctl, &self.dir.account.name).map_err(|error| match complaint(&log, log_start) {
            Some(message) => Error::Program { program: "pg_ctl start", message },
            None => error,
        })?;
        Ok(true)
    }

    /// Stops the server, ending its connections. True when it ran.
    ///
    /// # Errors
    /// When it does not stop.
    pub fn stop(&self) -> Result<bool, Error> {
        if !matches!(self.state(), State::Running { .. }) {
            return Ok(false);
        }
        let mut pg_ctl = self.command("pg_ctl");
        pg_ctl.args(["stop", "--silent", "--wait", "--timeout=120", "--mode=fast", "--pgdata"]).arg(self.data());
        run("pg_ctl stop", &mut pg_ctl, &self.dir.account.name)?;
        Ok(true)
    }

    /// Stops the server and removes the cluster.
    ///
    /// # Errors
    /// When it does not stop, or a file cannot be removed.
    pub fn destroy(self) -> Result<(), Error> {
        self.dir.check_ours()?;
        self.stop()?;
        self.dir.remove()
    }

    /// A server program, run as the cluster's user.
    pub fn command(&self, program: &str) -> Command {
        self.dir.account.command(&self.programs.path(program), &self.dir.directory)
    }

    /// Removes what a killed server leaves: a process id which may be another program's by now, or a dead process's that
    /// nobody has waited for. Only called when nobody serves the data directory, and nobody else uses this one for sockets.
    fn clear_locks(&self) {
        let entries = fs::read_dir(&self.dir.directory).into_iter().flatten().flatten();
        let sockets = entries.filter(|entry| entry.file_name().as_encoded_bytes().starts_with(b".s.PGSQL."));
        for file in sockets.map(|entry| entry.path()).chain([self.data().join("postmaster.pid")]) {
            let _ = fs::remove_file(file);
        }
    }

    /// A new file with one line, for the cluster's user alone.
    fn write(&self, file: &Path, line: &str) -> Result<(), Error> {
        let _ = fs::remove_file(file);
        let mut handle = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(file)
            .map_err(Error::file("create", file))?;
        writeln!(handle, "{line}").map_err(Error::file("write", file))?;
        self.dir.account.give(file)
    }

    /// The postmaster's options, for the shell that pg_ctl hands them to.
    fn options(&self, port: u16, parameters: &[(&str, &str)]) -> String {
        // A list of directories, hence quotes of its own.
        let sockets = self
            .socket_directory()
            .map_or(String::new(), |path| format!("\"{}\"", path.display().to_string().replace('"', "\"\"")));
        let port = port.to_string();
        let fixed = [("listen_addresses", "localhost"), ("port", &port), ("unix_socket_directories", &sockets)];
        let all = fixed.iter().chain(parameters);
        all.map(|(name, value)| format!("-c {}", shell_quote(&format!("{name}={value}")))).collect::<Vec<_>>().join(" ")
    }
}

/// One word for a POSIX shell.
fn shell_quote(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Runs a program to its end.
fn run(program: &'static str, command: &mut Command, account: &str) -> Result<(), Error> {
    let path = PathBuf::from(command.get_program());
    log::debug!("running {} as user {account}", path.display());
    let output =
        command.output().map_err(|source| Error::Run { program: path, account: account.to_owned(), source })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let message = if lines.is_empty() { output.status.to_string() } else { lines.join("; ") };
    Err(Error::Program { program, message })
}

/// What the server's log says after `start` about why it did not come up.
fn complaint(log: &Path, start: u64) -> Option<String> {
    let mut text = String::new();
    let mut file = fs::File::open(log).ok()?;
    file.seek(SeekFrom::Start(start)).ok()?;
    file.read_to_string(&mut text).ok()?;
    let telling = ["FATAL:", "HINT:", "DETAIL:", "error"];
    let lines: Vec<&str> = text.lines().filter(|line| telling.iter().any(|word| line.contains(word))).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// Whether somebody listens on either of localhost's addresses.
fn is_taken(port: u16) -> bool {
    let addresses = [SocketAddr::from((Ipv4Addr::LOCALHOST, port)), SocketAddr::from((Ipv6Addr::LOCALHOST, port))];
    addresses.iter().any(|address| {
        // A machine without one of the families has nobody listening there.
        TcpListener::bind(address).is_err_and(|error| error.kind() == std::io::ErrorKind::AddrInUse)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_the_shell() {
        assert_eq!(shell_quote("a b"), "'a b'");
        assert_eq!(shell_quote("it's"), r"'it'\''s'");
    }

    #[test]
    fn a_listener_takes_its_port() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        assert!(is_taken(listener.local_addr().unwrap().port()));
    }
}
