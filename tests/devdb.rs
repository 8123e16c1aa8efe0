//! `mgr devdb`: the private cluster, whoever runs it and however it was left.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use diesel::{Connection, PgConnection};
use rustix::process::{Pid, Signal, kill_process};

use crate::support::cluster::log_in;
use crate::support::database::value;
use crate::support::{Cluster, Outcome, Program, free_port, until};

/// A directory with a cluster of its own, which is removed at the end.
struct Devdb {
    program: Program,
    port: u16,
}

impl Devdb {
    fn new() -> Devdb {
        let program = Program::new();
        // Private by default; the server's user has to pass.
        fs::set_permissions(program.directory(), fs::Permissions::from_mode(0o755)).unwrap();
        Devdb { program, port: free_port() }
    }

    fn run(&self, arguments: &[&str]) -> Outcome {
        self.program.run(["mgr", "--json", "devdb"].iter().chain(arguments))
    }

    fn up(&self) -> Outcome {
        self.run(&["up", "--port", &self.port.to_string()])
    }

    fn can_log_in(&self, user: &str, password: &str, database: &str) -> bool {
        log_in(user, password, self.port, database).is_ok()
    }
}

impl Drop for Devdb {
    fn drop(&mut self) {
        self.run(&["destroy", "--yes"]);
    }
}

fn root() -> bool {
    fs::metadata("/proc/self").unwrap().uid() == 0
}

#[test]
fn up_twice_status_down_destroy() {
    let devdb = Devdb::new();
    assert_eq!(devdb.run(&["status"]).status(11).json()["state"], "absent");
    let first = devdb.up().success();
    assert!(!format!("{}{}", first.stdout, first.stderr).contains("develove"));
    let first = first.json();
    assert_eq!((&first["changed"], &first["state"]), (&true.into(), &"running".into()));
    assert!(devdb.can_log_in("postgres", "develove", "backend"));
    assert!(!devdb.can_log_in("postgres", "wrong", "backend"));

    let second = devdb.up().success().json();
    assert_eq!((&second["changed"], &second["pid"]), (&false.into(), &first["pid"]));
    // Without a port: where it runs.
    assert_eq!(devdb.run(&["up"]).success().json()["port"], devdb.port);
    assert_eq!(devdb.run(&["status"]).success().json()["port"], devdb.port);
    let other = devdb.run(&["up", "--port", "1"]).status(13).json();
    assert!(other["error"]["message"].as_str().unwrap().contains(&format!("runs on port {}", devdb.port)));

    assert_eq!(devdb.run(&["down"]).success().json()["changed"], true);
    assert_eq!(devdb.run(&["down"]).success().json()["changed"], false);
    assert_eq!(devdb.run(&["status"]).status(11).json()["state"], "stopped");
    assert!(!devdb.can_log_in("postgres", "develove", "backend"));

    // The data are still there; a database that somebody dropped comes back.
    assert_eq!(devdb.up().success().json()["changed"], true);
    let directory = PathBuf::from(first["directory"].as_str().unwrap());
    assert_eq!(fs::metadata(&directory).unwrap().permissions().mode() & 0o777, 0o700);
    assert!(!directory.join("password").exists());

    let refused = devdb.run(&["destroy"]).status(13).json();
    assert!(refused["error"]["message"].as_str().unwrap().contains("--yes"));
    assert!(devdb.can_log_in("postgres", "develove", "backend"));
    assert_eq!(devdb.run(&["destroy", "--yes"]).success().json()["changed"], true);
    assert!(!directory.exists());
    assert_eq!(devdb.run(&["destroy", "--yes"]).success().json()["changed"], false);
}

#[test]
fn it_listens_locally_and_takes_passwords_only() {
    let devdb = Devdb::new();
    devdb.up().success();
    let mut connection = log_in("postgres", "develove", devdb.port, "backend").unwrap();
    let setting = |connection: &mut PgConnection, name: &str| value(connection, &format!("current_setting('{name}')"));
    assert_eq!(setting(&mut connection, "listen_addresses"), "localhost");
    assert_eq!(setting(&mut connection, "password_encryption"), "scram-sha-256");
    assert_eq!(
        value(&mut connection, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"),
        "0"
    );
    assert!(PgConnection::establish(&format!("postgresql://postgres@localhost:{}/backend", devdb.port)).is_err());
}

#[test]
fn the_text_says_where_it_is() {
    let devdb = Devdb::new();
    let port = devdb.port.to_string();
    let outcome = devdb.program.run(["mgr", "devdb", "up", "--port", &port]).success();
    assert_eq!(
        outcome.stdout,
        format!("made and started: database \"backend\" on localhost:{port} as user \"postgres\"\n")
    );
    let outcome = devdb.program.run(["mgr", "devdb", "up", "--port", &port]).success();
    assert_eq!(
        outcome.stdout,
        format!("already running: database \"backend\" on localhost:{port} as user \"postgres\"\n")
    );
    assert_eq!(devdb.program.run(["mgr", "devdb", "down"]).success().stdout, "stopped\n");
}

#[test]
fn user_password_and_database_of_ones_own() {
    let devdb = Devdb::new();
    let password = "p@ss:w/rd%#[é ]'\"\\";
    devdb.program.write("secret", format!("{password}\n"));
    let port = devdb.port.to_string();
    let arguments =
        ["up", "--port", &port, "--user", "the boss", "--password-file", "secret", "--database", "my \"db\""];
    let outcome = devdb.run(&arguments).success();
    assert!(!format!("{}{}", outcome.stdout, outcome.stderr).contains("p@ss"));
    assert!(devdb.can_log_in("the boss", password, "my \"db\""));

    // Another password than the cluster was made with.
    let outcome = devdb.run(&["up", "--user", "the boss"]).status(11);
    assert!(outcome.json()["error"]["message"].as_str().unwrap().contains("the boss"));
    devdb.program.write("empty", "\n");
    devdb.run(&["up", "--password-file", "empty"]).status(10);
    devdb.run(&["up", "--password-file", "absent"]).status(10);
}

#[test]
fn a_taken_port_is_told_and_nothing_is_started() {
    let devdb = Devdb::new();
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let outcome = devdb.run(&["up", "--port", &port.to_string()]).status(1);
    let message = outcome.json()["error"]["message"].as_str().unwrap().to_owned();
    assert!(message.contains(&format!("port {port} on localhost is taken")), "{message}");
    devdb.up().success();
}

#[test]
fn what_a_kill_left_behind_is_no_obstacle() {
    let devdb = Devdb::new();
    let directory = PathBuf::from(devdb.up().success().json()["directory"].as_str().unwrap());
    devdb.run(&["down"]).success();
    // initdb was killed half-way.
    fs::rename(directory.join("data"), directory.join("data.new")).unwrap();
    fs::remove_file(directory.join("data.new/PG_VERSION")).unwrap();
    fs::write(directory.join("password"), "left behind").unwrap();
    let pid = devdb.up().success().json()["pid"].as_i64().unwrap();

    // The server was killed, and its process id is another program's now.
    let file = directory.join("data/postmaster.pid");
    let text = fs::read_to_string(&file).unwrap();
    kill_server(pid);
    assert_eq!(devdb.run(&["status"]).status(11).json()["state"], "stopped");
    fs::write(&file, text.replacen(&pid.to_string(), &std::process::id().to_string(), 1)).unwrap();
    assert_eq!(devdb.run(&["status"]).status(11).json()["state"], "stopped");
    assert_eq!(devdb.up().success().json()["changed"], true);
    assert!(devdb.can_log_in("postgres", "develove", "backend"));
}

/// Ends a server and its children as a power cut would.
fn kill_server(pid: i64) {
    let children = fs::read_to_string(format!("/proc/{pid}/task/{pid}/children")).unwrap_or_default();
    let all: Vec<String> =
        std::iter::once(pid.to_string()).chain(children.split_whitespace().map(str::to_owned)).collect();
    let kill = |pid: &String| kill_process(Pid::from_raw(pid.parse().unwrap()).unwrap(), Signal::KILL);
    kill(&all[0]).unwrap();
    // Some of the children end by themselves.
    for child in &all[1..] {
        let _ = kill(child);
    }
    let gone = |pid: &String| !is_alive(pid);
    until("the killed server to be gone", || all.iter().all(gone));
}

/// Whether a process is there and no zombie, which in a container may stay for long.
fn is_alive(pid: &str) -> bool {
    fs::read_to_string(format!("/proc/{pid}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}

#[test]
fn two_at_once_make_one() {
    let devdb = Devdb::new();
    let port = devdb.port.to_string();
    let arguments = ["mgr", "--json", "devdb", "up", "--port", &port];
    let both = [devdb.program.start(arguments), devdb.program.start(arguments)];
    let documents: Vec<_> = both.into_iter().map(|child| Outcome::of(child).success().json()).collect();
    assert_eq!(documents[0]["pid"], documents[1]["pid"]);
    assert_eq!(documents.iter().filter(|document| document["changed"] == true).count(), 1);
}

#[test]
fn a_long_path_is_no_obstacle() {
    let mut devdb = Devdb::new();
    let long = format!("{0}/{0}/with 'quotes' and spaces", "d".repeat(60));
    devdb.program.change_directory(&long);
    devdb.up().success();
    assert!(devdb.can_log_in("postgres", "develove", "backend"));
}

#[test]
fn programs_that_are_not_there_are_told() {
    let mut program = Program::new();
    program.env("PG_BINDIR", "/nonexistent");
    let outcome = program.run(["mgr", "devdb", "up"]).status(1);
    assert!(outcome.stderr.contains("PG_BINDIR is /nonexistent, but initdb is not there"), "{}", outcome.stderr);
}

#[test]
fn the_server_never_runs_as_root() {
    let devdb = Devdb::new();
    // As in root's home: nobody else can enter.
    fs::set_permissions(devdb.program.directory(), fs::Permissions::from_mode(0o700)).unwrap();
    let document = devdb.up().success().json();
    let directory = Path::new(document["directory"].as_str().unwrap());
    let metadata = fs::metadata(directory).unwrap();
    let pid = document["pid"].as_i64().unwrap();
    assert_eq!(fs::metadata(format!("/proc/{pid}")).unwrap().uid(), metadata.uid());
    assert_eq!(metadata.permissions().mode() & 0o777, 0o700);
    assert_ne!(metadata.uid(), 0);
    // Root has to take a place that the server's user can enter; everybody else stays at home.
    assert_eq!(directory.starts_with("/var/tmp"), root(), "{}", directory.display());
    devdb.run(&["destroy", "--yes"]).success();
    assert!(!directory.exists());
    // A link that leads nowhere, as after a cleaning of /var/tmp.
    symlink("/var/tmp/backend.ai-gone", devdb.program.directory().join(".backend.ai/devdb")).unwrap();
    devdb.up().success();
}

/// Whatever `.backend.ai/devdb` is or leads to, only what this program made is used and removed.
#[test]
fn what_this_program_did_not_make_is_left_alone() {
    let devdb = Devdb::new();
    let theirs = tempfile::tempdir().unwrap();
    let entry = devdb.program.directory().join(".backend.ai/devdb");
    fs::create_dir(devdb.program.directory().join(".backend.ai")).unwrap();
    let make_theirs = |directory: &Path| {
        fs::create_dir_all(directory.join("data")).unwrap();
        fs::write(directory.join("data/precious"), "x").unwrap();
        if let Some((uid, gid)) = crate::support::server_user::server_user() {
            chown(directory, Some(uid), Some(gid)).unwrap();
        }
    };
    // A link to a directory of the server's user, even one with a cluster in it.
    make_theirs(theirs.path());
    fs::write(theirs.path().join("data/PG_VERSION"), "15\n").unwrap();
    symlink(theirs.path(), &entry).unwrap();
    for arguments in [&["destroy", "--yes"][..], &["down"], &["status"], &["up"]] {
        let message = devdb.run(arguments).status(13).json()["error"]["message"].as_str().unwrap().to_owned();
        assert!(message.contains("is not a cluster that this program made"), "{message}");
    }
    assert!(theirs.path().join("data/precious").exists());
    fs::remove_file(&entry).unwrap();
    // A directory.
    make_theirs(&entry);
    devdb.run(&["destroy", "--yes"]).status(13);
    assert!(entry.join("data/precious").exists());
    fs::remove_dir_all(&entry).unwrap();
    devdb.up().success();
}

#[test]
fn a_plain_users_cluster_is_run_as_that_user_by_root_too() {
    let devdb = Devdb::new();
    let arguments = ["mgr", "--json", "devdb", "up", "--port", &devdb.port.to_string()];
    let (mut command, user) = if root() {
        const NOBODY: u32 = 65534;
        chown(devdb.program.directory(), Some(NOBODY), Some(NOBODY)).unwrap();
        let mut command = devdb.program.copied_command(arguments);
        command.uid(NOBODY).gid(NOBODY);
        (command, NOBODY)
    } else {
        (devdb.program.command(arguments), fs::metadata("/proc/self").unwrap().uid())
    };
    let document = Outcome::of(command.spawn().unwrap()).success().json();
    let pid = document["pid"].as_i64().unwrap();
    assert_eq!(fs::metadata(format!("/proc/{pid}")).unwrap().uid(), user);
    assert_eq!(devdb.run(&["down"]).success().json()["changed"], true);
    let pid = devdb.up().success().json()["pid"].as_i64().unwrap();
    assert_eq!(fs::metadata(format!("/proc/{pid}")).unwrap().uid(), user);
}

#[test]
fn a_throwaway_cluster_ends_with_its_process_however_that_ends() {
    const CHILD: &str = "BACKEND_TEST_CLUSTER";
    if let Some(file) = std::env::var_os(CHILD) {
        let cluster = Cluster::start(&[]);
        let place = cluster.directory.display().to_string();
        fs::write(&file, format!("{place}\n{}\n", cluster.port)).unwrap();
        std::thread::sleep(Duration::from_secs(600));
    }
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "devdb::a_throwaway_cluster_ends_with_its_process_however_that_ends"])
        .env(CHILD, file.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let read = || fs::read_to_string(file.path()).unwrap();
    until("the throwaway cluster", || read().lines().count() == 2);
    let text = read();
    let (place, port) = text.trim().split_once('\n').unwrap();
    let listens = || std::net::TcpStream::connect(("localhost", port.parse().unwrap())).is_ok();
    assert!(listens());
    child.kill().unwrap();
    child.wait().unwrap();
    until("the guard to clean up", || !Path::new(place).exists() && !listens());
}
