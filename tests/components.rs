//! The components beside the manager: what `migrations/` has of each is read here, none is named but where it is about its rows.

use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::filler::{self, Manner};
use crate::support::parallel::assert_nothing;
use crate::support::release::Revision;
use crate::support::{Database, Facts, Outcome, Snapshot, in_parallel};

/// A component beside the manager.
#[derive(Debug)]
struct Component {
    /// The first word of its commands.
    word: &'static str,
    folder: &'static str,
    ini: &'static str,
    script_location: &'static str,
}

const COMPONENTS: [Component; 2] = [
    Component {
        word: "am",
        folder: "account-manager",
        ini: "alembic-accountmgr.ini",
        script_location: "ai.backend.account_manager.models:alembic",
    },
    Component {
        word: "app-proxy-coordinator",
        folder: "app-proxy",
        ini: "alembic-appproxy.ini",
        script_location: "ai.backend.appproxy.coordinator.models:alembic",
    },
];

const APP_PROXY: &Component = &COMPONENTS[1];

#[derive(Deserialize)]
struct Released {
    version: String,
    head: String,
    same: Option<String>,
}

/// What alembic makes before the first revision.
const LEDGER: &str = "CREATE TABLE alembic_version \
    (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))";

impl Component {
    fn data(&self) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(self.folder)
    }

    fn file(&self, path: &str) -> String {
        std::fs::read_to_string(self.data().join(path))
            .unwrap_or_else(|error| panic!("{}/{path}: {error}", self.folder))
    }

    fn revisions(&self) -> Vec<Revision> {
        #[derive(Deserialize)]
        struct File {
            revisions: Vec<Revision>,
        }
        toml::from_str::<File>(&self.file("history.toml")).expect("revisions").revisions
    }

    fn released(&self) -> Vec<Released> {
        #[derive(Deserialize)]
        struct File {
            releases: Vec<Released>,
        }
        toml::from_str::<File>(&self.file("releases.toml")).expect("releases").releases
    }

    fn newest(&self) -> Released {
        self.released().pop().expect("a release")
    }

    /// The facts of a fresh database of the newest release.
    fn facts(&self) -> Facts {
        Facts::parse(&self.file(&format!("releases/{}/facts.txt", self.newest().version)))
    }

    fn script(&self, revision: &Revision, direction: &str) -> String {
        self.file(&format!("revisions/{}_{}_{}/{direction}.sql", revision.id, revision.date, revision.slug))
    }

    /// Runs its `schema …` on a database.
    fn schema(&self, database: &Database, words: &[&str]) -> Outcome {
        let url = database.program.directory().join("alembic.ini");
        let mut text = std::fs::read_to_string(url).expect("the URL of the database");
        if !text.contains("script_location") {
            text += &format!("script_location = {}\n", self.script_location);
        }
        database.program.write_private(self.ini, text);
        database.program.run([self.word, "schema"].iter().chain(words))
    }

    fn fresh(&self) -> Database {
        Database::once(format!("{} fresh", self.word), || {
            let database = Database::empty();
            self.schema(&database, &["oneshot"]).success();
            database
        })
    }

    /// An empty database, brought to one of its revisions by up.sql.
    fn made(&self, last: &str) -> Database {
        let database = Database::empty();
        database.execute(LEDGER);
        for revision in self.revisions() {
            database.execute(&self.script(&revision, "up"));
            if revision.id == last {
                break;
            }
        }
        database.execute(&format!("INSERT INTO alembic_version VALUES ('{last}')"));
        database
    }

    /// What differs from its newest release, the order of columns apart.
    fn wrong_with(&self, database: &Database) -> Vec<String> {
        let mut wrong = self.facts().without_positions().differences(&database.facts().without_positions());
        let stamps = database.stamps();
        wrong.extend((stamps != [self.newest().head.as_str()]).then(|| format!("the stamps are {stamps:?}")));
        let again = self.schema(database, &["check", "--facts"]);
        wrong.extend((again.status != 0).then(|| again.both()));
        wrong
    }
}

/// Every value that was there before, and whose column still is.
fn changed(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    let mut changed = Vec::new();
    for (table, rows) in &before.0 {
        let key = if rows.iter().any(|row| row.contains_key("id")) { "id" } else { "uuid" };
        for row in rows {
            let Some(now) = after.find(table, key, &row[key]) else {
                changed.push(format!("{table}: {} is gone", row[key]));
                continue;
            };
            let others = row.iter().filter(|(column, value)| now.get(*column).is_some_and(|now| now != *value));
            changed.extend(others.map(|(column, value)| format!("{table}.{column}: {value} is {}", now[column])));
        }
        if after.rows(table).len() != rows.len() {
            changed.push(format!("{table}: {} rows, before {}", after.rows(table).len(), rows.len()));
        }
    }
    changed
}

#[test]
fn oneshot_makes_the_newest_release_to_the_column() {
    for component in &COMPONENTS {
        let database = Database::empty();
        component.schema(&database, &["check"]).status(20);
        let made = component.schema(&database, &["oneshot", "--json"]).success().json();
        assert_eq!((&made["changed"], &made["release"]), (&json!(true), &json!(component.newest().version)));
        assert_eq!(component.facts().differences(&database.facts()), [""; 0], "{}", component.word);
        assert_eq!(component.schema(&database, &["oneshot", "--json"]).success().json()["changed"], false);
        assert_nothing(&component.wrong_with(&database));
        let shown = component.schema(&database, &["show", "--json"]).success().json();
        assert_eq!(
            (&shown["current"], &shown["state"]["state"]),
            (&json!([component.newest().head]), &json!("current"))
        );
    }
}

#[test]
fn every_version_is_prepared_under_its_name_and_leads_to_the_newest() {
    for component in &COMPONENTS {
        for Released { version, same, .. } in component.released() {
            let database = Database::empty();
            component.schema(&database, &["oneshot", "--release", &version]).success();
            if same.is_none() {
                component.schema(&database, &["check", "--release", &version, "--facts"]).success();
                component.schema(&database, &["oneshot"]).success();
            }
            assert_nothing(&component.wrong_with(&database));
        }
    }
}

/// A database of one revision, without rows and with rows in every table.
#[test]
fn every_revision_leads_to_the_newest_release_with_every_row() {
    let all: Vec<(&Component, String, Option<Manner>)> = COMPONENTS
        .iter()
        .flat_map(|component| component.revisions().into_iter().map(move |revision| (component, revision.id)))
        .flat_map(|(component, id)| {
            [None, Some(Manner::Likely), Some(Manner::Wild)].map(|manner| (component, id.clone(), manner))
        })
        .collect();
    assert_nothing(&in_parallel(&all, |(component, id, manner)| {
        let database = component.made(id);
        if let Some(manner) = manner {
            filler::refill(&mut database.connect(), "", 1, *manner);
        }
        let before = database.snapshot();
        let upgraded = component.schema(&database, &["upgrade"]);
        if upgraded.status != 0 {
            return vec![format!("{id}, {manner:?}: {}", upgraded.stderr)];
        }
        let mut wrong = component.wrong_with(&database);
        wrong.extend(changed(&before, &database.snapshot()));
        wrong.into_iter().map(|wrong| format!("{id}, {manner:?}: {wrong}")).collect()
    }));
}

#[test]
fn every_revision_goes_down_and_up() {
    for component in &COMPONENTS {
        let database = component.fresh();
        filler::refill(&mut database.connect(), "", 2, Manner::Likely);
        for revision in component.revisions().iter().rev() {
            let below = revision.down.first().map_or("base", String::as_str);
            component.schema(&database, &["downgrade", below, "--yes"]).success();
            let expected = match below {
                "base" => Facts::parse(""),
                below => component.made(below).facts().without_positions(),
            };
            // The extension stays, and so does the ledger.
            let found = database.facts().without_positions();
            let wrong = expected.differences(&found).into_iter();
            let wrong: Vec<String> = wrong
                .filter(|line| below != "base" || !line.contains("alembic_version") && !line.contains("extension "))
                .collect();
            assert_nothing(&wrong);
        }
        component.schema(&database, &["oneshot"]).success();
        assert_nothing(&component.wrong_with(&database));
    }
}

#[test]
fn a_database_of_another_component_is_refused() {
    let mgr =
        Component { word: "mgr", folder: "", ini: "alembic.ini", script_location: "ai.backend.manager.models:alembic" };
    let databases = || [Database::newest(), COMPONENTS[0].fresh(), COMPONENTS[1].fresh()];
    let components = [&mgr, &COMPONENTS[0], &COMPONENTS[1]];
    for (at, component) in components.iter().enumerate() {
        for (of, database) in databases().into_iter().enumerate().filter(|(of, _)| *of != at) {
            let refused = |words: &[&str]| {
                let before = database.facts();
                let outcome = component.schema(&database, words).status(13);
                let complaint: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains(" ERROR ")).collect();
                assert_eq!(complaint.len(), 1, "{}", outcome.stderr);
                assert!(complaint[0].contains(&format!("`{} schema` is for it", components[of].word)), "{complaint:?}");
                assert_eq!(before.differences(&database.facts()), [""; 0]);
            };
            for words in
                [&["oneshot"][..], &["show"], &["check"], &["check", "--facts"], &["upgrade"], &["stamp", "head"]]
            {
                refused(words);
            }
            // A stamp that was lost is no invitation.
            database.execute("DELETE FROM alembic_version");
            refused(&["oneshot"]);
            database.execute("DROP TABLE alembic_version");
            refused(&["oneshot"]);
        }
    }
}

#[test]
fn an_identifier_that_two_histories_have_is_read_by_the_tables() {
    let shared: Vec<String> = APP_PROXY.revisions().into_iter().map(|revision| revision.id).collect();
    let shared = crate::support::release::revisions().iter().find(|revision| shared.contains(&revision.id));
    let id = &shared.expect("a1b2c3d4e5f6 is in both").id;
    let manager = Database::newest();
    manager.execute(&format!("UPDATE alembic_version SET version_num = '{id}'"));
    APP_PROXY.schema(&manager, &["upgrade"]).status(13).tells(&["the manager's", "`mgr schema` is for it"]);
    let proxy = APP_PROXY.made(id);
    proxy
        .schema(["upgrade"])
        .status(13)
        .tells(&["the app-proxy coordinator's", "`app-proxy-coordinator schema` is for it"]);
    assert_nothing(&APP_PROXY.wrong_with(&proxy));
    proxy.populate("{}", &[]).status(13).tells(&["the app-proxy coordinator's"]);
}

#[test]
fn an_ini_of_another_component_is_refused() {
    let database = Database::empty();
    APP_PROXY.schema(&database, &["check"]).status(20);
    let outcome = database.schema(["oneshot", "-f", APP_PROXY.ini]).status(10);
    outcome.tells(&["the app-proxy coordinator's, not the manager's", "`backend.ai app-proxy-coordinator schema`"]);
    assert!(database.facts().is_empty());
}

#[test]
fn stamps_that_nobody_knows_and_databases_of_others_are_as_the_managers() {
    for component in &COMPONENTS {
        let database = component.fresh();
        database.execute("UPDATE alembic_version SET version_num = 'ffffffffffff'");
        component.schema(&database, &["oneshot"]).status(14);
        let database = Database::empty();
        database.execute("CREATE TABLE theirs (id integer)");
        component.schema(&database, &["oneshot"]).success();
        database.execute("DROP TABLE theirs");
        assert_nothing(&component.wrong_with(&database));
    }
}

/// What alembic makes has the newest stamp and other tables: docs/components.md. The first version inside is recorded as that.
#[test]
fn what_alembic_leaves_is_told_and_made_right_with_every_row() {
    let first = APP_PROXY.released().remove(0);
    let database = Database::empty();
    APP_PROXY.schema(&database, &["oneshot", "--release", &first.version]).success();
    filler::refill(&mut database.connect(), "", 3, Manner::Likely);
    let before = database.snapshot();
    APP_PROXY.schema(&database, &["check"]).status(20);
    let repaired = APP_PROXY.schema(&database, &["upgrade", "--json"]).success().json();
    assert!(repaired["repaired"].as_array().is_some_and(|statements| !statements.is_empty()), "{repaired}");
    assert_nothing(&APP_PROXY.wrong_with(&database));
    assert_nothing(&changed(&before, &database.snapshot()));
}

#[test]
fn drift_is_told_and_mended() {
    let database = APP_PROXY.fresh();
    database.execute("ALTER TABLE workers ALTER status SET DEFAULT 'ALIVE', ALTER created_at SET NOT NULL");
    APP_PROXY.schema(&database, &["check"]).success();
    APP_PROXY.schema(&database, &["check", "--facts"]).status(21);
    APP_PROXY.schema(&database, &["upgrade", "--repair"]).success();
    assert_nothing(&APP_PROXY.wrong_with(&database));
}

/// Rows as a coordinator writes them; two circuits of one endpoint, on which the reference's upgrade fails.
#[test]
fn workers_and_endpoints_come_along() {
    let database = APP_PROXY.made("66f87e010f90");
    database.execute(
        "INSERT INTO workers (authority, frontend_mode, protocol, hostname, use_tls, api_port, available_slots, occupied_slots, \
             nodes, accepted_traffics, filtered_apps_only) \
         SELECT 'worker-' || n, 'PORT', 'HTTP', 'host', n = 1, 10200, 100, 3, 1, '{INTERACTIVE}', false FROM generate_series(1, 2) AS n; \
         INSERT INTO circuits (protocol, worker, app_mode, frontend_mode, open_to_public, endpoint_id, session_ids, route_info) \
         SELECT 'TCP', id, 'INFERENCE', 'PORT', true, endpoint::uuid, '{}', '[]' FROM workers, \
             unnest(ARRAY[NULL, '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b']) AS endpoint",
    );
    APP_PROXY.schema(&database, &["oneshot"]).success();
    assert_nothing(&APP_PROXY.wrong_with(&database));
    let after = database.snapshot();
    let tls = |authority: &str| {
        let worker = after.find("workers", "authority", &json!(authority)).expect("a worker");
        (worker["tls_listen"].clone(), worker["tls_advertised"].clone())
    };
    assert_eq!((tls("worker-1"), tls("worker-2")), ((json!(false), json!(true)), (json!(false), json!(false))));
    let mut endpoints: Vec<&Value> = after.rows("endpoints").iter().map(|row| &row["id"]).collect();
    endpoints.sort_by_key(|id| id.to_string());
    assert_eq!(
        endpoints,
        [&json!("00000000-0000-0000-0000-00000000000a"), &json!("00000000-0000-0000-0000-00000000000b")]
    );
    assert!(after.rows("endpoints").iter().all(|row| row["health_check_enabled"] == false));
}
