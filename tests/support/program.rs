//! The built program in a directory and an environment of its own.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use super::{json_schema, terminal};

/// A working directory, an environment, and the program.
pub struct Program {
    directory: TempDir,
    /// Below `directory`.
    working: PathBuf,
    environment: Vec<(String, String)>,
}

/// What a run left.
#[derive(Debug)]
pub struct Outcome {
    /// The exit status; a run ended by signal N has 128 + N.
    pub status: i32,
    /// All of stdout.
    pub stdout: String,
    /// All of stderr.
    pub stderr: String,
}

impl Program {
    /// A fresh directory without configuration, an environment with nothing but PATH and HOME.
    pub fn new() -> Program {
        let directory = tempfile::tempdir().expect("a temporary directory");
        Program { working: directory.path().to_owned(), directory, environment: Vec::new() }
    }

    /// The working directory.
    pub fn directory(&self) -> &Path {
        &self.working
    }

    /// Works in a new directory below the first one from now on.
    pub fn change_directory(&mut self, below: &str) {
        self.working = self.directory.path().join(below);
        std::fs::create_dir_all(&self.working).expect("a directory");
    }

    /// Writes a file in the working directory.
    pub fn write(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.directory().join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).expect("a directory");
        }
        std::fs::write(&path, content).expect("a file in the working directory");
        path
    }

    /// Writes a file that nobody else may read.
    pub fn write_private(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> PathBuf {
        use std::os::unix::fs::PermissionsExt;
        let path = self.write(name, content);
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("a private file");
        path
    }

    /// Writes the alembic.ini of the guide with this URL.
    pub fn alembic_ini(&self, url: &str) -> PathBuf {
        self.write_private("alembic.ini", format!("[alembic]\nsqlalchemy.url = {}\n", url.replace('%', "%%")))
    }

    /// Writes the manager.toml for a database on `localhost`.
    pub fn manager_toml(&self, port: u16, database: &str, user: &str, password: &str) -> PathBuf {
        let text = |value: &str| toml::Value::from(value).to_string();
        let (database, user, password) = (text(database), text(user), text(password));
        self.write_private(
            "manager.toml",
            format!(
                "[db]\ntype = \"postgresql\"\naddr = \"localhost:{port}\"\nname = {database}\nuser = {user}\n\
                 password = {password}\n"
            ),
        )
    }

    /// Sets a variable for all later runs.
    pub fn env(&mut self, name: &str, value: &str) -> &mut Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A command that has yet to be run, with pipes for its output.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_backend-ai")), arguments)
    }

    /// The same with a copy of the program in the working directory, for users who cannot enter the build's.
    pub fn copied_command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let copy = self.directory().join("backend.ai");
        std::fs::copy(env!("CARGO_BIN_EXE_backend-ai"), &copy).expect("a copy of the program");
        self.command_of(&copy, arguments)
    }

    fn command_of<A: AsRef<OsStr>>(&self, program: &Path, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.directory()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.directory());
        // Where the tests' own server programs were found.
        command.envs(std::env::vars_os().filter(|(name, _)| name == "PG_BINDIR"));
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it to its end.
    pub fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        Outcome::of(self.start(arguments))
    }

    /// Runs it with something on stdin.
    pub fn run_with_input<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>, input: &[u8]) -> Outcome {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("the program");
        // A program that refuses its arguments does not read to the end.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        Outcome::of(child)
    }

    /// Runs it with a terminal for all three of its streams, at which somebody presses Enter once; its status and what the terminal showed.
    pub fn on_terminal<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> (i32, String) {
        let mut command = self.command(arguments);
        terminal::run(command.env("NO_COLOR", "1"), 0)
    }

    /// The same on a terminal of so many columns that shows colours.
    pub fn on_terminal_of<A: AsRef<OsStr>>(
        &self,
        columns: u16,
        arguments: impl IntoIterator<Item = A>,
    ) -> (i32, String) {
        let mut command = self.command(arguments);
        terminal::run(command.env_remove("NO_COLOR").env("TERM", "xterm"), columns)
    }

    /// Starts it, for tests that interrupt it.
    pub fn start<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Child {
        self.command(arguments).spawn().expect("the program")
    }
}

/// Waits until a run has said something on stderr, and returns that line; what it says later is read and dropped.
#[track_caller]
pub fn until_told(child: &mut Child, words: &str) -> String {
    let mut lines =
        BufReader::new(child.stderr.take().expect("a pipe that nobody reads")).lines().map_while(Result::ok);
    let told = lines.find(|line| line.contains(words));
    std::thread::spawn(move || lines.for_each(drop));
    told.unwrap_or_else(|| panic!("{words:?} was never told"))
}

/// Sends a signal to a run.
pub fn signal(child: &Child, signal: Signal) {
    kill_process(Pid::from_child(child), signal).expect("a running child");
}

impl Outcome {
    /// Waits for a child's end.
    pub fn of(child: Child) -> Outcome {
        use std::os::unix::process::ExitStatusExt;
        let output = child.wait_with_output().expect("the program's output");
        let status = output.status.code().or_else(|| output.status.signal().map(|signal| 128 + signal));
        let stdout = String::from_utf8(output.stdout).expect("UTF-8 on stdout");
        // Whatever a test looks for, a result for programs is what programs were promised; who was killed has promised nothing.
        if output.status.code().is_some() && stdout.starts_with("{\"schemaVersion\"") {
            json_schema::validate(&stdout);
        }
        Outcome {
            status: status.expect("a status or a signal"),
            stdout,
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on stderr"),
        }
    }

    /// Asserts success, showing both outputs otherwise.
    #[track_caller]
    pub fn success(self) -> Outcome {
        self.status(0)
    }

    /// Asserts a status, showing both outputs otherwise.
    #[track_caller]
    pub fn status(self, expected: i32) -> Outcome {
        assert_eq!(self.status, expected, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// stdout as one JSON document, which is one of those that are documented.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        json_schema::validate(&self.stdout);
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {:?}", self.stdout))
    }

    /// The lines of stderr that tell mistakes in fixtures, without what the log puts before them, but not the sentence that closes them.
    pub fn mistakes(&self) -> Vec<String> {
        let errors = self.stderr.lines().filter_map(|line| line.split_once(" ERROR ")?.1.split_once("] "));
        let lines = errors.map(|(_, message)| message.to_owned());
        lines.filter(|line| !line.contains("nothing was written")).collect()
    }

    /// Both outputs.
    pub fn both(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Asserts that stderr has all of these words.
    #[track_caller]
    pub fn tells(self, words: &[&str]) -> Outcome {
        for words in words {
            assert!(self.stderr.contains(words), "{words:?} is not in\n{}", self.stderr);
        }
        self
    }
}
