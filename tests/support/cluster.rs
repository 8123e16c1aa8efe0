//! One throwaway server for the whole run. It ends with this process, however that ends: a guard process holds the other
//! end of a pipe, and stops the server and removes its files when the pipe closes.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use backend_ai::config::{Host, Secret, Target};
use backend_ai::devdb::cluster::free_port;
use backend_ai::devdb::{self, Account, Place, Programs};
use diesel::pg::Pg;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::{Connection, PgConnection, QueryResult, RunQueryDsl};

/// The superuser's name.
pub const USER: &str = "postgres";
/// The superuser's password; odd enough to be found in any output.
pub const PASSWORD: &str = "ThrowAway-3f9c";

/// A running server.
pub struct Cluster {
    /// Where it listens on `localhost`.
    pub port: u16,
    /// Its data directory, socket and log.
    pub inner: devdb::Cluster,
    _guard: Child,
}

/// The server that all tests share; the first to ask waits for it to start.
pub fn cluster() -> &'static Cluster {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(|| Cluster::start(&[]))
}

impl Cluster {
    /// A server of one's own, for tests that stop it or want other parameters.
    pub fn start(parameters: &[(&str, &str)]) -> Cluster {
        let programs = programs();
        let account = Account::for_new_cluster().expect("a user to run PostgreSQL as");
        let directory = Place::temporary(Path::new("/tmp"), "backend.ai-test", &account).expect("a directory in /tmp");
        let inner =
            devdb::Cluster::new(Place { directory, account, link: None }, || Ok(programs)).expect("usable programs");
        // Before initdb, so that nothing can be left behind from here on.
        let guard = guard(&inner);
        inner.initialize(USER, &Secret::new(PASSWORD)).expect("initdb");
        let quick =
            [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off"), ("max_connections", "200")];
        let all: Vec<(&str, &str)> = quick.iter().chain(parameters).copied().collect();
        let port = (0..5).find_map(|_| {
            let port = free_port().expect("a free port");
            match inner.start(port, &all) {
                Ok(_) => Some(port),
                Err(devdb::Error::PortTaken { .. }) => None,
                Err(error) => panic!("PostgreSQL did not start: {error}"),
            }
        });
        Cluster { port: port.expect("a free port"), inner, _guard: guard }
    }

    /// A new empty database with a name of its own that begins with `prefix`.
    pub fn create_database(&self, prefix: &str) -> String {
        self.create_from(prefix, "template1")
    }

    /// A new database, a copy of `template`, to which nobody may be connected.
    pub fn create_from(&self, prefix: &str, template: &str) -> String {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let name = format!("{prefix}_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let statement = CreateDatabase { name: name.clone(), template: template.to_owned() };
        statement.execute(&mut self.connect("postgres")).expect("CREATE DATABASE");
        name
    }

    /// The URL of a database, as alembic.ini has it.
    pub fn url(&self, database: &str) -> String {
        format!("postgresql://{USER}:{PASSWORD}@localhost:{}/{database}", self.port)
    }

    /// The same as a target.
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
        PgConnection::establish(self.target(database).conninfo().expose()).expect("a connection to the test server")
    }

    /// The directory of its socket.
    pub fn socket_directory(&self) -> PathBuf {
        self.inner.socket_directory().expect("a short path").to_owned()
    }
}

/// The server programs, or what to do about their absence.
pub fn programs() -> Programs {
    let state = Path::new(env!("CARGO_MANIFEST_DIR")).join(devdb::place::STATE);
    Programs::find(&state).unwrap_or_else(|error| panic!("{error} (`make test` does it)"))
}

/// Waits for this process's end in a session that no terminal interrupts, then cleans up.
fn guard(cluster: &devdb::Cluster) -> Child {
    use std::os::unix::process::CommandExt;
    let place = cluster.place();
    let script =
        r#"trap '' INT TERM HUP; cat >/dev/null; "$1" stop -s -m immediate -D "$2/data"; cd /; rm -rf -- "$2""#;
    let mut command = place.account.command(Path::new("/bin/sh"), &place.directory);
    command.args(["-c", script, "sh"]).arg(cluster.command("pg_ctl").get_program()).arg(&place.directory);
    // The standard library's pipes are closed on exec, so nobody but this process holds the guard's.
    command.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("a guard process")
}

/// `CREATE DATABASE … TEMPLATE …`, its names quoted by Diesel.
struct CreateDatabase {
    name: String,
    template: String,
}

impl QueryFragment<Pg> for CreateDatabase {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("CREATE DATABASE ");
        out.push_identifier(&self.name)?;
        out.push_sql(" TEMPLATE ");
        out.push_identifier(&self.template)
    }
}

impl QueryId for CreateDatabase {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl Query for CreateDatabase {
    type SqlType = diesel::sql_types::Untyped;
}

impl<Conn> RunQueryDsl<Conn> for CreateDatabase {}
