//! What servers run as and in: the user that they agree to run as, their programs, and directories that a guard removes. However this
//! process ends: the guard holds the other end of a pipe, and stops the server and removes its files when the pipe closes.

use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// A directory for a server, and the guard that ends both. Before initdb, so that nothing can be left behind from then on.
pub fn guarded_directory() -> (PathBuf, Child) {
    let directory = temporary_directory("backend.ai-test-");
    let guard = guard(&directory);
    (directory, guard)
}

/// Copies a directory for the server's user.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a directory");
    for entry in std::fs::read_dir(from).unwrap_or_else(|error| {
        panic!("{}: {error} (`make test` makes it: scripts/get-german)", from.display());
    }) {
        let (entry, target) = (entry.expect("an entry").path(), |name| to.join(name));
        let target = target(entry.file_name().expect("a name"));
        if entry.is_dir() {
            copy(&entry, &target);
        } else {
            std::fs::copy(&entry, &target).expect("a copy");
            give(&target);
        }
    }
    // The directory above as well.
    to.ancestors().take(2).for_each(give);
}

/// A directory for a server and its user; a guard removes it. Not where TMPDIR says, as others may not look into that, and the name of
/// a socket has to be short: `TEST_DIRECTORY` is such a place, or else `/tmp`.
pub fn temporary_directory(prefix: &str) -> PathBuf {
    let parent = std::env::var_os("TEST_DIRECTORY").unwrap_or_else(|| "/tmp".into());
    let directory =
        tempfile::Builder::new().prefix(prefix).tempdir_in(&parent).expect("a directory for the tests").keep();
    give(&directory);
    directory
}

/// A server program, as a user that it agrees to run as, in English and without stray `PG…` variables.
pub fn server_command(program: &str, directory: &Path) -> Command {
    as_server_user(&programs().join(program), directory)
}

/// Any program as the server's user.
pub fn as_server_user(program: &Path, directory: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(directory).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.as_encoded_bytes().starts_with(b"PG")) {
        command.env_remove(name);
    }
    command.env("LC_ALL", "C").env("HOME", directory).env("LOCPATH", directory.join("locale"));
    if let Some((uid, gid)) = server_user() {
        command.uid(uid).gid(gid);
    }
    command
}

/// initdb and postgres refuse root: then it is `postgres`, else `nobody`; nobody in particular where this is not root.
pub fn server_user() -> Option<(u32, u32)> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let passwd = std::fs::read_to_string("/etc/passwd").expect("/etc/passwd");
    let ids = |name: &str| {
        let fields: Vec<&str> = passwd.lines().find(|line| line.starts_with(&format!("{name}:")))?.split(':').collect();
        Some((fields[2].parse().ok()?, fields[3].parse().ok()?))
    };
    Some(ids("postgres").or_else(|| ids("nobody")).expect("a user to run PostgreSQL as"))
}

/// Gives a file to the server's user.
pub fn give(path: &Path) {
    if let Some((uid, gid)) = server_user() {
        std::os::unix::fs::chown(path, Some(uid), Some(gid)).expect("chown");
    }
}

/// The directory of the server's programs, as `make test` found it.
pub fn programs() -> PathBuf {
    let named = std::env::var_os("PG_BINDIR").map(PathBuf::from);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".backend.ai/postgresql/bin");
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    debian.sort();
    let mut places = named.into_iter().chain(debian.into_iter().rev()).chain([own]);
    places.find(|place| place.join("initdb").is_file()).expect(
        "there is no PostgreSQL: `make test` gets one (scripts/get-postgresql), or set PG_BINDIR to the directory of initdb",
    )
}

/// The major version of the server that the tests run on.
pub fn server_version() -> i64 {
    static VERSION: OnceLock<i64> = OnceLock::new();
    *VERSION.get_or_init(|| {
        let output = Command::new(programs().join("postgres")).arg("--version").output().expect("postgres");
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let number = told.split(|letter: char| !letter.is_ascii_digit()).find(|digits| !digits.is_empty());
        number.and_then(|digits| digits.parse().ok()).unwrap_or_else(|| panic!("{told}"))
    })
}

/// Runs a command that has to succeed.
pub fn must_work(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Waits for this process's end in a session that no terminal interrupts, then cleans up.
fn guard(directory: &Path) -> Child {
    let script =
        r#"trap '' INT TERM HUP; cat >/dev/null; "$1" stop -s -m immediate -D "$2/data"; cd /; rm -rf -- "$2""#;
    let mut command = as_server_user(Path::new("/bin/sh"), directory);
    command.args(["-c", script, "sh"]).arg(programs().join("pg_ctl")).arg(directory);
    // The standard library's pipes are closed on exec, so nobody but this process holds the guard's.
    command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("a guard process")
}
