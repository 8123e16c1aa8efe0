//! What becomes of a fixture's values: every row of the table of values, and every way of encoding that a release has.
//!
//! Each case is loaded into a real column and read back as text, or refused with the words that tell why.

use crate::support::Prepared;
use crate::support::prepared::mistakes;

/// A keypair resource policy but for what a test adds: `{"name": "a", …}`.
fn policy(name: &str, more: &str) -> String {
    format!(
        r#"{{"name": "{name}", "default_for_unspecified": "LIMITED", "total_resource_slots": {{}}, "max_concurrent_sessions": 5,
           "max_containers_per_session": 1, "idle_timeout": 1800{more}}}"#
    )
}

/// Loads each `good` value in a row of its own and compares what is stored; then all `bad` ones at once, each of which must be told.
#[track_caller]
fn values(
    prepared: &Prepared,
    table: &str,
    column: &str,
    good: &[(&str, &str)],
    bad: &[(&str, &str)],
    options: &[&str],
) {
    let rows = |values: &[(&str, &str)]| {
        let rows: Vec<String> = values.iter().map(|(value, _)| format!("{{\"{column}\": {value}}}")).collect();
        format!("{{\"{table}\": [\n{}\n]}}", rows.join(",\n"))
    };
    if !good.is_empty() {
        prepared.execute(&format!("DELETE FROM \"{table}\""));
        let result = prepared.loads(rows(good), options);
        assert_eq!(result["tables"][table]["inserted"], good.len(), "{result}");
        let expected: Vec<&str> = good.iter().map(|(_, stored)| *stored).collect();
        let stored = prepared.value(&format!(
            "SELECT string_agg(COALESCE({}, '∅'), chr(10) ORDER BY ctid) FROM \"{table}\" AS t",
            format_args!("t.\"{column}\"::text")
        ));
        assert_eq!(stored.split('\n').collect::<Vec<_>>(), expected, "{table}.{column}");
    }
    if !bad.is_empty() {
        let outcome = prepared.populate(rows(bad), options).status(15);
        assert_eq!(
            prepared.value(&format!("SELECT count(*) FROM \"{table}\"")),
            good.len().to_string(),
            "something was written"
        );
        let told = mistakes(&outcome);
        for (number, (value, words)) in bad.iter().enumerate() {
            let start = format!("f.json:{}:", number + 2);
            let place = format!(": {table}[{number}].{column}: ");
            let found =
                told.iter().any(|line| line.starts_with(&start) && line.contains(&place) && line.contains(words));
            assert!(found, "{value}: nothing tells {words:?} at {start}…{place}:\n{}", told.join("\n"));
        }
        assert_eq!(told.len(), bad.len(), "{}", told.join("\n"));
    }
}

/// The same with a column of a release's table whose rows stand alone from now on: the rule is looked at, not the table's company.
#[track_caller]
fn encoded(prepared: &Prepared, table: &str, column: &str, good: &[(&str, &str)], bad: &[(&str, &str)]) {
    prepared.execute(&format!(
        "DO $$ DECLARE one record; BEGIN
           FOR one IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass LOOP
             EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I CASCADE', one.conname);
           END LOOP;
           FOR one IN SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND attnotnull LOOP
             EXECUTE format('ALTER TABLE {table} ALTER COLUMN %I DROP NOT NULL', one.attname);
           END LOOP;
         END $$"
    ));
    values(prepared, table, column, good, bad, &[]);
}

/// The same with the column `c` of a new table.
#[track_caller]
fn typed(prepared: &Prepared, definition: &str, good: &[(&str, &str)], bad: &[(&str, &str)]) {
    prepared.execute(&format!("DROP TABLE IF EXISTS odd; CREATE TABLE odd (c {definition}, also integer)"));
    values(prepared, "odd", "c", good, bad, &[]);
}

#[test]
fn a_row_without_a_key_gets_the_default_and_the_others_keep_theirs() {
    let prepared = Prepared::newest();
    let rows = [
        policy("a", ""),
        policy("b", r#", "max_concurrent_sftp_sessions": 7, "max_priority": 9"#),
        policy("c", r#", "max_session_lifetime": 3"#),
        policy("d", r#", "max_concurrent_sftp_sessions": 8"#),
    ];
    prepared.loads(format!("{{\"keypair_resource_policies\": [{}]}}", rows.join(",")), &[]);
    assert_eq!(
        prepared.value(
            "SELECT string_agg(concat_ws(' ', name, max_concurrent_sftp_sessions, max_session_lifetime, COALESCE(max_priority, -1)), \
             ', ' ORDER BY name) FROM keypair_resource_policies"
        ),
        "a 1 0 -1, b 7 0 9, c 1 3 -1, d 8 0 -1"
    );
}

/// The model's default goes before the database's; dotfiles has none but the model's.
#[test]
fn a_default_of_the_model_is_stored_as_the_model_stores_it() {
    let prepared = Prepared::newest();
    prepared.loads(
        r#"{"domains": [{"name": "d"}], "scaling_groups": [{"name": "g", "driver": "static", "scheduler": "fifo"}]}"#,
        &[],
    );
    assert_eq!(
        prepared.value(
            "SELECT concat_ws(' ', dotfiles, total_resource_slots, allowed_docker_registries, status) FROM domains"
        ),
        r"\x90 {} {} active"
    );
    let opts = "SELECT concat_ws(' ', scheduler_opts->'pending_timeout', scheduler_opts->'preemption'->>'victim_scope', \
                scheduler_opts->'allowed_session_types', driver_opts, is_public) FROM scaling_groups";
    assert_eq!(prepared.value(opts), r#"0.0 user ["interactive", "batch", "inference"] {} t"#);
}

#[test]
fn integers_may_be_written_as_text() {
    let slots = r#""resource_slots": {}"#;
    let prepared = Prepared::newest();
    prepared
        .loads(format!(r#"{{"resource_presets": [{{"name": "a", {slots}, "shared_memory": "1073741824"}}]}}"#), &[]);
    assert_eq!(prepared.value("SELECT shared_memory FROM resource_presets"), "1073741824");
    let told =
        prepared.refused(format!(r#"{{"resource_presets": [{{"name": "b", {slots}, "shared_memory": "8g"}}]}}"#), &[]);
    assert_eq!(told, [r#"f.json:1:76: resource_presets[0].shared_memory: "8g" is not an integer"#]);
}

#[test]
fn numbers_are_exact() {
    let prepared = Prepared::newest();
    typed(
        &prepared,
        "bigint",
        &[
            ("9007199254740993", "9007199254740993"),
            ("\"-9223372036854775808\"", "-9223372036854775808"),
            ("null", "∅"),
        ],
        &[
            ("9223372036854775808", "out of range"),
            ("1.5", "1.5 is not an integer"),
            ("true", "true is not an integer"),
            ("[]", "is not an integer"),
        ],
    );
    typed(&prepared, "smallint", &[("-32768", "-32768")], &[("32768", "out of range"), ("\"x\"", "is not an integer")]);
    typed(
        &prepared,
        "numeric",
        &[
            (
                "123456789012345678901234567890.12345678901234567890",
                "123456789012345678901234567890.12345678901234567890",
            ),
            ("\"0.1\"", "0.1"),
            ("1e3", "1000"),
        ],
        &[("\"one\"", "is not a number"), ("false", "is not a number")],
    );
    typed(&prepared, "numeric(5,2)", &[("999.994", "999.99"), ("-1", "-1.00")], &[("1000", "numeric(5,2)")]);
    typed(
        &prepared,
        "double precision",
        &[("0.1", "0.1"), ("1e308", "1e+308"), ("\"Infinity\"", "Infinity")],
        &[("1e999", "is not a number"), ("\"\"", "is not a number")],
    );
    // Inside JSON as well: what does not fit a double is not rounded to one.
    typed(
        &prepared,
        "jsonb",
        &[(
            r#"{"n": 9007199254740993, "d": 0.10000000000000000555}"#,
            r#"{"d": 0.10000000000000000555, "n": 9007199254740993}"#,
        )],
        &[],
    );
}

#[test]
fn texts_must_be_texts_that_fit() {
    let prepared = Prepared::newest();
    typed(
        &prepared,
        "varchar(5)",
        &[
            ("\"héllo\"", "héllo"),
            (r#""a\"\\b""#, r#"a"\b"#),
            (r#""\ud83d\ude00,()""#, "😀,()"),
            ("\"\"", ""),
            ("\"null\"", "null"),
            ("null", "∅"),
        ],
        &[
            ("\"sixsix\"", "6 characters"),
            ("5", "5 is not text"),
            ("true", "true is not text"),
            ("{}", "is not text"),
            (r#""a\u0000""#, "\\u0000"),
        ],
    );
}

/// Whatever a text holds, it comes back.
#[test]
fn odd_characters_survive_both_roads_into_the_database() {
    let texts: Vec<String> = (1..=0x2ffu32)
        .chain([0x2028, 0xFFFD, 0xFEFF, 0x1F600])
        .filter_map(char::from_u32)
        .map(|character| format!("<{character}{character}\\{character}\"N,)"))
        .collect();
    // Few rows and many rows take different roads.
    for count in [40, texts.len()] {
        let prepared = Prepared::with("CREATE TABLE odd (id integer PRIMARY KEY, c text, a text[])");
        let rows: Vec<serde_json::Value> = texts[..count]
            .iter()
            .enumerate()
            .map(
                |(id, text)| serde_json::json!({"id": id, "c": text, "a": [text, serde_json::Value::Null, "NULL", ""]}),
            )
            .collect();
        prepared.loads(serde_json::json!({ "odd": rows }).to_string(), &[]);
        let stored: Vec<String> =
            serde_json::from_str(&prepared.value("SELECT json_agg(c ORDER BY id) FROM odd")).unwrap();
        assert_eq!(stored, texts[..count]);
        assert_eq!(
            prepared.value("SELECT bool_and(a[1] = c AND a[2] IS NULL AND a[3] = 'NULL' AND a[4] = '' AND cardinality(a) = 4) FROM odd"),
            "true"
        );
    }
}

#[test]
fn truth_values_bytes_and_lists() {
    let prepared = Prepared::newest();
    typed(
        &prepared,
        "boolean",
        &[("true", "true"), ("false", "false")],
        &[("1", "1 is not true or false"), ("\"yes\"", "is not true or false")],
    );
    typed(
        &prepared,
        "bytea",
        &[(r#""\\x90""#, r"\x90"), (r#""\\xDEad""#, r"\xdead")],
        &[("\"90\"", "hexadecimal"), (r#""\\x9""#, "hexadecimal"), ("90", "90 is not bytes")],
    );
    typed(
        &prepared,
        "integer[]",
        &[("[1, \"2\", null]", "{1,2,NULL}"), ("[]", "{}"), ("[[1], [2]]", "{{1},{2}}")],
        &[("[1, \"x\"]", "\"x\" is not an integer"), ("3", "is not a list")],
    );
}

#[test]
fn identifiers_are_normalised() {
    let prepared = Prepared::newest();
    typed(
        &prepared,
        "uuid",
        &[
            ("\"F38DEA23-50FA-42A0-B5AE-338F5F4693F4\"", "f38dea23-50fa-42a0-b5ae-338f5f4693f4"),
            ("\"f38dea2350fa42a0b5ae338f5f4693f4\"", "f38dea23-50fa-42a0-b5ae-338f5f4693f4"),
        ],
        &[
            ("\"f38dea23-50fa\"", "\"f38dea23-50fa\" is not a uuid"),
            ("1", "1 is not a uuid"),
            ("\"g38dea2350fa42a0b5ae338f5f4693f4\"", "is not a uuid"),
        ],
    );
}

#[test]
fn times_need_a_zone_unless_utc_is_assumed() {
    let prepared = Prepared::with("CREATE TABLE odd (c timestamptz)");
    prepared.execute(&format!("ALTER DATABASE {} SET timezone = 'UTC'", prepared.database));
    let good = [
        ("\"2020-01-01T00:00:00Z\"", "2020-01-01 00:00:00+00"),
        ("\"2020-01-01T09:00:00.123456+09:00\"", "2020-01-01 00:00:00.123456+00"),
        ("\"2020-01-01 00:00:00-05:30\"", "2020-01-01 05:30:00+00"),
    ];
    let bad = [
        ("\"2020-01-01T00:00:00\"", "--assume-utc"),
        ("\"2020-01-01\"", "--assume-utc"),
        ("\"2020-02-30T00:00:00Z\"", "is not a timestamp"),
        ("\"yesterday\"", "is not a timestamp"),
        ("1577836800", "is not a timestamp"),
    ];
    values(&prepared, "odd", "c", &good, &bad, &[]);
    let naive = [("\"2020-01-01T10:00:00\"", "2020-01-01 10:00:00+00"), ("\"2020-01-01\"", "2020-01-01 00:00:00+00")];
    values(&prepared, "odd", "c", &naive, &bad[2..], &["--assume-utc"]);
    // The session's zone has no say, wherever the server stands.
    prepared.execute(&format!("ALTER DATABASE {} SET timezone = 'Asia/Seoul'", prepared.database));
    prepared.execute("DELETE FROM odd");
    prepared.loads(r#"{"odd": [{"c": "2020-01-01T10:00:00"}]}"#, &["--assume-utc"]);
    assert_eq!(prepared.value("SELECT c AT TIME ZONE 'UTC' FROM odd"), "2020-01-01 10:00:00");
    typed(
        &prepared,
        "timestamp",
        &[("\"2020-01-01T10:00:00\"", "2020-01-01 10:00:00")],
        &[("\"2020-01-01T10:00:00Z\"", "time zone")],
    );
    typed(
        &prepared,
        "date",
        &[("\"2024-02-29\"", "2024-02-29")],
        &[("\"2023-02-29\"", "is not a date"), ("5", "is not a date")],
    );
}

#[test]
fn intervals_are_objects_of_units_or_seconds() {
    let prepared = Prepared::newest();
    typed(
        &prepared,
        "interval",
        &[
            (r#"{"days": 365}"#, "365 days"),
            (
                r#"{"weeks": 1, "days": 2, "hours": 3, "minutes": 4, "seconds": 5, "milliseconds": 6, "microseconds": 7}"#,
                "9 days 03:04:05.006007",
            ),
            ("90", "00:01:30"),
            ("0.5", "00:00:00.5"),
            ("{}", "00:00:00"),
        ],
        &[
            (r#"{"fortnights": 1}"#, "\"fortnights\" is no unit"),
            (r#"{"days": "x"}"#, "is not a number"),
            (r#""soon""#, "is not an interval"),
            ("true", "is not an interval"),
        ],
    );
    // A column of the release's own.
    let prepared = Prepared::newest();
    prepared.loads(r#"{"retention_policies": [{"category": "logs", "retention_period": {"days": 90}}]}"#, &[]);
    assert_eq!(prepared.value("SELECT retention_period FROM retention_policies"), "90 days");
}

#[test]
fn null_of_json_is_null_unless_the_column_must_have_a_value() {
    let prepared = Prepared::newest();
    for kind in ["jsonb", "json"] {
        typed(
            &prepared,
            kind,
            &[
                ("null", "∅"),
                (r#"{"$json": null}"#, "null"),
                (r#"{"$json": {"$json": 1}}"#, r#"{"$json": 1}"#),
                (r#"{"a": null}"#, r#"{"a": null}"#),
                ("\"x\"", "\"x\""),
                ("3", "3"),
                ("[]", "[]"),
            ],
            &[(r#"{"a": 1, "a": 2}"#, "second time")],
        );
    }
    typed(&prepared, "jsonb NOT NULL", &[(r#"{"$json": null}"#, "null")], &[("null", "NOT NULL")]);
    typed(&prepared, "jsonb NOT NULL DEFAULT '{}'", &[("null", "{}")], &[]);
    // NOT NULL with a default of the model.
    prepared.loads(r#"{"domains": [{"name": "d", "total_resource_slots": null, "allowed_vfolder_hosts": null}]}"#, &[]);
    assert_eq!(prepared.value("SELECT total_resource_slots::text || allowed_vfolder_hosts::text FROM domains"), "{}{}");
}

#[test]
fn null_where_a_value_must_be_is_the_default_or_an_error() {
    let prepared = Prepared::newest();
    prepared.loads(
        format!(
            r#"{{"keypair_resource_policies": [{}]}}"#,
            policy("a", r#", "created_at": null, "max_session_lifetime": null"#)
        ),
        &[],
    );
    assert_eq!(
        prepared.value("SELECT created_at IS NOT NULL AND max_session_lifetime = 0 FROM keypair_resource_policies"),
        "true"
    );
    typed(&prepared, "uuid NOT NULL", &[], &[("null", "NOT NULL")]);
    typed(&prepared, "text NOT NULL DEFAULT 'x'", &[("null", "x"), ("\"y\"", "y")], &[]);
}

#[test]
fn a_column_that_must_be_given_and_is_missing_is_told() {
    let told = Prepared::newest().refused(r#"{"resource_presets": [{"name": "a"}, {"resource_slots": {}}]}"#, &[]);
    assert_eq!(
        told,
        [
            "f.json:1:23: resource_presets[0].resource_slots: missing: the column is NOT NULL and has no default",
            "f.json:1:38: resource_presets[1].name: missing: the column is NOT NULL and has no default",
        ]
    );
}

#[test]
fn columns_that_the_server_computes_are_not_given() {
    let prepared = Prepared::newest();
    typed(&prepared, "integer GENERATED ALWAYS AS (also * 2) STORED", &[], &[("4", "computes")]);
}

#[test]
fn sequences_go_on_behind_given_values() {
    for kind in ["serial", "bigint GENERATED BY DEFAULT AS IDENTITY", "integer GENERATED ALWAYS AS IDENTITY"] {
        let prepared = Prepared::with(&format!("CREATE TABLE odd (id {kind} PRIMARY KEY, c text)"));
        prepared.loads(r#"{"odd": [{"id": 41, "c": "a"}, {"id": 7, "c": "b"}]}"#, &[]);
        assert_eq!(prepared.value("SELECT string_agg(id || c, ' ' ORDER BY id) FROM odd"), "7b 41a", "{kind}");
        prepared.execute("INSERT INTO odd (c) VALUES ('next')");
        assert_eq!(prepared.value("SELECT id FROM odd WHERE c = 'next'"), "42", "{kind}");
        // Never backwards.
        prepared.execute("INSERT INTO odd (c) SELECT 'more' FROM generate_series(1, 10)");
        prepared.loads(r#"{"odd": [{"id": 1, "c": "a"}]}"#, &[]);
        prepared.execute("INSERT INTO odd (c) VALUES ('last')");
        assert_eq!(prepared.value("SELECT id FROM odd WHERE c = 'last'"), "53", "{kind}");
    }
}

#[test]
fn enumerations_by_value_list_their_members() {
    let prepared = Prepared::newest();
    let older = Prepared::of("22.3.3");
    encoded(
        &prepared,
        "users",
        "status",
        &[("\"active\"", "active"), ("\"before-verification\"", "before-verification")],
        &[("\"sleeping\"", "active, inactive, deleted, before-verification"), ("1", "is not one of")],
    );
    // The database's own enumeration, without a rule of the model's.
    values(
        &Prepared::with("CREATE TYPE mood AS ENUM ('glad', 'sad'); CREATE TABLE odd (c mood)"),
        "odd",
        "c",
        &[("\"sad\"", "sad")],
        &[("\"mad\"", "glad, sad")],
        &[],
    );
    encoded(&older, "users", "status", &[("\"active\"", "active")], &[("\"ACTIVE\"", "active")]);
}

#[test]
fn enumerations_by_name_store_the_name() {
    let prepared = Prepared::newest();
    let older = Prepared::of("22.3.3");
    encoded(
        &prepared,
        "keypair_resource_policies",
        "default_for_unspecified",
        &[("\"LIMITED\"", "LIMITED"), ("\"UNLIMITED\"", "UNLIMITED")],
        &[("\"limited\"", "LIMITED, UNLIMITED"), ("0", "is not one of")],
    );
    encoded(&older, "agents", "status", &[("\"ALIVE\"", "ALIVE")], &[("\"GONE\"", "ALIVE")]);
}

/// What the fixture holds and what is stored are two things.
#[test]
fn enumerations_that_store_another_word_than_the_fixture_has() {
    let prepared = Prepared::newest();
    encoded(
        &prepared,
        "sessions",
        "session_type",
        &[("\"interactive\"", "INTERACTIVE"), ("\"batch\"", "BATCH")],
        &[("\"dancing\"", "interactive")],
    );
}

#[test]
fn flags_are_sums_of_bits() {
    let prepared = Prepared::newest();
    encoded(
        &prepared,
        "permissions",
        "permission",
        &[("0", "0"), ("5", "5"), ("31", "31")],
        &[("32", "32 is not"), ("-1", "-1 is not"), ("\"READ\"", "\"READ\" is not")],
    );
}

#[test]
fn resource_slots_are_plain_decimals() {
    let prepared = Prepared::newest();
    let older = Prepared::of("25.19.2");
    encoded(
        &prepared,
        "domains",
        "total_resource_slots",
        &[
            (
                r#"{"cpu": "2.0", "mem": 1073741824, "cuda.shares": "0.50"}"#,
                r#"{"cpu": "2", "mem": "1073741824", "cuda.shares": "0.5"}"#,
            ),
            (r#"{"cpu": "1e3"}"#, r#"{"cpu": "1000"}"#),
            ("{}", "{}"),
        ],
        &[
            (r#"{"mem": "8g"}"#, "\"8g\" is not a quantity"),
            (r#"["cpu"]"#, "slot → quantity"),
            (r#"{"cpu": 1, "cpu": 2}"#, "second time"),
        ],
    );
    // Up to 25.19 they stay as they are written.
    encoded(
        &older,
        "domains",
        "total_resource_slots",
        &[(r#"{"cpu": "2.0", "mem": 4}"#, r#"{"cpu": "2.0", "mem": 4}"#)],
        &[("3", "slot → quantity")],
    );
}

#[test]
fn permissions_of_hosts_are_known_ones() {
    let older = Prepared::of("22.3.3");
    for release in ["22.9.23", "26.9.6"] {
        encoded(
            &Prepared::of(release),
            "domains",
            "allowed_vfolder_hosts",
            &[
                (
                    r#"{"local:volume1": ["create-vfolder", "upload-file"]}"#,
                    r#"{"local:volume1": ["create-vfolder", "upload-file"]}"#,
                ),
                ("{}", "{}"),
            ],
            &[
                (r#"{"local:volume1": ["fly"]}"#, "\"fly\" is not one of create-vfolder"),
                (r#"{"local:volume1": "create-vfolder"}"#, "list"),
                ("[]", "host → list"),
            ],
        );
    }
    encoded(
        &older,
        "domains",
        "allowed_vfolder_hosts",
        &[(r#"["local:volume1"]"#, "{local:volume1}")],
        &[("{\"a\": []}", "list")],
    );
}

#[test]
fn thresholds_are_decimal_text() {
    let prepared = Prepared::newest();
    encoded(
        &prepared,
        "deployment_auto_scaling_policies",
        "scale_up_threshold",
        &[("1.5", "1.500000"), ("\"0.1\"", "0.1"), ("\"1e-3\"", "0.001"), ("100", "100.000000")],
        &[("\"much\"", "is not a decimal number"), ("true", "is not a decimal number")],
    );
}

#[test]
fn slugs_have_an_alphabet_and_a_length() {
    let prepared = Prepared::newest();
    let older = Prepared::of("24.3.11");
    let long = format!("\"{}\"", "a".repeat(64));
    let too_long = format!("\"{}\"", "a".repeat(65));
    encoded(
        &prepared,
        "domains",
        "name",
        &[("\"default\"", "default"), ("\"한글-1\"", "한글-1"), (&long, &"a".repeat(64))],
        &[
            ("\"two words\"", "is not a name"),
            ("\"-x\"", "is not a name"),
            ("\"x..y\"", "is not a name"),
            ("\"x_\"", "is not a name"),
            (&too_long, "64"),
            ("\"\"", "is not a name"),
        ],
    );
    // Before 24.9 plain text.
    encoded(&older, "domains", "name", &[("\"two words\"", "two words")], &[]);
}

#[test]
fn texts_of_a_form_are_checked() {
    let prepared = Prepared::newest();
    let uuid = "f38dea23-50fa-42a0-b5ae-338f5f4693f4";
    let (user, group) = (format!("\"user:{uuid}\""), format!("\"project:{uuid}\""));
    encoded(
        &prepared,
        "vfolders",
        "quota_scope_id",
        &[(&user, user.trim_matches('"')), (&group, group.trim_matches('"'))],
        &[
            ("\"user:1\"", "quota scope"),
            ("\"group:f38dea23-50fa-42a0-b5ae-338f5f4693f4\"", "quota scope"),
            ("7", "is not"),
        ],
    );
    encoded(
        &prepared,
        "sessions",
        "callback_url",
        &[("\"https://example.com/x?y=1\"", "https://example.com/x?y=1")],
        &[("\"no url\"", "is not a URL"), ("5", "is not a URL")],
    );
    encoded(
        &prepared,
        "agents",
        "public_key",
        &[("\"Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID\"", "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID")],
        &[("\"short\"", "40 characters"), ("9", "is not")],
    );
    encoded(
        &prepared,
        "audit_logs",
        "client_ip",
        &[("\"10.0.0.1\"", "10.0.0.1/32"), ("\"2001:db8::1\"", "2001:db8::1/128")],
        &[("\"10.0.0\"", "is not an IP address"), ("\"host\"", "is not an IP address")],
    );
    encoded(
        &prepared,
        "users",
        "allowed_client_ip",
        &[("[\"10.0.0.0/8\", \"::1\"]", "{10.0.0.0/8,::1/128}"), ("null", "∅")],
        &[("[\"10.0.0.1/8\"]", "bits behind the prefix"), ("[\"x\"]", "is not a network")],
    );
}

#[test]
fn structures_are_completed() {
    let prepared = Prepared::newest();
    let older = Prepared::of("22.3.3");
    encoded(
        &prepared,
        "resource_slot_types",
        "number_format",
        &[
            ("{}", r#"{"binary": false, "round_length": 0}"#),
            (r#"{"binary": true}"#, r#"{"binary": true, "round_length": 0}"#),
        ],
        &[("3", "is not an object"), (r#""x""#, "is not an object")],
    );
    encoded(
        &prepared,
        "scaling_groups",
        "fair_share_spec",
        &[(
            r#"{"default_weight": 2}"#,
            r#"{"lookback_days": 28, "default_weight": "2", "half_life_days": 7, "decay_unit_days": 1, "resource_weights": {}}"#,
        )],
        &[],
    );
    encoded(
        &older,
        "scaling_groups",
        "scheduler_opts",
        &[(
            r#"{"pending_timeout": 3600}"#,
            r#"{"config": {}, "pending_timeout": 3600.0, "allowed_session_types": ["interactive", "batch"]}"#,
        )],
        &[],
    );
    encoded(
        &prepared,
        "images",
        "resources",
        &[(r#"{"cpu": {"min": "1", "max": null}}"#, r#"{"cpu": {"max": null, "min": "1"}}"#)],
        &[("\"x\"", "is not")],
    );
}
