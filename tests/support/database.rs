//! The databases that tests work on: empty, of a release, with rows. Those of a release are copies of templates that are made once a
//! run. Each has the program beside it, configured for it, and goes away with its owner.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::{Nullable, Text};
use diesel::{PgConnection, RunQueryDsl, select};
use serde_json::Value;

use super::cluster::{PASSWORD, USER, encode, log_in, url};
use super::filler::{self, Manner};
use super::{Cluster, Facts, Outcome, Program, Release, Snapshot, Sql, cluster, newest, release};

/// A database that nobody else uses.
pub struct Database {
    /// Its name.
    pub name: String,
    /// Its alembic.ini and manager.toml name the database and the superuser.
    pub program: Program,
    pub port: u16,
}

impl Database {
    /// Without anything in it.
    pub fn empty() -> Database {
        cluster().database()
    }

    /// As `mgr schema oneshot` prepares one of a release; `24.09` is the embedded release of that line.
    pub fn of(name: &str) -> Database {
        Database::fresh(release(name))
    }

    /// The same of an embedded release.
    pub fn fresh(release: &Release) -> Database {
        Database::once(format!("{} fresh", release.name), || Database::prepared(release))
    }

    /// Of the newest release.
    pub fn newest() -> Database {
        Database::fresh(newest())
    }

    /// Of the newest release, with tables of the test's own.
    pub fn with(statements: &str) -> Database {
        let database = Database::newest();
        database.execute(statements);
        database
    }

    /// Of a release, with rows in every table.
    pub fn filled(release: &Release, seed: u64, manner: Manner) -> Database {
        Database::once(format!("{} filled {seed} {manner:?}", release.name), || {
            let database = Database::prepared(release);
            filler::refill(&mut database.connect(), &release.file("columns.toml"), seed, manner);
            database
        })
    }

    /// A copy of what is made once a run.
    pub fn once(key: String, make: impl FnOnce() -> Database) -> Database {
        cluster().copy_of(&template(key, make))
    }

    /// Of a release, not a copy of the one that the others got: random ids are its own.
    pub fn prepared(release: &Release) -> Database {
        let database = Database::empty();
        database.schema(["oneshot", "--release", &release.name]).success();
        database
    }

    /// A copy, while nobody is connected to this one.
    pub fn copy(&self) -> Database {
        cluster().copy_of(&self.name)
    }

    /// A database of that server, existing or not.
    pub fn on(cluster: &Cluster, name: impl Into<String>) -> Database {
        let database = Database { name: name.into(), program: Program::new(), port: cluster.port };
        database.log_in_as(USER, PASSWORD);
        database
    }

    /// Makes another role and its password those of alembic.ini and manager.toml.
    pub fn log_in_as(&self, user: &str, password: &str) {
        self.program.alembic_ini(&url(user, password, self.port, &self.name));
        self.program.manager_toml(self.port, &self.name, user, password);
    }

    /// Makes the program connect through something that listens on another port of `localhost`.
    pub fn connect_through(&self, port: u16) {
        self.program.alembic_ini(&url(USER, PASSWORD, port, &self.name));
        self.program.manager_toml(port, &self.name, USER, PASSWORD);
    }

    /// Makes the configuration name both servers, in a way that the manager can read too; `parameters` are more of the URL's.
    pub fn connect_to_one_of(&self, clusters: [&Cluster; 2], parameters: &str) {
        let hosts = clusters.map(|cluster| format!("localhost:{}", cluster.port));
        let (login, [first, second]) = (format!("{}:{}", encode(USER), encode(PASSWORD)), &hosts);
        let url = format!("postgresql://{login}@/{}?host={first}&host={second}{parameters}", self.name);
        self.program.alembic_ini(&url);
        let login = format!("name = \"{}\"\nuser = \"{USER}\"\npassword = \"{PASSWORD}\"\n", self.name);
        let manager_toml = format!("[db]\naddrs = {hosts:?}\nconnect-timeout = 5\n{login}");
        self.program.write_private("manager.toml", manager_toml);
    }

    /// A new role that may log in, and do nothing else here; it is the configuration's from now on.
    pub fn log_in_as_new_role(&self) -> String {
        let role = format!("role_of_{}", self.name);
        self.execute(&format!("CREATE ROLE {role} LOGIN PASSWORD 'Ordinary-1'"));
        self.log_in_as(&role, "Ordinary-1");
        role
    }

    /// Runs `mgr …`.
    pub fn mgr<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        self.program.run(mgr(&[], arguments))
    }

    /// Runs `mgr schema …`.
    pub fn schema<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        self.program.run(mgr(&["schema"], arguments))
    }

    /// Runs `mgr fixture …`.
    pub fn fixture<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        self.program.run(mgr(&["fixture"], arguments))
    }

    /// Runs `mgr fixture populate` of one file with this content, called `f.json`.
    pub fn populate(&self, fixture: impl AsRef<[u8]>, options: &[&str]) -> Outcome {
        self.program.write("f.json", fixture);
        self.fixture(["populate", "f.json"].iter().chain(options))
    }

    /// The same, which must succeed; the JSON document of its result.
    #[track_caller]
    pub fn loads(&self, fixture: impl AsRef<[u8]>, options: &[&str]) -> Value {
        let options: Vec<&str> = options.iter().copied().chain(["--json"]).collect();
        self.populate(fixture, &options).success().json()
    }

    /// The same, which must be refused with status 15; the mistakes, a line each, without what the log puts before them.
    #[track_caller]
    pub fn refused(&self, fixture: impl AsRef<[u8]>, options: &[&str]) -> Vec<String> {
        let before = self.content();
        let outcome = self.populate(fixture, options).status(15);
        assert_eq!(self.content(), before, "something was written");
        outcome.mistakes()
    }

    /// A connection as the superuser.
    pub fn connect(&self) -> PgConnection {
        log_in(USER, PASSWORD, self.port, &self.name).expect("a connection to the test server")
    }

    /// Runs statements.
    #[track_caller]
    pub fn execute(&self, statements: &str) {
        self.connect().batch_execute(statements).unwrap_or_else(|error| panic!("{statements}: {error}"));
    }

    /// The value of an expression, as text; SQL NULL is `∅`.
    #[track_caller]
    pub fn value(&self, expression: &str) -> String {
        value(&mut self.connect(), expression)
    }

    /// How many rows a query or a table has.
    #[track_caller]
    pub fn count(&self, rows: &str) -> usize {
        let query = if rows.starts_with("SELECT ") { rows.to_owned() } else { format!("SELECT FROM {rows}") };
        self.value(&format!("SELECT count(*) FROM ({query}) AS counted")).parse().expect("a number")
    }

    /// Whether an expression is true.
    #[track_caller]
    pub fn holds(&self, expression: &str) -> bool {
        self.value(expression) == "true"
    }

    /// What alembic_version holds.
    pub fn stamps(&self) -> Vec<String> {
        let stamps = self.value("SELECT string_agg(version_num, ' ' ORDER BY version_num) FROM alembic_version");
        stamps.split(' ').filter(|stamp| *stamp != "∅").map(str::to_owned).collect()
    }

    /// Its facts.
    pub fn facts(&self) -> Facts {
        Facts::of(&mut self.connect())
    }

    /// Asserts the facts of a release, the order of columns apart, and its stamp.
    #[track_caller]
    pub fn assert_is(&self, release: &Release) {
        let drift = self.drift(release);
        assert!(drift.is_empty(), "{}: {drift:#?}", release.name);
        assert_eq!(self.stamps(), [release.head.as_str()], "the stamp of {}", release.name);
    }

    /// What differs from a fresh database of the release, the order of columns apart.
    pub fn drift(&self, release: &Release) -> Vec<String> {
        release.facts().without_positions().differences(&self.facts().without_positions())
    }

    /// All rows of all tables.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::take(&mut self.connect())
    }

    /// Every row of every table, as text.
    pub fn content(&self) -> String {
        self.rows("t::text")
    }

    /// Every row of every table, and which transaction wrote it where: the same only if nothing was written at all.
    pub fn versions(&self) -> String {
        self.rows("t.ctid::text || t.xmin::text || t::text")
    }

    fn rows(&self, expression: &str) -> String {
        self.value(&format!(
            "SELECT string_agg(query_to_xml(format('SELECT {} AS %I FROM public.%I AS t ORDER BY 1', relname, relname), \
             true, true, '')::text, '' ORDER BY relname) \
             FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
            expression.replace('\'', "''"),
        ))
    }

    /// Waits until the server has seen the end of every run: it notices the death of a client at its next statement.
    #[track_caller]
    pub fn until_no_run_is_left(&self) {
        let runs = format!(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = '{}' AND application_name LIKE 'backend.ai %'",
            self.name
        );
        let mut connection = self.connect();
        until("the server has seen the end of the run", || value(&mut connection, &runs) == "0");
    }

    /// Waits until a run waits for a lock inside the server.
    #[track_caller]
    pub fn until_a_run_waits(&self) {
        let waits = format!(
            "EXISTS (SELECT FROM pg_stat_activity WHERE datname = '{}' AND application_name LIKE 'backend.ai %' \
             AND wait_event_type = 'Lock')",
            self.name
        );
        let mut connection = self.connect();
        until("a run waits for a lock", || value(&mut connection, &waits) == "true");
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        // With its server where it does not work.
        if let Ok(mut connection) = log_in(USER, PASSWORD, self.port, "postgres") {
            let drop = Sql::new("DROP DATABASE IF EXISTS ").name(&self.name).text(" WITH (FORCE)");
            let _ = drop.execute(&mut connection);
        }
    }
}

/// The value of an expression, as text; SQL NULL is `∅`.
#[track_caller]
pub fn value(connection: &mut PgConnection, expression: &str) -> String {
    let query = select(sql::<Nullable<Text>>(&format!("({expression})::text")));
    let value: Option<String> = query.get_result(connection).unwrap_or_else(|error| panic!("{expression}: {error}"));
    value.unwrap_or_else(|| "∅".to_owned())
}

/// Waits for a condition, but not for ever.
#[track_caller]
pub fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let began = Instant::now();
    while !condition() {
        assert!(began.elapsed() < Duration::from_secs(60), "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The arguments of `mgr …`.
pub fn mgr<A: AsRef<OsStr>>(start: &[&str], arguments: impl IntoIterator<Item = A>) -> Vec<OsString> {
    let start = std::iter::once("mgr").chain(start.iter().copied()).map(OsString::from);
    start.chain(arguments.into_iter().map(|argument| argument.as_ref().to_owned())).collect()
}

/// The name of a template database that is made once. Nobody stays connected to it, and it goes with the server.
fn template(key: String, make: impl FnOnce() -> Database) -> String {
    static TEMPLATES: Mutex<BTreeMap<String, &'static OnceLock<Database>>> = Mutex::new(BTreeMap::new());
    let slot: &'static OnceLock<Database> = {
        let mut templates = TEMPLATES.lock().unwrap_or_else(PoisonError::into_inner);
        templates.entry(key).or_insert_with(|| Box::leak(Box::default()))
    };
    slot.get_or_init(make).name.clone()
}
