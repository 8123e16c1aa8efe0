//! Throwaway servers. One is shared by the whole run; a test that stops its server, or wants other parameters, has one of its own.
//! They end with this process, however that ends ([`server_user`](super::server_user)).

use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::{Connection, ConnectionResult, PgConnection, RunQueryDsl};
use rustix::process::{Pid, Signal, kill_process};

use super::database::{until, value};
use super::program_crate::{Host, Secret, Target};
use super::server_user::{copy, give, guarded_directory, must_work, server_command, server_user};
use super::{Clock, Database, Sql};

/// The superuser's name.
pub const USER: &str = "postgres";
/// The superuser's password; odd enough to be found in any output.
pub const PASSWORD: &str = "ThrowAway-3f9c";

/// A running server.
pub struct Cluster {
    /// Where it listens on `localhost`.
    pub port: u16,
    /// Its data directory, socket and log.
    pub directory: PathBuf,
    /// What it is started with besides.
    environment: Vec<(&'static str, PathBuf)>,
    _guard: Child,
}

/// The server that all tests share; the first to ask waits for it to start.
pub fn cluster() -> &'static Cluster {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(|| Cluster::start(&[]))
}

/// A port of `localhost` where nobody listens.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

/// How a server ends.
#[derive(Clone, Copy, Debug)]
pub enum Stop {
    /// Sessions are ended, and what they did is rolled back.
    Fast,
    /// It aborts, and recovers when it is started again.
    Immediate,
    /// SIGKILL for all of its processes.
    Kill,
}

impl Cluster {
    /// A server of one's own with these parameters.
    pub fn start(parameters: &[(&str, &str)]) -> Cluster {
        Cluster::start_in(guarded_directory(), parameters, Vec::new())
    }

    /// A server on whose machine it is as late as that clock says.
    pub fn by(clock: &Clock, parameters: &[(&str, &str)]) -> Cluster {
        Cluster::start_in(guarded_directory(), parameters, clock.environment().into())
    }

    /// A server that speaks German. Tests with it are in modules called `with_german`, which `make test` leaves out where it cannot
    /// be had.
    pub fn german(parameters: &[(&str, &str)]) -> Cluster {
        let (directory, guard) = guarded_directory();
        let made = Path::new(env!("CARGO_MANIFEST_DIR")).join(".backend.ai/locale/de_DE.UTF-8");
        // The server's user need not be able to enter the checkout.
        copy(&made, &directory.join("locale/de_DE.UTF-8"));
        let all: Vec<(&str, &str)> = [("lc_messages", "de_DE.UTF-8")].iter().chain(parameters).copied().collect();
        let cluster = Cluster::start_in((directory, guard), &all, Vec::new());
        let told = cluster.connect("postgres").batch_execute("SELECT 1/0").expect_err("a division by zero").to_string();
        assert_eq!(told, "Division durch Null", "the server does not speak German");
        cluster
    }

    fn start_in(
        (directory, guard): (PathBuf, Child),
        parameters: &[(&str, &str)],
        environment: Vec<(&'static str, PathBuf)>,
    ) -> Cluster {
        let password = directory.join("password");
        std::fs::write(&password, PASSWORD).expect("a file");
        give(&password);
        let mut initdb = server_command("initdb", &directory);
        initdb.args(["--username", USER, "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]);
        must_work(initdb.arg("--pgdata").arg(directory.join("data")).arg("--pwfile").arg(&password));
        let quick =
            [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("max_connections", "200")];
        let mut cluster = Cluster { port: 0, directory, environment, _guard: guard };
        cluster.configure(&quick);
        cluster.configure(parameters);
        // The port may be taken between asking and listening.
        for _ in 0..5 {
            cluster.port = free_port();
            cluster.configure(&[("port", &cluster.port.to_string())]);
            if cluster.pg_ctl("start").status.success() {
                return cluster;
            }
        }
        let log = std::fs::read_to_string(cluster.directory.join("server.log")).unwrap_or_default();
        panic!("PostgreSQL did not start:\n{log}");
    }

    /// Adds lines to postgresql.conf; the last one about a parameter counts.
    pub fn configure(&self, parameters: &[(&str, &str)]) {
        use std::io::Write;
        let file = self.data().join("postgresql.conf");
        let mut file = std::fs::OpenOptions::new().append(true).open(file).expect("postgresql.conf");
        for (name, value) in parameters {
            writeln!(file, "{name} = '{value}'").expect("a line more");
        }
    }

    /// A server on a file system of that size, which this makes in memory.
    pub fn on_small_disk(size: &str) -> Cluster {
        let (directory, guard) = guarded_directory();
        let (options, owner) = (format!("size={size}"), server_user());
        let options = owner.map_or(options.clone(), |(uid, gid)| format!("{options},uid={uid},gid={gid},mode=700"));
        // It goes when the guard has stopped the server and removed its files.
        let script = r#"mount -t tmpfs -o "$1" tmpfs "$2" && echo mounted || exit; cat
            for _ in 1 2 3 4 5 6 7 8 9 10; do [ -e "$2/data" ] || break; sleep 1; done; umount -l "$2"; rmdir "$2""#;
        let mut mount = Command::new("sh");
        mount.args(["-c", script, "sh", &options]).arg(&directory).stdin(Stdio::piped()).stdout(Stdio::piped());
        // It unmounts when this process ends, and with it the pipe.
        let mount = Box::leak(Box::new(mount.process_group(0).spawn().expect("a shell")));
        let mut told = [0; 8];
        let read = std::io::Read::read_exact(mount.stdout.as_mut().expect("a pipe"), &mut told);
        read.unwrap_or_else(|_| panic!("no file system can be mounted on {}: that takes root", directory.display()));
        Cluster::start_in((directory, guard), &[("max_wal_size", "64MB")], Vec::new())
    }

    /// Stops it as a restart would: sessions are ended.
    pub fn stop(&self) {
        self.stop_as(Stop::Fast);
    }

    /// Stops it.
    pub fn stop_as(&self, how: Stop) {
        let output = match how {
            Stop::Fast => self.pg_ctl("stop"),
            Stop::Immediate => self.pg_ctl("stop --mode=immediate"),
            Stop::Kill => return self.kill(),
        };
        assert!(output.status.success(), "{output:?}");
    }

    fn kill(&self) {
        let file = self.data().join("postmaster.pid");
        let postmaster = std::fs::read_to_string(&file).expect("a running server");
        let postmaster: i32 = postmaster.lines().next().and_then(|pid| pid.parse().ok()).expect("a process ID");
        // All are looked for before the first is gone: then they are nobody's.
        for pid in [postmaster].into_iter().chain(children(postmaster)) {
            // A backend may have ended by now.
            let _ = kill_process(Pid::from_raw(pid).expect("a process ID"), Signal::KILL);
        }
        // Where nobody buries its process, that seems to run.
        for lock in [file, self.directory.join(format!(".s.PGSQL.{}.lock", self.port))] {
            std::fs::remove_file(lock).expect("the lock of a server that was killed");
        }
    }

    /// Starts it again, where it listened before.
    pub fn resume(&self) {
        // What a killed server leaves behind is looked at twice.
        let started = (0..5).any(|_| self.pg_ctl("start").status.success());
        assert!(started, "{}", std::fs::read_to_string(self.directory.join("server.log")).unwrap_or_default());
    }

    /// Waits until it answers; starts it again where it gave up.
    pub fn until_it_answers(&self) {
        let answers = || log_in(USER, PASSWORD, self.port, "postgres").is_ok();
        for _ in 0..50 {
            if answers() {
                return;
            }
            if self.pg_ctl("status").status.code() == Some(3) {
                self.resume();
            }
            std::thread::sleep(std::time::Duration::from_millis(200));
        }
        panic!("the server does not answer: {}", self.directory.display());
    }

    /// A standby of its own, which follows by streaming replication. This one is stopped meanwhile: nobody may be connected.
    pub fn standby(&self) -> Cluster {
        self.stop();
        let (directory, guard) = guarded_directory();
        let standby = Cluster { port: free_port(), directory, environment: self.environment.clone(), _guard: guard };
        copy(&self.data(), &standby.data());
        std::fs::set_permissions(standby.data(), std::fs::Permissions::from_mode(0o700)).expect("a private directory");
        standby.touch("standby.signal");
        let primary = format!("host=localhost port={} user={USER} password={PASSWORD}", self.port);
        let port = standby.port.to_string();
        // Nobody follows it.
        let own = [("primary_conninfo", &*primary), ("port", &*port), ("synchronous_standby_names", "")];
        standby.configure(&own);
        self.resume();
        standby.resume();
        standby
    }

    /// Waits until the standby has all that this one has written.
    pub fn until_followed(&self, standby: &Cluster) {
        let written = value(&mut self.connect("postgres"), "pg_current_wal_flush_lsn()");
        let replayed = format!("pg_last_wal_replay_lsn() >= '{written}'");
        let mut standby = standby.connect("postgres");
        until("the standby follows", || value(&mut standby, &replayed) == "true");
    }

    /// Makes a primary of a standby.
    pub fn promote(&self) {
        let output = self.pg_ctl("promote");
        assert!(output.status.success(), "{output:?}");
    }

    fn pg_ctl(&self, action: &str) -> Output {
        let mut pg_ctl = server_command("pg_ctl", &self.directory);
        pg_ctl.envs(self.environment.iter().cloned());
        pg_ctl.args(action.split(' ')).args(["--silent", "--wait", "--timeout=120", "--pgdata"]).arg(self.data());
        if action == "start" {
            let sockets =
                format!("-c listen_addresses=localhost -c unix_socket_directories={}", self.directory.display());
            // The server inherits what pg_ctl has open; a pipe would not end before it.
            pg_ctl.arg("--log").arg(self.directory.join("server.log")).arg("--options").arg(sockets);
            pg_ctl.stdout(Stdio::null()).stderr(Stdio::null());
        }
        pg_ctl.output().expect("pg_ctl")
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.directory.join("data")
    }

    /// Makes an empty file in the data directory, for the server's user.
    pub fn touch(&self, name: &str) {
        let file = self.data().join(name);
        std::fs::write(&file, "").expect("a file");
        give(&file);
    }

    /// A new empty database.
    pub fn database(&self) -> Database {
        self.copy_of("template1")
    }

    /// A new database, a copy of `template`, to which nobody may be connected.
    pub fn copy_of(&self, template: &str) -> Database {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let create = Sql::new("CREATE DATABASE ").name(&name).text(" TEMPLATE ").name(template);
        create.execute(&mut self.connect("postgres")).expect("CREATE DATABASE");
        Database::on(self, name)
    }

    /// The URL of a database, as alembic.ini has it.
    pub fn url(&self, database: &str) -> String {
        url(USER, PASSWORD, self.port, database)
    }

    /// A database as the crate's own target.
    pub fn target(&self, database: &str) -> Target {
        Target {
            hosts: vec![Host { name: "localhost".into(), port: Some(self.port) }],
            user: USER.into(),
            password: Some(Secret::new(PASSWORD)),
            database: database.into(),
            parameters: Default::default(),
        }
    }

    /// A connection as the superuser.
    pub fn connect(&self, database: &str) -> PgConnection {
        log_in(USER, PASSWORD, self.port, database).expect("a connection to the test server")
    }
}

/// The processes that a process has started, out of /proc: ps is not everywhere.
fn children(parent: i32) -> Vec<i32> {
    let processes = std::fs::read_dir("/proc").expect("/proc").flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
    let has_parent = |pid: &i32| {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        status.lines().any(|line| line.strip_prefix("PPid:").is_some_and(|of| of.trim() == parent.to_string()))
    };
    pids.filter(has_parent).collect()
}

/// The URL of a database on `localhost`, as alembic.ini has it: the name of the database is taken as it is.
pub fn url(user: &str, password: &str, port: u16, database: &str) -> String {
    format!("postgresql://{}:{}@localhost:{port}/{database}", encode(user), encode(password))
}

/// A login of the tests' own; libpq decodes all parts of a URL.
pub fn log_in(user: &str, password: &str, port: u16, database: &str) -> ConnectionResult<PgConnection> {
    PgConnection::establish(&url(user, password, port, &encode(database)))
}

/// Percent-encodes all but letters, digits and `-._~`.
pub fn encode(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let encoded = |byte: u8| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(encoded).collect()
}
