//! The release lines and databases of them, each made once and then copied.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use backend_ai::migration::embedded::{self, EmbeddedRevision};
use backend_ai::migration::{Plan, Revisions, history, inspect, script};
use backend_ai::release::{self, EmbeddedRelease};
use backend_ai::schema_facts::Facts;
use diesel::prelude::*;

use super::snapshot::Snapshot;
use crate::support::filler::{self, Manner, catalog};
use crate::support::{Outcome, Program, Sql, cluster};

/// A release line, by its last release.
#[derive(Debug)]
pub struct Line {
    pub name: &'static str,
    /// Its place in time.
    pub position: usize,
}

/// Those that this program upgrades from and to.
pub static LINES: [Line; 9] = [
    Line { name: "22.3.3", position: 0 },
    Line { name: "22.9.23", position: 1 },
    Line { name: "23.3.12", position: 2 },
    Line { name: "23.9.10", position: 3 },
    Line { name: "24.3.11", position: 4 },
    Line { name: "24.9.14", position: 5 },
    Line { name: "25.6.17", position: 6 },
    Line { name: "25.15.12", position: 7 },
    Line { name: "25.19.2", position: 8 },
];

/// The line with that release.
pub fn line(name: &str) -> &'static Line {
    LINES.iter().find(|line| line.name == name).expect("a line")
}

/// A database that goes away with its owner.
pub struct Database {
    name: String,
    /// The rows that it began with.
    pub before: Arc<Snapshot>,
}

impl Line {
    pub fn release(&self) -> &'static EmbeddedRelease {
        release::by_name(self.name).expect("an embedded release")
    }

    /// The revisions that the release has.
    pub fn own(&self) -> Revisions {
        history().own_of(self.release())
    }

    /// The revisions that lead to another line.
    pub fn plan(&self, to: &Line) -> Vec<&'static str> {
        history().ids(&Plan::up(history(), &self.own(), &to.own()).revisions())
    }

    /// A database as `oneshot` leaves it.
    pub fn fresh(&self) -> Database {
        self.copy("fresh".to_owned(), |_| {})
    }

    /// The same with rows in every table.
    pub fn filled(&self, seed: u64, manner: Manner) -> Database {
        self.copy(format!("filled {seed} {manner:?}"), |connection| {
            let rules = self.release().file("columns.toml").expect("column rules");
            filler::fill(connection, rules, seed, manner);
        })
    }

    /// A copy of a database that is made once; nobody stays connected to that.
    fn copy(&self, what: String, fill: impl FnOnce(&mut PgConnection)) -> Database {
        type Template = (String, Arc<Snapshot>);
        type Templates = BTreeMap<(&'static str, String), Arc<OnceLock<Template>>>;
        static TEMPLATES: Mutex<Templates> = Mutex::new(Templates::new());
        let template = {
            let mut templates = TEMPLATES.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            templates.entry((self.name, what)).or_default().clone()
        };
        let (template, rows) = template.get_or_init(|| {
            let name = cluster().create_database("upgrade");
            let mut connection = cluster().connect(&name);
            let create = |connection: &mut PgConnection| {
                inspect::set_search_path(connection)?;
                script::run(connection, &self.release().schema()).expect("the schema");
                stamp(connection, [self.release().head()]);
                Ok(())
            };
            connection.transaction::<_, diesel::result::Error, _>(create).expect("a database of the release");
            fill(&mut connection);
            let rows = Snapshot::take(&mut connection);
            (name, Arc::new(rows))
        });
        Database { name: cluster().create_from("upgrade", template), before: rows.clone() }
    }
}

impl Database {
    pub fn connect(&self) -> PgConnection {
        cluster().connect(&self.name)
    }

    pub fn url(&self) -> String {
        cluster().url(&self.name)
    }

    /// What differs from a fresh database of the line, the order of columns apart.
    pub fn drift(&self, line: &Line) -> Vec<String> {
        let differences = differ(&line.release().facts().without_positions(), &facts(&mut self.connect()));
        differences.into_iter().map(|difference| format!("drift, {difference}")).collect()
    }

    /// What alembic_version holds.
    pub fn stamps(&self) -> Vec<String> {
        #[derive(QueryableByName)]
        struct Stamp {
            #[diesel(sql_type = diesel::sql_types::Text)]
            version_num: String,
        }
        let query = diesel::sql_query("SELECT version_num FROM alembic_version ORDER BY 1");
        let stamps: Vec<Stamp> = query.load(&mut self.connect()).expect("the ledger");
        stamps.into_iter().map(|stamp| stamp.version_num).collect()
    }

    /// What is wrong with the stamp, and with a second upgrade, which finds nothing to do.
    pub fn second_run(&self, program: &Program, line: &Line) -> Vec<String> {
        let mut wrong = Vec::new();
        let stamps = self.stamps();
        if stamps != [line.release().head()] {
            wrong.push(format!("the stamps are {stamps:?}"));
        }
        let Outcome { status, stdout, stderr } =
            program.run(["mgr", "schema", "upgrade", line.name, "--strict", "--json"]);
        let result: serde_json::Value = serde_json::from_str(&stdout).unwrap_or_default();
        if status != 0 || result["changed"] != false || stderr.contains("Running upgrade") {
            wrong.push(format!("a second upgrade: status {status}\n{stdout}\n{stderr}"));
        }
        wrong
    }

    /// Table, column and members of every column of an enumeration.
    pub fn enumerations(&self) -> Vec<(String, String, Vec<String>)> {
        let tables = catalog::read(&mut self.connect());
        let columns = tables.into_values().flat_map(|table| {
            table.columns.into_iter().map(move |column| (table.name.clone(), column.name, column.labels))
        });
        columns.filter(|(_, _, members)| !members.is_empty()).collect()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let mut connection = cluster().connect("postgres");
        // Left to the end of the server where it does not work.
        let _ = Sql::new("DROP DATABASE ").name(&self.name).text(" WITH (FORCE)").execute(&mut connection);
    }
}

/// The facts, the order of columns left out.
pub fn facts(connection: &mut PgConnection) -> Facts {
    let read = |connection: &mut PgConnection| {
        inspect::set_search_path(connection)?;
        Facts::read(connection)
    };
    connection.transaction::<_, diesel::result::Error, _>(read).expect("facts").without_positions()
}

/// What one has and the other has not.
pub fn differ(expected: &Facts, found: &Facts) -> Vec<String> {
    let expected: BTreeSet<&str> = expected.lines().collect();
    let found: BTreeSet<&str> = found.lines().collect();
    let missing = expected.difference(&found).map(|fact| format!("missing: {fact}"));
    missing.chain(found.difference(&expected).map(|fact| format!("unexpected: {fact}"))).collect()
}

/// Runs the up.sql of revisions in the caller's transaction, and leaves the stamps alone.
pub fn run_up<'a>(connection: &mut PgConnection, revisions: impl IntoIterator<Item = &'a str>) {
    inspect::set_search_path(connection).expect("a search_path");
    for revision in revisions {
        script::run(connection, &folder(revision).up).unwrap_or_else(|error| panic!("{error}: {}", error.source));
    }
}

/// The SQL of a revision.
pub fn folder(revision: &str) -> EmbeddedRevision {
    let position = history().position(revision).expect("a known revision");
    embedded::revision(history(), position).unwrap_or_else(|| panic!("{revision} is not embedded"))
}

/// Makes alembic_version hold these rows.
pub fn stamp<'a>(connection: &mut PgConnection, revisions: impl IntoIterator<Item = &'a str>) {
    Sql::new("DELETE FROM alembic_version").execute(connection).expect("a ledger");
    for revision in revisions {
        let insert = Sql::new("INSERT INTO alembic_version SELECT ").json(revision.into()).text(" #>> '{}'");
        insert.execute(connection).expect("a ledger");
    }
}
