//! What became of every row: inserted, identical, different, updated; and what the modes and `--on-conflict` make of rows that are there.

use serde_json::{Value, json};

use crate::support::Prepared;

/// Three presets, of which the second has a name that a test may make differ.
fn presets(mem: &str, more: &str) -> String {
    format!(
        r#"{{{more}"resource_presets": [
            {{"name": "a", "resource_slots": {{"cpu": "1"}}, "shared_memory": 1024}},
            {{"name": "b", "resource_slots": {{"cpu": "2", "mem": "{mem}"}}}},
            {{"name": "c", "resource_slots": {{}}}}
        ]}}"#
    )
}

const MEM: &str = "SELECT resource_slots->>'mem' FROM resource_presets WHERE name = 'b'";

#[track_caller]
fn account(result: &Value, table: &str, expected: Value) {
    assert_eq!(result["tables"][table], expected, "{result}");
}

fn counts(inserted: u32, identical: u32, updated: u32) -> Value {
    json!({"inserted": inserted, "identical": identical, "different": {"rows": 0, "columns": {}}, "updated": updated, "missing": 0})
}

#[test]
fn each_row_is_accounted_for() {
    let prepared = Prepared::newest();
    let result = prepared.loads(presets("1", ""), &[]);
    account(&result, "resource_presets", counts(3, 0, 0));
    assert_eq!((&result["changed"], &result["release"]), (&json!(true), &json!("26.9.6")));
    // The second time nothing is written, not even the same.
    let before = prepared.versions();
    let result = prepared.loads(presets("1", ""), &[]);
    account(&result, "resource_presets", counts(0, 3, 0));
    assert_eq!(result["changed"], false);
    let text = prepared.populate(presets("1", ""), &[]).success();
    assert!(text.stdout.contains("resource_presets: 3 identical"), "{}", text.stdout);
    assert_eq!(prepared.versions(), before);
    // What differs is left alone, and told with its columns and the remedy.
    let outcome = prepared.populate(presets("2", ""), &["--json"]).success();
    account(
        &outcome.json(),
        "resource_presets",
        json!({"inserted": 0, "identical": 2, "different": {"rows": 1, "columns": {"resource_slots": 1}}, "updated": 0, "missing": 0}),
    );
    assert!(outcome.stderr.contains("--on-conflict update"), "{}", outcome.stderr);
    let text = prepared.populate(presets("2", ""), &[]).success();
    assert!(text.stdout.contains("1 different") && text.stdout.contains("resource_slots"), "{}", text.stdout);
    assert_eq!(prepared.versions(), before);
}

#[test]
fn rows_that_differ_are_updated_when_that_is_wanted() {
    let prepared = Prepared::newest();
    prepared.loads(presets("1", ""), &[]);
    let result = prepared.loads(presets("2", ""), &["--on-conflict", "update"]);
    account(&result, "resource_presets", counts(0, 2, 1));
    assert_eq!(prepared.value(MEM), "2");
    let before = prepared.versions();
    let result = prepared.loads(presets("2", ""), &["--on-conflict", "update"]);
    account(&result, "resource_presets", counts(0, 3, 0));
    assert_eq!(result["changed"], false);
    assert_eq!(prepared.versions(), before);
}

#[test]
fn rows_that_differ_are_a_failure_when_that_is_wanted() {
    let prepared = Prepared::newest();
    prepared.loads(presets("1", ""), &[]);
    let told = prepared.refused(presets("2", ""), &["--on-conflict", "fail"]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("f.json:3:")
            && told[0].contains("resource_presets[1]")
            && told[0].contains("resource_slots"),
        "{told:?}"
    );
    // Identical ones are no conflict, and new ones go in.
    let more = presets("1", "").replace("\"c\"", "\"d\"");
    account(&prepared.loads(more, &["--on-conflict", "fail"]), "resource_presets", counts(1, 2, 0));
}

/// A column that the fixture does not give is nobody's difference.
#[test]
fn columns_that_are_not_given_do_not_differ() {
    let prepared = Prepared::newest();
    prepared.loads(presets("1", ""), &[]);
    prepared.execute("UPDATE resource_presets SET shared_memory = 5 WHERE name = 'c'");
    account(&prepared.loads(presets("1", ""), &["--on-conflict", "update"]), "resource_presets", counts(0, 3, 0));
    assert_eq!(prepared.value("SELECT shared_memory FROM resource_presets WHERE name = 'c'"), "5");
    // But a null that is given does.
    let fixture = r#"{"resource_presets": [{"name": "c", "resource_slots": {}, "shared_memory": null}]}"#;
    let result = prepared.loads(fixture, &[]);
    assert_eq!(result["tables"]["resource_presets"]["different"], json!({"rows": 1, "columns": {"shared_memory": 1}}));
    prepared.loads(fixture, &["--on-conflict", "update"]);
    assert_eq!(prepared.value("SELECT shared_memory FROM resource_presets WHERE name = 'c'"), "∅");
}

/// The same value, written otherwise.
#[test]
fn what_is_the_same_to_the_column_is_identical() {
    let prepared = Prepared::with(
        "CREATE TABLE odd (id integer PRIMARY KEY, j json, b jsonb, n numeric, t timestamptz, i interval, u uuid, f float8, c char(4), a text[])",
    );
    prepared.loads(
        r#"{"odd": [{"id": 1, "j": {"a": 1, "b": [2]}, "b": {"x": 1.0}, "n": 1.50, "t": "2020-01-01T00:00:00Z", "i": {"days": 1},
            "u": "f38dea23-50fa-42a0-b5ae-338f5f4693f4", "f": 0.1, "c": "x", "a": ["y"]}]}"#,
        &[],
    );
    let result = prepared.loads(
        r#"{"odd": [{"a": ["y"], "c": "x", "f": 1e-1, "u": "F38DEA2350FA42A0B5AE338F5F4693F4", "i": 86400, "t": "2020-01-01T09:00:00+09:00",
            "n": "1.5", "b": {"x": 1.0}, "j": {"b": [2], "a": 1}, "id": "1"}]}"#,
        &[],
    );
    account(&result, "odd", counts(0, 1, 0));
}

#[test]
fn mode_update_changes_rows_that_are_there() {
    let prepared = Prepared::newest();
    prepared.loads(presets("1", ""), &[]);
    // Found by a partial unique index; only what is given changes.
    let fixture = r#"{"__mode": "update", "resource_presets": [{"name": "b", "shared_memory": 77}, {"name": "a", "shared_memory": 1024}]}"#;
    account(&prepared.loads(fixture, &[]), "resource_presets", counts(0, 1, 1));
    assert_eq!(
        prepared.value(
            "SELECT concat_ws(' ', shared_memory, resource_slots->>'mem') FROM resource_presets WHERE name = 'b'"
        ),
        "77 1"
    );
    // The mode holds wherever it stands.
    let fixture = r#"{"resource_presets": [{"name": "b", "shared_memory": 78}], "__mode": "update"}"#;
    account(&prepared.loads(fixture, &[]), "resource_presets", counts(0, 0, 1));
    let fixture = r#"{"__mode": "insert", "resource_presets": [{"name": "b", "resource_slots": {}}]}"#;
    assert_eq!(prepared.loads(fixture, &[])["tables"]["resource_presets"]["different"]["rows"], 1);
}

#[test]
fn mode_update_of_rows_that_are_not_there_is_a_mistake_unless_allowed() {
    let prepared = Prepared::newest();
    prepared.loads(presets("1", ""), &[]);
    let fixture = r#"{"__mode": "update", "resource_presets": [{"name": "a", "shared_memory": 5}, {"name": "z", "shared_memory": 5}]}"#;
    let told = prepared.refused(fixture, &[]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("resource_presets[1]") && told[0].contains("--allow-missing"), "{told:?}");
    let result = prepared.loads(fixture, &["--allow-missing"]);
    assert_eq!(
        (&result["tables"]["resource_presets"]["updated"], &result["tables"]["resource_presets"]["missing"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(prepared.value("SELECT count(*) FROM resource_presets"), "3");
}

/// on_update of the model: `updated_at` follows a change, and only a change.
#[test]
fn an_update_gives_the_models_own_values() {
    let prepared = Prepared::newest();
    prepared.loads(r#"{"domains": [{"name": "d", "description": "one"}]}"#, &[]);
    prepared.execute("UPDATE domains SET updated_at = '2001-01-01Z', created_at = '2001-01-01Z'");
    let fixture =
        |text: &str| format!(r#"{{"__mode": "update", "domains": [{{"name": "d", "description": "{text}"}}]}}"#);
    prepared.loads(fixture("one"), &[]);
    assert_eq!(prepared.value("SELECT updated_at < '2002-01-01' FROM domains"), "true");
    prepared.loads(fixture("two"), &[]);
    assert_eq!(
        prepared.value(
            "SELECT updated_at > '2002-01-01' AND created_at < '2002-01-01' AND description = 'two' FROM domains"
        ),
        "true"
    );
}

/// Fixtures of the reference repeat rows; the first one counts, and what the others have otherwise is told.
#[test]
fn one_new_row_twice_is_the_first_one() {
    let prepared = Prepared::newest();
    let row =
        |shared_memory: u32| format!(r#"{{"name": "a", "resource_slots": {{}}, "shared_memory": {shared_memory}}}"#);
    let fixture = format!(r#"{{"resource_presets": [{}, {}, {}]}}"#, row(1), row(1), row(2));
    let result = prepared.loads(&fixture, &[]);
    account(
        &result,
        "resource_presets",
        json!({"inserted": 1, "identical": 1, "different": {"rows": 1, "columns": {"shared_memory": 1}}, "updated": 0, "missing": 0}),
    );
    let before = prepared.versions();
    let result = prepared.loads(&fixture, &[]);
    assert_eq!((&result["changed"], &result["tables"]["resource_presets"]["identical"]), (&json!(false), &json!(2)));
    assert_eq!(prepared.versions(), before);
    for mode in ["update", "fail"] {
        let told = prepared.refused(&fixture, &["--on-conflict", mode]);
        assert!(told[0].contains("resource_presets[1].name: ") && told[0].contains("resource_presets[0]"), "{told:?}");
        assert!(told[0].contains("ix_resource_presets_name_null_scaling_group_name"), "{told:?}");
    }
}

#[test]
fn one_row_twice_in_an_update_is_a_mistake() {
    let prepared = Prepared::newest();
    prepared.loads(presets("1", ""), &[]);
    for (start, options) in [("\"__mode\": \"update\", ", &[][..]), ("", &["--on-conflict", "update"])] {
        let fixture = format!(
            r#"{{{start}"resource_presets": [{{"name": "a", "resource_slots": {{}}, "shared_memory": 5}}, {{"name": "a", "resource_slots": {{}}, "shared_memory": 6}}]}}"#
        );
        let told = prepared.refused(fixture, options);
        assert!(
            told.len() == 1 && told[0].contains("resource_presets[1].name") && told[0].contains("resource_presets[0]"),
            "{told:?}"
        );
    }
    // By two keys that lead to one row.
    prepared.execute(
        "CREATE TABLE odd (id integer PRIMARY KEY, name text UNIQUE, v integer); INSERT INTO odd VALUES (1, 'one', 0)",
    );
    let told = prepared.refused(r#"{"__mode": "update", "odd": [{"id": 1, "v": 1}, {"name": "one", "v": 2}]}"#, &[]);
    assert!(told.iter().any(|line| line.contains("odd[1]")), "{told:?}");
}

/// Rows are found by any unique key, and the message names the one that a conflict is about.
#[test]
fn conflicts_on_the_primary_key_on_another_key_and_on_a_partial_index() {
    let prepared = Prepared::with(
        "CREATE TABLE odd (id integer PRIMARY KEY, name text UNIQUE, state text, v integer);
         CREATE UNIQUE INDEX one_master ON odd (state) WHERE state = 'master';
         INSERT INTO odd VALUES (1, 'one', 'master', 0), (2, 'two', 'slave', 0)",
    );
    let row = |row: &str| format!("{{\"odd\": [{row}]}}");
    let different = |fixture: String| prepared.loads(fixture, &[])["tables"]["odd"]["different"].clone();
    assert_eq!(different(row(r#"{"id": 1, "name": "one", "v": 5}"#)), json!({"rows": 1, "columns": {"v": 1}}));
    assert_eq!(different(row(r#"{"id": 7, "name": "one", "v": 0}"#)), json!({"rows": 1, "columns": {"id": 1}}));
    assert_eq!(
        different(row(r#"{"id": 8, "name": "eight", "state": "master", "v": 0}"#)),
        json!({"rows": 1, "columns": {"id": 1, "name": 1}})
    );
    // Not in the partial index: a new row.
    account(&prepared.loads(row(r#"{"id": 3, "name": "three", "state": "slave"}"#), &[]), "odd", counts(1, 0, 0));
    // An update by a key other than the primary one works as long as it leaves that alone.
    for (key, v) in [("\"name\": \"two\"", 9), ("\"state\": \"master\"", 8)] {
        let fixture = format!(r#"{{"__mode": "update", "odd": [{{{key}, "v": {v}}}]}}"#);
        account(&prepared.loads(fixture, &[]), "odd", counts(0, 0, 1));
    }
    assert_eq!(prepared.value("SELECT string_agg(concat_ws(' ', id, v), ', ' ORDER BY id) FROM odd"), "1 8, 2 9, 3");
    let told = prepared.refused(row(r#"{"id": 7, "name": "one"}"#), &["--on-conflict", "update"]);
    assert!(told[0].contains("odd[0].id: ") && told[0].contains("odd_name_key"), "{told:?}");
    // Two keys that lead to two rows.
    let told = prepared.refused(row(r#"{"id": 1, "name": "two"}"#), &["--on-conflict", "update"]);
    assert!(told[0].contains("two rows"), "{told:?}");
    // No key at all: nothing can be found.
    let told = prepared.refused(r#"{"__mode": "update", "odd": [{"v": 3}]}"#, &[]);
    assert!(told[0].contains("odd[0]"), "{told:?}");
}

/// Keys with several columns, with nulls that are distinct and with nulls that are not.
#[test]
fn keys_of_several_columns_and_nulls() {
    let prepared = Prepared::with(
        "CREATE TABLE odd (a integer, b integer, v integer, UNIQUE (a, b));
         CREATE TABLE even (a integer, b integer, v integer, UNIQUE NULLS NOT DISTINCT (a, b))",
    );
    let fixture =
        |table: &str| format!(r#"{{"{table}": [{{"a": 1, "b": 2, "v": 3}}, {{"a": 1, "b": null, "v": 3}}]}}"#);
    account(&prepared.loads(fixture("odd"), &[]), "odd", counts(2, 0, 0));
    account(&prepared.loads(fixture("odd"), &[]), "odd", counts(1, 1, 0));
    account(&prepared.loads(fixture("even"), &[]), "even", counts(2, 0, 0));
    account(&prepared.loads(fixture("even"), &[]), "even", counts(0, 2, 0));
}

#[test]
fn an_empty_list_is_no_rows_and_the_rest_is_loaded() {
    let prepared = Prepared::newest();
    let result = prepared.loads(r#"{"resource_presets": [], "domains": [{"name": "d"}], "users": []}"#, &[]);
    account(&result, "resource_presets", counts(0, 0, 0));
    account(&result, "domains", counts(1, 0, 0));
    assert_eq!(prepared.loads("{}", &[])["tables"], json!({}));
}

#[test]
fn a_dry_run_reports_and_keeps_nothing() {
    let prepared = Prepared::with("CREATE TABLE odd (id serial PRIMARY KEY, c text)");
    let before = prepared.versions();
    let fixture = r#"{"domains": [{"name": "d"}], "odd": [{"id": 50, "c": "x"}]}"#;
    let result = prepared.loads(fixture, &["--dry-run"]);
    account(&result, "domains", counts(1, 0, 0));
    account(&result, "odd", counts(1, 0, 0));
    assert_eq!((&result["changed"], &result["dry_run"]), (&json!(false), &json!(true)));
    assert_eq!(prepared.versions(), before);
    prepared.execute("INSERT INTO odd (c) VALUES ('first')");
    assert_eq!(prepared.value("SELECT id FROM odd"), "1", "no sequence was moved");
    let told = prepared.refused(r#"{"domains": [{"name": 3}]}"#, &["--dry-run"]);
    assert_eq!(told.len(), 1);
    // A failure that only storing brings about is found by a dry run too.
    prepared.execute(
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$;
         CREATE TRIGGER no BEFORE INSERT ON odd FOR EACH ROW EXECUTE FUNCTION no()",
    );
    let outcome = prepared.populate(r#"{"odd": [{"id": 60}]}"#, &["--dry-run"]).status(1);
    assert!(outcome.stderr.contains("not today") && outcome.stderr.contains("odd"), "{}", outcome.stderr);
}
