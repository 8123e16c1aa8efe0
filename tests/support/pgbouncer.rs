//! A throwaway PgBouncer in front of the shared server.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use super::cluster::{PASSWORD, USER, log_in};
use super::server_user::{as_server_user, give, temporary_directory};
use super::{cluster, free_port, until};

/// A running pooler. Tests with it are in modules called `with_pgbouncer`, which `make test` leaves out where it cannot be had.
pub struct PgBouncer {
    /// Where it listens on `localhost`.
    pub port: u16,
    /// Its log and configuration.
    pub directory: PathBuf,
    /// Holds the other end of the pipe whose end stops it.
    guard: Child,
}

impl PgBouncer {
    /// One that pools by `session`, `transaction` or `statement`, with lines of one's own for its section `[pgbouncer]`.
    pub fn start(mode: &str, more: &str) -> PgBouncer {
        let (directory, port) = (temporary_directory("backend.ai-pgbouncer-"), free_port());
        let configuration = format!(
            "[databases]\n* = host=localhost port={}\n[pgbouncer]\nlisten_addr = localhost\nlisten_port = {port}\nunix_socket_dir =\n\
             pool_mode = {mode}\nauth_type = scram-sha-256\nauth_file = {}/users\ndefault_pool_size = 2\n{more}\n",
            cluster().port,
            directory.display()
        );
        let files = [("pgbouncer.ini", configuration), ("users", format!("\"{USER}\" \"{PASSWORD}\"\n"))];
        for (name, content) in files {
            std::fs::write(directory.join(name), content).expect("a file");
            give(&directory.join(name));
        }
        // The server's user need not be able to enter the checkout.
        let copy = directory.join("pgbouncer");
        std::fs::copy(program(), &copy).expect("a copy of pgbouncer");
        give(&copy);
        // However this process ends, the shell's stdin does, and the pooler and its files go.
        let script = r#"trap '' INT TERM HUP; "$1/pgbouncer" -q "$1/pgbouncer.ini" </dev/null >"$1/log" 2>&1 & pooler=$!
            cat >/dev/null; kill -KILL $pooler; wait $pooler; cd /; rm -rf -- "$1""#;
        let mut guard = as_server_user(Path::new("/bin/sh"), &directory);
        guard.args(["-c", script, "sh"]).arg(&directory);
        std::os::unix::process::CommandExt::process_group(&mut guard, 0);
        let guard = guard.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a shell");
        let pooler = PgBouncer { port, directory, guard };
        until("PgBouncer accepts connections", || log_in(USER, PASSWORD, port, "postgres").is_ok());
        pooler
    }

    /// All that it has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.directory.join("log")).expect("its log")
    }
}

impl Drop for PgBouncer {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// The program that `make test` found, or one that is at hand.
fn program() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".backend.ai/pgbouncer/pgbouncer");
    let named = std::env::var_os("PGBOUNCER").filter(|path| !path.is_empty()).map(PathBuf::from);
    let mut places =
        named.into_iter().chain([own]).chain(["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].map(PathBuf::from));
    let found = places.find(|program| program.is_file());
    found.expect("there is no pgbouncer: `make test` gets one (scripts/get-pgbouncer), or set PGBOUNCER to its path")
}
