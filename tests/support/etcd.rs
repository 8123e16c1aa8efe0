//! A throwaway etcd, and what tests write there and read back through its own API.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use serde_json::{Value, json};

use super::free_port;
use super::server_user::temporary_directory;

/// A running server without any key.
pub struct Etcd {
    /// Where it listens on `localhost`.
    pub port: u16,
    /// Holds the other end of the pipe whose end stops the server.
    guard: Child,
}

impl Etcd {
    /// One of the test's own.
    pub fn start() -> Etcd {
        let program = program();
        // The peers' port may be taken between asking and listening.
        (0..5).find_map(|_| Etcd::try_start(&program)).expect("etcd did not start")
    }

    fn try_start(program: &Path) -> Option<Etcd> {
        let directory = temporary_directory("backend.ai-etcd-");
        let (port, peers) = (free_port(), free_port());
        // However this process ends, the shell's stdin does, and the server and its files go.
        let script = r#"trap '' INT TERM HUP; directory=$1; shift; "$@" </dev/null >"$directory/log" 2>&1 & server=$!
            cat >/dev/null; kill -KILL $server; wait $server; rm -rf -- "$directory""#;
        let url = |port: u16| format!("http://127.0.0.1:{port}");
        let mut guard = Command::new("/bin/sh");
        guard.args(["-c", script, "sh"]).arg(&directory).arg(program);
        guard.arg("--data-dir").arg(directory.join("data"));
        guard.args(["--listen-client-urls", &url(port), "--advertise-client-urls", &url(port)]);
        guard.args(["--listen-peer-urls", &url(peers), "--initial-advertise-peer-urls", &url(peers)]);
        guard.args(["--initial-cluster", &format!("default={}", url(peers))]);
        std::os::unix::process::CommandExt::process_group(&mut guard, 0);
        let guard = guard.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a shell");
        let etcd = Etcd { port, guard };
        let until = Instant::now() + Duration::from_secs(30);
        while Instant::now() < until {
            if etcd.post("kv/range", json!({ "key": BASE64.encode("x") })).is_some() {
                return Some(etcd);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    }

    /// Writes keys below `/sorna/local/config/docker/registry/`, and one elsewhere.
    pub fn put_registries(&self, pairs: &[(&str, &str)]) {
        let all = pairs.iter().map(|(key, value)| (format!("/sorna/local/config/docker/registry/{key}"), *value));
        for (key, value) in all.chain([("/sorna/local/config/redis/addr".to_owned(), "localhost:6379")]) {
            let request = json!({ "key": BASE64.encode(key), "value": BASE64.encode(value) });
            self.post("kv/put", request).expect("etcd takes a key");
        }
    }

    /// Every key with its revision and value, and the revision of the whole: nothing was touched where both are the same.
    pub fn everything(&self) -> (Value, Value) {
        let mut answer = self.post("kv/range", json!({ "key": "AA==", "range_end": "AA==" })).expect("etcd answers");
        (answer["kvs"].take(), answer["header"]["revision"].take())
    }

    /// From now on it wants a login: root's, with this password, or that of a user who may not read anything.
    pub fn want_login(&self, password: &str) {
        let call = |path: &str, body: Value| self.post(path, body).unwrap_or_else(|| panic!("etcd refuses {path}"));
        call("auth/role/add", json!({ "name": "root" }));
        for user in ["root", "nobody"] {
            call("auth/user/add", json!({ "name": user, "password": password }));
        }
        call("auth/user/grant", json!({ "user": "root", "role": "root" }));
        call("auth/enable", json!({}));
    }

    /// Kills it, as a lost machine would.
    pub fn stop(mut self) -> u16 {
        self.end();
        self.port
    }

    fn end(&mut self) {
        drop(self.guard.stdin.take());
        self.guard.wait().expect("the end of etcd's guard");
    }

    /// One call of the v3 gateway; none where it is not answered well.
    fn post(&self, call: &str, body: Value) -> Option<Value> {
        let url = format!("http://127.0.0.1:{}/v3/{call}", self.port);
        let request = ureq::post(url).config().proxy(None).timeout_global(Some(Duration::from_secs(10))).build();
        let text = request.send(body.to_string()).ok()?.body_mut().read_to_string().ok()?;
        serde_json::from_str(&text).ok()
    }
}

impl Drop for Etcd {
    fn drop(&mut self) {
        self.end();
    }
}

/// The program that `make test` found, or one that is at hand.
fn program() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|directory| directory.join("etcd"));
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".backend.ai/etcd/etcd");
    let mut places = std::env::var_os("ETCD").map(PathBuf::from).into_iter().chain(on_path).chain([own]);
    let found = places.find(|program| program.is_file());
    found.unwrap_or_else(|| {
        panic!("there is no etcd program: `make test` gets one (scripts/get-etcd), or set ETCD to its path")
    })
}
