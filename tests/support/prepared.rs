//! Databases of a release, copied from templates that `mgr schema oneshot` prepared once, and the program beside them.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::sync::Mutex;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::{Nullable, Text};
use diesel::{PgConnection, RunQueryDsl, select};
use serde_json::Value;

use super::{Outcome, Program, cluster};

/// A database of a release that nobody else uses.
pub struct Prepared {
    /// Its manager.toml and alembic.ini name the database.
    pub program: Program,
    /// The database's name.
    pub database: String,
}

impl Prepared {
    /// A fresh database of a release.
    pub fn of(release: &str) -> Prepared {
        Prepared::at(cluster().create_from("fixture", &template(release)))
    }

    /// Of the newest release.
    pub fn newest() -> Prepared {
        Prepared::of("26.9.6")
    }

    /// Of the newest release, with tables of the test's own.
    pub fn with(statements: &str) -> Prepared {
        let prepared = Prepared::newest();
        prepared.execute(statements);
        prepared
    }

    /// A copy of this one, to which nobody may be connected.
    pub fn copy(&self) -> Prepared {
        Prepared::at(cluster().create_from("fixture", &self.database))
    }

    /// The program with a configuration for a database of the shared server.
    pub fn at(database: String) -> Prepared {
        let program = Program::new();
        program.alembic_ini(&cluster().url(&database));
        configure(&program, cluster().port, &database, super::cluster::USER, super::cluster::PASSWORD);
        Prepared { program, database }
    }

    /// `mgr fixture …`
    pub fn fixture<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Outcome {
        self.program.run(command(arguments))
    }

    /// `mgr fixture populate` of one file with this content, called `f.json`.
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
        mistakes(&outcome)
    }

    /// A connection as the superuser.
    pub fn connect(&self) -> PgConnection {
        cluster().connect(&self.database)
    }

    /// Runs statements.
    #[track_caller]
    pub fn execute(&self, statements: &str) {
        self.connect().batch_execute(statements).unwrap_or_else(|error| panic!("{statements}: {error}"));
    }

    /// The value of an expression, as text; SQL NULL is `∅`.
    #[track_caller]
    pub fn value(&self, expression: &str) -> String {
        let query = select(sql::<Nullable<Text>>(&format!("({expression})::text")));
        let value: Option<String> =
            query.get_result(&mut self.connect()).unwrap_or_else(|error| panic!("{expression}: {error}"));
        value.unwrap_or_else(|| "∅".to_owned())
    }

    /// Every row of every table.
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
}

/// `mgr fixture …`
pub fn command<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Vec<std::ffi::OsString> {
    let start = ["mgr", "fixture"].map(std::ffi::OsString::from).into_iter();
    start.chain(arguments.into_iter().map(|argument| argument.as_ref().to_owned())).collect()
}

/// Writes the manager.toml for a database.
pub fn configure(program: &Program, port: u16, database: &str, user: &str, password: &str) {
    use std::os::unix::fs::PermissionsExt;
    let path = program.write(
        "manager.toml",
        format!(
            "[db]\ntype = \"postgresql\"\naddr = \"localhost:{port}\"\nname = \"{database}\"\nuser = \"{user}\"\n\
             password = \"{password}\"\n"
        ),
    );
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("a private file");
}

/// The lines of stderr that tell mistakes, but not the sentence that closes them.
pub fn mistakes(outcome: &Outcome) -> Vec<String> {
    let errors = outcome.stderr.lines().filter_map(|line| line.split_once(" ERROR ")?.1.split_once("] "));
    let lines: Vec<String> = errors.map(|(_, message)| message.to_owned()).collect();
    lines.into_iter().filter(|line| !line.contains("nothing was written")).collect()
}

/// The template database of a release.
fn template(release: &str) -> String {
    static MADE: Mutex<Option<HashMap<String, String>>> = Mutex::new(None);
    let mut made = MADE.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let made = made.get_or_insert_default();
    if let Some(template) = made.get(release) {
        return template.clone();
    }
    let template = fresh(release).database;
    made.insert(release.to_owned(), template.clone());
    template
}

/// A database that `mgr schema oneshot` prepared, not a copy of the one that the others got: random ids are its own.
pub fn fresh(release: &str) -> Prepared {
    let prepared = Prepared::at(cluster().create_database("template"));
    prepared.program.run(["mgr", "schema", "oneshot", "--release", release]).success();
    prepared
}
