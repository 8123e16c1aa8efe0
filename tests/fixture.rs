//! Every row of the table of values, and of what may become of rows, against a real server.

// Dumps and what they leave out; what `check` tells.
mod dumping;
// What the server judges: values, constraints, and failures that are no row's.
mod judged;
// Files, pipes, places, counts.
mod reading;
// How often a load waits for the server.
mod round_trips;
// Rows that are there, come twice, or come from elsewhere meanwhile.
mod same_rows;

use diesel::connection::SimpleConnection;
use diesel::deserialize::QueryableByName;
use diesel::sql_types::{Nullable, Text};
use diesel::{RunQueryDsl, sql_query};
use serde_json::json;

use crate::fixture_runs::Database;
use crate::support::Outcome;

/// A policy row with everything that has no default.
const POLICY: &str = r#""max_session_lifetime": 0, "total_resource_slots": {}, "max_concurrent_sessions": 5,
    "max_containers_per_session": 1, "idle_timeout": 3600"#;

impl Database {
    /// Loads one fixture given as text.
    fn load(&self, text: &str, arguments: &[&str]) -> Outcome {
        self.program.write("x.json", text);
        self.program.run(["mgr", "fixture", "populate", "x.json"].iter().chain(arguments))
    }

    /// Loads one that must be refused, with these words on stderr.
    #[track_caller]
    fn refuse(&self, text: &str, words: &[&str]) {
        let outcome = self.load(text, &[]).status(15);
        for words in words {
            assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
        }
        assert_eq!(outcome.stdout, "");
    }

    /// One value as text.
    #[track_caller]
    pub fn value(&self, sql: &str) -> Option<String> {
        #[derive(QueryableByName)]
        struct Value {
            #[diesel(sql_type = Nullable<Text>)]
            value: Option<String>,
        }
        let sql = format!("SELECT ({sql})::text AS value");
        let value: Value = sql_query(sql).get_result(&mut self.connect()).expect("a query");
        value.value
    }
}

/// A preset of that name with these cells more.
fn preset(name: &str, cells: &str) -> String {
    format!(r#"{{"resource_presets": [{{"name": "{name}", "resource_slots": {{}}{cells}}}]}}"#)
}

#[test]
fn a_row_that_lacks_a_key_gets_its_default_and_others_keep_theirs() {
    let database = Database::fresh("26.9.6");
    let text = format!(
        r#"{{"keypair_resource_policies": [{{"name": "a", {POLICY}}}, {{"name": "b", {POLICY}, "is_default": true, "max_priority": 7}}]}}"#
    );
    database.load(&text, &[]).success();
    let of = |name: &str, column: &str| {
        database.value(&format!("SELECT {column} FROM keypair_resource_policies WHERE name = '{name}'"))
    };
    assert_eq!((of("a", "max_priority"), of("b", "max_priority")), (None, Some("7".into())));
    assert_eq!((of("a", "is_default").as_deref(), of("b", "is_default").as_deref()), (Some("false"), Some("true")));
    // The model's default goes before the server's, which is none.
    assert_eq!(of("a", "default_for_unspecified").as_deref(), Some("LIMITED"));
}

#[test]
fn numbers_may_be_quoted_and_keep_their_digits() {
    let database = Database::fresh("26.9.6");
    database.load(&preset("a", r#", "shared_memory": "1073741824""#), &[]).success();
    assert_eq!(database.value("SELECT shared_memory FROM resource_presets").as_deref(), Some("1073741824"));
    database.refuse(
        &preset("b", r#", "shared_memory": "1g""#),
        &[r#"x.json:1:76: resource_presets[0].shared_memory: "1g" is not an integer"#],
    );
    database.refuse(&preset("b", r#", "shared_memory": 9223372036854775808"#), &["out of range"]);
    let slots = r#"{"resource_presets": [{"name": "n", "resource_slots": {"cpu": 9007199254740993, "x": "0.5"}}]}"#;
    database.load(slots, &[]).success();
    let stored = database.value("SELECT resource_slots FROM resource_presets WHERE name = 'n'");
    assert_eq!(stored.as_deref(), Some(r#"{"x": "0.5", "cpu": "9007199254740993"}"#));
}

#[test]
fn unknown_columns_and_tables_are_all_told_before_anything_is_written() {
    let database = Database::fresh("26.9.6");
    let text = r#"{"resource_presets": [{"name": "a", "resource_slot": {}, "resource_slots": {}}, {"nam": "b", "resource_slots": {}}],
 "resource_preset": [{"x": 1}]}"#;
    database.refuse(
        text,
        &[
            r#"x.json:1:37: resource_presets[0].resource_slot: the table has no such column, did you mean "resource_slots"?"#,
            r#"resource_presets[1].nam: the table has no such column, did you mean "name"?"#,
            "resource_presets[1].name: missing",
            r#"x.json:2:2: resource_preset: there is no such table, did you mean "resource_presets"?"#,
            "4 mistakes",
        ],
    );
    assert_eq!(database.value("SELECT count(*) FROM resource_presets").as_deref(), Some("0"));
    let text = r#"{"resource_presets": [{"name": "a", "resource_slot": {}, "resource_slots": {}}]}"#;
    database.load(text, &["--ignore-unknown"]).success();
    assert_eq!(database.value("SELECT count(*) FROM resource_presets").as_deref(), Some("1"));
}

#[test]
fn an_empty_list_ends_nothing() {
    let database = Database::fresh("26.9.6");
    let outcome =
        database.load(r#"{"domains": [], "resource_presets": [{"name": "a", "resource_slots": {}}]}"#, &[]).success();
    assert_eq!(outcome.stdout, "domains: no rows\nresource_presets: 1 inserted\n");
}

#[test]
fn keys_of_the_loader_are_read_or_told() {
    let database = Database::fresh("26.9.6");
    let outcome = database.load(r#"{"__note": "x", "resource_presets": []}"#, &[]).success();
    assert!(outcome.stderr.contains("WARN") && outcome.stderr.contains("__note"), "{}", outcome.stderr);
    database.refuse(
        r#"{"__mode": "replace", "resource_presets": []}"#,
        &[r#"x.json:1:12: __mode: the mode is "insert" or "update""#],
    );
}

#[test]
fn what_is_not_a_fixture_has_a_place() {
    let database = Database::fresh("26.9.6");
    for (text, words) in [
        ("[1]", "x.json:1:1: a fixture is an object"),
        ("3", "x.json:1:1: a fixture is a JSON object"),
        ("", "x.json:1:1: the file is empty"),
        ("\u{feff}{}", "x.json:1:1: a byte order mark"),
        ("{\n  // no\n}", "x.json:2:3: expected a table's name"),
        ("{\"domains\": [\n{\"name\": \"a\",}]}", "x.json:2:14: domains[0]: not JSON: trailing comma"),
        ("{\"domains\": [{\"name\": \"a\"}", "the file ends"),
        ("{\"domains\": {}}", "domains: expected a list of rows"),
        ("{\"domains\": [3]}", "domains[0]: a row is an object"),
        ("{\"domains\": [], \"domains\": []}", "domains: the table for the second time"),
        (
            "{\"resource_presets\": [{\"name\": \"a\", \"name\": \"b\", \"resource_slots\": {}}]}",
            "name: the column for the second time",
        ),
        (
            "{\"resource_presets\": [{\"name\": \"a\", \"resource_slots\": {\"a\": 1, \"a\": 2}}]}",
            "the key \"a\" for the second time",
        ),
    ] {
        database.refuse(text, &[words]);
    }
    let outcome = database.program.run(["mgr", "fixture", "populate", "nowhere.json"]).status(15);
    assert!(outcome.stderr.contains("failed to read nowhere.json"), "{}", outcome.stderr);
}

#[test]
fn null_is_sql_null_a_default_or_a_mistake_and_json_null_is_asked_for() {
    let database = Database::fresh("26.9.6");
    let policy = |name: &str, cells: &str| {
        format!(r#"{{"keypair_resource_policies": [{{"name": "{name}", {POLICY}{cells}}}]}}"#)
    };
    let of = |name: &str, column: &str| {
        database.value(&format!("SELECT {column} FROM keypair_resource_policies WHERE name = '{name}'"))
    };
    database.load(&policy("a", r#", "max_pending_session_resource_slots": null, "created_at": null"#), &[]).success();
    assert_eq!(of("a", "max_pending_session_resource_slots IS NULL").as_deref(), Some("true"));
    assert_eq!(of("a", "created_at > now() - interval '1 hour'").as_deref(), Some("true"));
    database.refuse(
        &policy("b", "").replace("\"total_resource_slots\": {}", "\"total_resource_slots\": null"),
        &["total_resource_slots: null is not possible"],
    );
    let images = r#"{"container_registries": [{"id": "b1e5f4a0-0001-4c10-8a01-000000000001", "url": "http://r", "registry_name": "r", "type": "docker"}],
        "images": [{"name": "a", "project": "p", "image": "i", "tag": "t", "registry": "r", "registry_id": "b1e5f4a0-0001-4c10-8a01-000000000001",
        "architecture": "x", "config_digest": "d", "size_bytes": 1, "accelerators": null, "labels": {"$json": null}, "resources": {}, "type": "COMPUTE"}]}"#;
    database.load(images, &[]).success();
    assert_eq!(
        database.value("SELECT labels::text || coalesce(accelerators, '-') FROM images").as_deref(),
        Some("null-")
    );
}

#[test]
fn intervals_enumerations_uuids_and_timestamps() {
    let database = Database::fresh("26.9.6");
    let policy = |category: &str, cells: &str| {
        format!(
            r#"{{"retention_policies": [{{"id": "{{B1E5F4A000014C108A01000000000001}}", "category": "{category}", "enabled": false, {cells}}}]}}"#
        )
    };
    for (cells, stored) in [
        (r#""retention_period": {"days": 365}"#, "365 days"),
        (r#""retention_period": {"weeks": 1, "hours": 36, "microseconds": 5}"#, "8 days 12:00:00.000005"),
        (r#""retention_period": 90"#, "00:01:30"),
        (r#""retention_period": "1 mon""#, "1 mon"),
    ] {
        database.load(&policy("logs", cells), &["--on-conflict", "update"]).success();
        assert_eq!(
            database.value("SELECT retention_period FROM retention_policies").as_deref(),
            Some(stored),
            "{cells}"
        );
    }
    assert_eq!(
        database.value("SELECT id FROM retention_policies").as_deref(),
        Some("b1e5f4a0-0001-4c10-8a01-000000000001")
    );
    database.refuse(
        &policy("logs", r#""retention_period": {"fortnights": 1}"#),
        &["\"fortnights\" is no unit of an interval; known are weeks"],
    );
    database.refuse(
        &policy("log", r#""retention_period": 1"#).replace("{B1E5F4A000014C108A01000000000001}", "b1e5"),
        &["retention_policies[0].id: \"b1e5\" is not a uuid"],
    );
    let swept = |time: &str| policy("logs", &format!(r#""retention_period": 1, "last_swept_at": "{time}""#));
    database.load(&swept("2020-01-01T09:00:00+09:00"), &["--on-conflict", "update"]).success();
    assert_eq!(
        database.value("SELECT last_swept_at AT TIME ZONE 'UTC' FROM retention_policies").as_deref(),
        Some("2020-01-01 00:00:00")
    );
    database.refuse(&swept("2020-01-01"), &["has no time zone", "--assume-utc"]);
    database.load(&swept("2020-02-03"), &["--on-conflict", "update", "--assume-utc"]).success();
    assert_eq!(
        database.value("SELECT last_swept_at AT TIME ZONE 'UTC' FROM retention_policies").as_deref(),
        Some("2020-02-03 00:00:00")
    );
    let text =
        format!(r#"{{"keypair_resource_policies": [{{"name": "a", {POLICY}, "default_for_unspecified": "SOME"}}]}}"#);
    database.refuse(&text, &["default_for_unspecified: \"SOME\" is not one of LIMITED, UNLIMITED"]);
}

#[test]
fn aliases_are_looked_up_in_the_files_and_in_the_database() {
    let database = Database::fresh("26.9.6");
    let variant = r#"{"name": "v", "reads_vfolder_config_files": false, "default_model_definition": {"models": []}}"#;
    let preset = |alias: &str| {
        format!(
            r#"{{"runtime_variant_presets": [{{"runtime_variant_name": "{alias}", "name": "p", "rank": 1, "preset_target": "args", "value_type": "str", "key": "-k"}}]}}"#
        )
    };
    database.refuse(&preset("v"), &["x.json:1:55: runtime_variant_presets[0].runtime_variant_name: there is no row of runtime_variants with this name"]);
    // The row that is meant comes later in the same file, with an id that the server makes.
    let text = preset("v").replace("]}", &format!("], \"runtime_variants\": [{variant}]}}"));
    database.load(&text, &[]).success();
    assert_eq!(
        database
            .value("SELECT count(*) FROM runtime_variant_presets p JOIN runtime_variants v ON v.id = p.runtime_variant")
            .as_deref(),
        Some("1")
    );
    // And once more: found by the name that is in the database.
    let outcome = database.load(&preset("v"), &[]).success();
    assert_eq!(outcome.stdout, "runtime_variant_presets: 1 identical\n");
}

#[test]
fn conflicts_are_accounted_for_by_column_and_policy() {
    let database = Database::fresh("26.9.6");
    database.load(&preset("a", r#", "shared_memory": 1"#), &[]).success();
    let outcome = database.load(&preset("a", r#", "shared_memory": 1"#), &["--json"]).success();
    let account = |outcome: &Outcome| outcome.json()["tables"]["resource_presets"].clone();
    assert_eq!(
        account(&outcome),
        json!({"inserted": 0, "identical": 1, "different": {"rows": 0, "columns": {}}, "updated": 0, "missing": 0})
    );
    assert_eq!(outcome.json()["changed"], false);
    let other = preset("a", r#", "shared_memory": 2"#);
    let outcome = database.load(&other, &["--json"]).success();
    assert_eq!(account(&outcome)["different"], json!({"rows": 1, "columns": {"shared_memory": 1}}));
    assert!(outcome.stderr.contains("--on-conflict update"), "{}", outcome.stderr);
    let outcome = database.load(&other, &["--on-conflict", "fail"]).status(15);
    assert!(outcome.stderr.contains("the row is there and differs in shared_memory"), "{}", outcome.stderr);
    assert_eq!(database.value("SELECT shared_memory FROM resource_presets").as_deref(), Some("1"));
    // A key that only a partial index keeps unique is one to update by.
    let outcome = database.load(&other, &["--on-conflict", "update", "--json"]).success();
    assert_eq!((account(&outcome)["updated"].clone(), outcome.json()["changed"].clone()), (json!(1), json!(true)));
    assert_eq!(database.value("SELECT shared_memory FROM resource_presets").as_deref(), Some("2"));
    // jsonb is compared by value, not by spelling.
    let spelled = r#"{"resource_presets": [{"name": "a", "resource_slots": {   }, "shared_memory": 2}]}"#;
    assert_eq!(account(&database.load(spelled, &["--json"]).success())["identical"], 1);
}

#[test]
fn rows_with_the_same_key_count_once_and_cannot_be_updated() {
    let database = Database::fresh("26.9.6");
    let twice = r#"{"resource_presets": [{"name": "a", "resource_slots": {}, "shared_memory": 1},
        {"name": "a", "resource_slots": {}, "shared_memory": 2}, {"name": "a", "resource_slots": {}, "shared_memory": 1}]}"#;
    let outcome = database.load(twice, &["--json"]).success();
    assert_eq!(
        outcome.json()["tables"]["resource_presets"],
        json!({"inserted": 1, "identical": 1, "different": {"rows": 1, "columns": {"shared_memory": 1}}, "updated": 0, "missing": 0})
    );
    assert_eq!(database.value("SELECT shared_memory FROM resource_presets").as_deref(), Some("1"));
    let outcome = database.load(twice, &["--on-conflict", "update"]).status(15);
    assert!(
        outcome.stderr.contains("resource_presets[1].name: the same name as resource_presets[0]"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn the_first_of_many_rows_with_the_same_key_wins_too() {
    let database = Database::fresh("26.9.6");
    let row = |number: usize| format!(r#"{{"name": "p{number}", "resource_slots": {{}}}}"#);
    let rows: Vec<String> = (0..100_001).chain([7]).map(row).collect();
    let outcome = database.load(&format!("{{\"resource_presets\": [{}]}}", rows.join(",\n")), &[]).success();
    assert_eq!(outcome.stdout, "resource_presets: 100001 inserted, 1 identical\n");
}

#[test]
fn mode_update_changes_rows_that_are_there() {
    let database = Database::fresh("26.9.6");
    let text = format!(r#"{{"keypair_resource_policies": [{{"name": "a", {POLICY}}}]}}"#);
    database.load(&text, &[]).success();
    let update = |name: &str, cells: &str| {
        format!(r#"{{"__mode": "update", "keypair_resource_policies": [{{"name": "{name}"{cells}}}]}}"#)
    };
    database
        .refuse(&update("b", ", \"idle_timeout\": 1"), &["keypair_resource_policies[0]: no row with its key is there"]);
    let outcome = database.load(&update("b", ", \"idle_timeout\": 1"), &["--allow-missing"]).success();
    assert_eq!(outcome.stdout, "keypair_resource_policies: 1 not there\n");
    let outcome = database.load(&update("a", ", \"idle_timeout\": 1"), &[]).success();
    assert_eq!(outcome.stdout, "keypair_resource_policies: 1 updated\n");
    assert_eq!(database.value("SELECT idle_timeout FROM keypair_resource_policies").as_deref(), Some("1"));
    let outcome = database.load(&update("a", ", \"idle_timeout\": 1"), &[]).success();
    assert_eq!(outcome.stdout, "keypair_resource_policies: 1 identical\n");
    // Of a row that another file brings.
    database.program.write("new.json", text.replace("\"a\"", "\"c\""));
    database.program.write("update.json", update("c", ", \"idle_timeout\": 9"));
    database.program.run(["mgr", "fixture", "populate", "update.json", "new.json"]).success();
    assert_eq!(
        database.value("SELECT idle_timeout FROM keypair_resource_policies WHERE name = 'c'").as_deref(),
        Some("9")
    );
}

#[test]
fn foreign_keys_are_satisfied_by_files_or_database_in_any_order() {
    let database = Database::fresh("26.9.6");
    let rows = r#"{"app_config_fragments": [{"config_name": "x", "scope_type": "public", "rank": 1, "config": {}}],
 "app_config_allow_list": [{"config_name": "x", "scope_type": "public", "rank": 1}]}"#;
    let outcome = database.load(rows, &[]).status(15);
    assert!(
        outcome.stderr.contains(
            "app_config_allow_list[0].config_name: there is no row of app_config_definitions with this config_name"
        ),
        "{}",
        outcome.stderr
    );
    assert!(!outcome.stderr.contains("app_config_fragments[0].config_name: there is no row"), "{}", outcome.stderr);
}

#[test]
fn tables_that_point_to_each_other_load_together() {
    let database = Database::fresh("26.9.6");
    database
        .connect()
        .batch_execute(
            "CREATE TABLE hen (id integer PRIMARY KEY, egg integer NOT NULL, mother integer REFERENCES hen, note text DEFAULT 'x'); \
             CREATE TABLE egg (id integer PRIMARY KEY, hen integer NOT NULL REFERENCES hen); \
             ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg",
        )
        .unwrap();
    let text = r#"{"hen": [{"id": 1, "egg": 1, "mother": 2, "note": "y"}, {"id": 2, "egg": 1}], "egg": [{"id": 1, "hen": 1}]}"#;
    let outcome = database.load(text, &[]).success();
    assert_eq!(outcome.stdout, "hen: 2 inserted\negg: 1 inserted\n");
    database.refuse(
        r#"{"hen": [{"id": 3, "egg": 1, "mother": 4}]}"#,
        &["hen[0].mother: there is no row of hen with this id"],
    );
}

#[test]
fn sequences_go_on_behind_given_values_and_odd_types_are_judged_by_the_server() {
    let database = Database::fresh("26.9.6");
    database
        .connect()
        .batch_execute(
            "CREATE TABLE odd (id serial PRIMARY KEY, always integer GENERATED ALWAYS AS IDENTITY UNIQUE, words tsvector, place point, \
             twice integer GENERATED ALWAYS AS (id * 2) STORED, CHECK (id < 1000))",
        )
        .unwrap();
    database
        .load(r#"{"odd": [{"id": 40, "always": 70, "words": "a b", "place": "(1,2)"}, {"words": "it's"}]}"#, &[])
        .success();
    let next = "SELECT nextval('odd_id_seq') || ' ' || nextval('odd_always_seq')";
    assert_eq!(database.value(next).as_deref(), Some("41 71"));
    database.refuse(
        r#"{"odd": [{"place": "(1,2)"}, {"place": "here"}]}"#,
        &["odd[1]: invalid input syntax for type point"],
    );
    database.refuse(r#"{"odd": [{"twice": 1}]}"#, &["odd[0].twice: the server computes this column"]);
    database.refuse(r#"{"odd": [{"id": 1}, {"id": 1000}]}"#, &["odd[1]: the row violates odd_id_check: (id < 1000)"]);
}

#[test]
fn passwords_are_hashed_once_and_never_shown() {
    let database = Database::loaded();
    let users = |password: &str| {
        format!(
            r#"{{"users": [{{"username": "u", "email": "u@example.com", "password": "{password}", "domain_name": "default", "domain_id": "000000d0-0000-4000-8000-000000000001", "resource_policy": "default"}}]}}"#
        )
    };
    let outcome = database.load(&users("Sesame-77"), &["--json"]).success();
    assert_eq!(outcome.json()["passwords_hashed"], 1);
    let hash = database.value("SELECT password FROM users WHERE username = 'u'").unwrap();
    assert!(hash.starts_with("pbkdf2_sha256$600000$"), "{hash}");
    assert!(backend_ai::fixture::password::verify(&backend_ai::config::Secret::new("Sesame-77"), &hash));
    let outcome = database.load(&users("Sesame-77"), &["--json"]).success();
    assert_eq!(
        (&outcome.json()["passwords_hashed"], &outcome.json()["passwords_not_compared"]),
        (&json!(0), &json!(1))
    );
    let outcome = database.load(&users("Sesame-78"), &["--compare-passwords"]).success();
    assert!(outcome.stdout.contains("1 different, left alone (password: 1)"), "{}", outcome.stdout);
    let outcome = database.load(&users("Sesame-78"), &["--on-conflict", "update"]).success();
    assert!(outcome.stdout.contains("1 updated"), "{}", outcome.stdout);
    // A hash is stored as it is.
    database.load(&users(&hash), &["--on-conflict", "update"]).success();
    assert_eq!(database.value("SELECT password FROM users WHERE username = 'u'").as_deref(), Some(&*hash));
    let text = users("Sesame-79")
        .replace("\"resource_policy\"", "\"passwort\": \"Sesame-80\", \"role\": \"Sesame-81\", \"resource_policy\"");
    let outcome = database.load(&text, &["--debug"]).status(15);
    assert!(!outcome.stderr.contains("Sesame-79") && !outcome.stderr.contains("Sesame-80"), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("\"Sesame-81\" is not one of superadmin"), "{}", outcome.stderr);
}

#[test]
fn secrets_stay_secret_when_the_server_refuses_the_row() {
    let database = Database::loaded();
    let text = r#"{"keypairs": [{"access_key": "AKIAIOSFODNN7EXAMPLE", "secret_key": "Hidden-1", "user_email": "admin@example.com", "resource_policy": "default", "is_active": true},
        {"access_key": "AKIA-too-long-for-the-column", "secret_key": "Hidden-2", "user_email": "nobody@example.com", "resource_policy": "default", "is_active": "yes"}]}"#;
    let outcome = database.load(text, &["--on-conflict", "fail", "--debug"]).status(15);
    assert!(!outcome.stderr.contains("Hidden-"), "{}", outcome.stderr);
    for words in [
        "the text has 28 characters; the column takes 20",
        "keypairs[1].is_active: \"yes\" is not true or false",
        "keypairs[1].user_email: there is no row of users",
    ] {
        assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
    }
}

#[test]
fn examples_are_refused_in_production_and_new_keypairs_are_not() {
    let database = Database::loaded();
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/manager/example-keypairs.json");
    let outcome = database.program.run(["mgr", "fixture", "check", "--production", example]).status(15);
    assert!(outcome.stderr.contains("keypairs[0].access_key: everybody knows this value"), "{}", outcome.stderr);
    let keypair = database.program.run(["mgr", "fixture", "new-keypair"]).success();
    let outcome = database
        .program
        .run_with_input(["mgr", "fixture", "populate", "--production", "-"], keypair.stdout.as_bytes())
        .success();
    assert_eq!(outcome.stdout, "keypairs: 1 inserted\n");
    let two: Vec<String> = (0..2).map(|_| database.program.run(["mgr", "generate-keypair"]).success().stdout).collect();
    assert!(two[0].starts_with("Access Key: AKIA") && two[0].contains("\nSecret Key: ") && two[0] != two[1], "{two:?}");
}

#[test]
fn check_and_dry_run_change_nothing() {
    let database = Database::fresh("26.9.6");
    database.program.write("x.json", preset("a", ""));
    let outcome = database.program.run(["mgr", "fixture", "check", "x.json"]).success();
    assert_eq!(outcome.stdout, "x.json: ok\nresource_presets: 1 inserted\n");
    let outcome = database.load(&preset("a", ""), &["--dry-run", "--json"]).success();
    assert_eq!(
        (&outcome.json()["tables"]["resource_presets"]["inserted"], &outcome.json()["changed"]),
        (&json!(1), &json!(false))
    );
    assert_eq!(database.value("SELECT count(*) FROM resource_presets").as_deref(), Some("0"));
    // Without any server, and without any configuration.
    let program = crate::support::Program::new();
    program.write("x.json", preset("a", r#", "shared_memory": "1g""#));
    let outcome = program.run(["mgr", "fixture", "check", "--offline", "--json", "x.json"]).status(15);
    assert_eq!(outcome.json()["error"]["details"]["problems"][0]["column"], "shared_memory");
    program.write("x.json", preset("a", ""));
    program.run(["mgr", "fixture", "check", "--offline", "--release", "22.03", "x.json"]).success();
}

#[test]
fn a_mistake_far_inside_a_large_file_is_found_with_its_place() {
    let database = Database::fresh("26.9.6");
    let row = |number: usize| {
        format!(r#"{{"name": "p{number}", "resource_slots": {{"cpu": "1"}}, "shared_memory": {number}}}"#)
    };
    let mut rows: Vec<String> = (0..60_000).map(row).collect();
    rows[40_000] = rows[40_000].replace("\"shared_memory\": 40000", "\"shared_memory\": \"x\"");
    rows[50_000] = row(7);
    let text = format!("{{\"resource_presets\": [\n{}\n]}}", rows.join(",\n"));
    database.program.write("x.json", &text);
    let outcome = database.program.run(["mgr", "fixture", "populate", "--on-conflict", "fail", "x.json"]).status(15);
    for words in [
        "x.json:40002:69: resource_presets[40000].shared_memory: \"x\" is not an integer",
        "x.json:50002:10: resource_presets[50000].name: the same name as resource_presets[7]",
        "2 mistakes",
    ] {
        assert!(outcome.stderr.contains(words), "{words}\n{}", outcome.stderr);
    }
}
