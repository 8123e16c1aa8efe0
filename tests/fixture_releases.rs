//! What holds for every release: a dump loads into the same rows, passwords are hashed in its way, its rules fit its tables; and the
//! examples and the graph of the newest.

use std::collections::BTreeMap;
use std::process::Command;
use std::time::Instant;

use backend_ai::release;
use diesel::deserialize::QueryableByName;
use diesel::dsl::sql;
use diesel::sql_types::{Bool, Text};
use diesel::{Connection, PgConnection, RunQueryDsl, select, sql_query};

use crate::support::Prepared;
use crate::support::prepared::fresh;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/manager");

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table: String,
    #[diesel(sql_type = Text)]
    column: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    target: String,
    #[diesel(sql_type = Bool)]
    needed: bool,
}

/// Rows in nearly all tables, by plain SQL: one with every column filled and one with the needed ones. Returns how many tables there
/// are, and which got none and why.
fn fill(connection: &mut PgConnection) -> (usize, BTreeMap<String, String>) {
    let columns: Vec<Column> = sql_query(
        "SELECT c.relname::text AS \"table\", a.attname::text AS \"column\", format_type(a.atttypid, a.atttypmod) AS kind,
                COALESCE((SELECT format('(SELECT %I FROM public.%I LIMIT 1)', f.attname, k.confrelid::regclass)
                          FROM pg_constraint k JOIN pg_attribute f ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
                          WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum] LIMIT 1), '') AS target,
                a.attnotnull AND NOT a.atthasdef AS needed
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attgenerated = '' AND c.relname <> 'alembic_version' ORDER BY c.relname, a.attnum",
    )
    .load(connection)
    .unwrap();
    let mut tables: BTreeMap<&str, Vec<&Column>> = BTreeMap::new();
    for column in &columns {
        tables.entry(&column.table).or_default().push(column);
    }
    let mut waiting: Vec<&str> = tables.keys().copied().collect();
    let mut number = 0;
    loop {
        let mut refused = BTreeMap::new();
        let before = waiting.len();
        waiting.retain(|table| {
            let mut any = false;
            let whole: Vec<&Column> = tables[table].clone();
            let needed = whole.iter().filter(|column| column.needed).copied().collect();
            // Some want one of two foreign keys.
            let optional = whole.iter().filter(|column| !column.needed && !column.target.is_empty());
            let but_one =
                optional.map(|one| whole.iter().filter(|column| column.column != one.column).copied().collect());
            let sets: Vec<Vec<&Column>> = but_one.chain([whole.clone(), needed]).collect();
            for columns in sets {
                number += 1;
                let names: Vec<String> = columns.iter().map(|column| format!("\"{}\"", column.column)).collect();
                let values: Vec<String> = columns.iter().map(|column| value(column, number)).collect();
                let insert = format!("INSERT INTO \"{table}\" ({}) VALUES ({})", names.join(", "), values.join(", "));
                // Some are refused: a check, a key that is there.
                match connection.transaction(|connection| sql_query(&insert).execute(connection)) {
                    Ok(_) => any = true,
                    Err(error) => drop(refused.insert((*table).to_owned(), format!("{error}: {insert}"))),
                }
            }
            !any
        });
        if waiting.len() == before {
            refused.retain(|table, _| {
                let empty = sql::<Bool>(&format!("NOT EXISTS (SELECT FROM \"{table}\")"));
                waiting.contains(&table.as_str()) && select(empty).get_result(connection).unwrap()
            });
            return (tables.len(), refused);
        }
    }
}

/// Something odd of the column's type.
fn value(column: &Column, number: u32) -> String {
    if !column.target.is_empty() {
        return column.target.clone();
    }
    let kind = column.kind.as_str();
    let base = kind.split('(').next().unwrap_or(kind);
    match base {
        _ if kind.ends_with("[]") => match &kind[..kind.len() - 2] {
            "cidr" => "'{10.0.0.0/8,NULL,::1/128}'".to_owned(),
            element if element.contains("char") || element == "text" => r#"'{"a,b","c\"d",NULL,"NULL",""}'"#.to_owned(),
            element if element.contains("int") => "'{1,NULL}'".to_owned(),
            _ => "'{}'".to_owned(),
        },
        "uuid" => "gen_random_uuid()".to_owned(),
        "boolean" => "true".to_owned(),
        "smallint" => "1".to_owned(),
        "integer" | "bigint" => number.to_string(),
        "numeric" | "double precision" | "real" => "0.1".to_owned(),
        "timestamp with time zone" | "timestamp without time zone" => "'2020-02-29 12:34:56.789012'".to_owned(),
        "date" => "'2020-02-29'".to_owned(),
        "interval" => "'1 mon 2 days 03:04:05.6'".to_owned(),
        "bytea" => r"'\x00ff90'".to_owned(),
        "inet" => "'10.0.0.1/8'".to_owned(),
        "jsonb" if number.is_multiple_of(3) => "'null'".to_owned(),
        "jsonb" if number.is_multiple_of(5) => r#"'{"$json": null}'"#.to_owned(),
        "jsonb" => r#"'{"é\"\\": [1.50, null, "x"], "big": 9007199254740993}'"#.to_owned(),
        "json" => r#"'{"b": 1.50,  "a": null}'"#.to_owned(),
        "character varying" | "text" | "character" => text(kind, number),
        // An enumeration: its first label.
        _ => format!("(enum_range(NULL::{kind}))[1]"),
    }
}

/// Awkward text, as long as the type allows.
fn text(kind: &str, number: u32) -> String {
    let limit: usize = kind.split(['(', ')']).nth(1).and_then(|limit| limit.parse().ok()).unwrap_or(100);
    let text: String = format!("{number}é\"\\,)'\n\tN").chars().take(limit.min(12)).collect();
    format!("'{}'", text.replace('\'', "''"))
}

#[test]
fn a_dump_loads_into_the_same_rows_of_every_type_in_every_release() {
    // Two at a time, of about the same work.
    std::thread::scope(|scope| {
        for part in 0..2 {
            scope.spawn(move || {
                release::all().iter().skip(part).step_by(2).for_each(|release| round_trip(&release.version.to_string()))
            });
        }
    });
}

fn round_trip(release: &str) {
    let full = Prepared::of(release);
    let (tables, empty) = fill(&mut full.connect());
    assert!(empty.len() * 10 <= tables, "{release}: of {tables} tables these are empty: {empty:#?}");
    if release == "26.9.6" {
        // Rows by plain SQL have no nodes in the graph; a load makes them.
        full.loads(r#"{"domains": [{"name": "graph"}]}"#, &[]);
    }
    let dump = full.fixture(["dump"]).success().stdout;
    assert_eq!(full.fixture(["dump"]).success().stdout, dump, "{release}: a dump is the same each time");
    let into = Prepared::of(release);
    into.loads(&dump, &[]);
    let (before, after) = (full.content(), into.content());
    let different = before.lines().zip(after.lines()).find(|(one, other)| one != other);
    assert!(before == after, "{release}: {different:?}");
    // And once more: nothing is written, but for a table of old releases that has no key to find a row by.
    let keyless = "vfolder_permissions";
    if prepared_without_key(&into, keyless) {
        into.execute(&format!("TRUNCATE {keyless}"));
        let mut document: serde_json::Value = serde_json::from_str(&dump).unwrap();
        document.as_object_mut().unwrap().remove(keyless);
        assert_eq!(into.loads(document.to_string(), &[])["changed"], false, "{release}");
        return;
    }
    let versions = into.versions();
    let again = into.loads(&dump, &[]);
    assert_eq!(again["changed"], false, "{release}: {again:#}");
    assert!(into.versions() == versions, "{release}");
    assert_eq!(into.fixture(["dump"]).success().stdout, dump, "{release}");
}

fn prepared_without_key(prepared: &Prepared, table: &str) -> bool {
    let there = format!("to_regclass('{table}') IS NOT NULL");
    let keyed = format!("EXISTS (SELECT FROM pg_index WHERE indrelid = to_regclass('{table}') AND indisunique)");
    prepared.value(&format!("{there} AND NOT {keyed}")) == "true"
}

/// Two databases that were prepared one by one: what a fresh one brings along has ids of its own in each.
#[test]
fn a_dump_loads_into_a_database_that_was_prepared_by_itself() {
    let (one, other) = (Prepared::newest(), fresh("26.9.6"));
    let examples = examples();
    one.fixture(["populate"].iter().map(|word| (*word).to_owned()).chain(examples)).success();
    let dump = one.fixture(["dump"]).success().stdout;
    other.loads(&dump, &[]);
    assert_eq!(other.fixture(["dump"]).success().stdout, dump);
}

#[test]
fn chosen_tables_are_dumped_and_unknown_ones_are_told() {
    let prepared = Prepared::newest();
    prepared.loads(
        r#"{"domains": [{"name": "d"}], "resource_presets": [{"name": "p", "resource_slots": {"cpu": "1"}}]}"#,
        &[],
    );
    let dump = prepared.fixture(["dump", "resource_presets", "users"]).success().json();
    assert_eq!(dump["resource_presets"][0]["name"], "p");
    assert_eq!(dump["users"], serde_json::json!([]));
    assert!(dump.get("domains").is_none());
    let outcome = prepared.fixture(["dump", "user"]).status(2);
    assert!(outcome.stderr.contains("\"user\""), "{}", outcome.stderr);
    assert_eq!(outcome.stdout, "");
}

/// Hashed by the program, verified by others: hashlib of python3 for one form, the C library's crypt (by way of Perl) for the other.
#[test]
fn passwords_are_hashed_as_each_release_does() {
    let plain = "pä$$ w0rd\"\\";
    for release in release::all() {
        let version = release.version.to_string();
        let prepared = relaxed_users(&version);
        let fixture = |password: &str| {
            let user = serde_json::json!({"uuid": UUID, "username": "u", "email": "u@x", "password": password});
            serde_json::json!({ "users": [user] }).to_string()
        };
        assert_eq!(prepared.loads(fixture(plain), &[])["passwords_hashed"], 1, "{version}");
        let stored = prepared.value("SELECT password FROM users");
        let bcrypt =
            ["22.3.3", "22.9.23", "23.3.12", "23.9.10", "24.3.11", "24.9.14", "25.6.17"].contains(&version.as_str());
        let again = if bcrypt { crypt(plain, &stored) } else { pbkdf2(plain, &stored) };
        assert!(stored.starts_with(if bcrypt { "$2b$12$" } else { "pbkdf2_sha256$600000$" }), "{version}: {stored}");
        assert_eq!(again, stored, "{version}");
        // The same password again changes nothing and hashes nothing; another one does.
        let versions = prepared.versions();
        let result = prepared.loads(fixture(plain), &[]);
        assert_eq!((&result["changed"], &result["passwords_hashed"]), (&false.into(), &0.into()), "{version}");
        assert_eq!(prepared.versions(), versions);
        let result = prepared.loads(fixture(&stored), &["--on-conflict", "update"]);
        assert_eq!(result["changed"], false, "{version}: what is a hash is kept");
    }
}

const UUID: &str = "000000c0-0000-4000-8000-000000000001";

/// A database whose users need nobody else.
fn relaxed_users(release: &str) -> Prepared {
    let prepared = Prepared::of(release);
    prepared.execute(
        "DO $$ DECLARE one record; BEGIN
           FOR one IN SELECT conname FROM pg_constraint WHERE conrelid = 'users'::regclass AND contype = 'f' LOOP
             EXECUTE format('ALTER TABLE users DROP CONSTRAINT %I', one.conname);
           END LOOP;
           FOR one IN SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0 AND attname <> 'uuid' LOOP
             EXECUTE format('ALTER TABLE users ALTER COLUMN %I DROP NOT NULL', one.attname);
           END LOOP;
         END $$",
    );
    prepared
}

fn crypt(plain: &str, hash: &str) -> String {
    output(Command::new("perl").args(["-e", "print crypt($ARGV[0], $ARGV[1])", plain, hash]))
}

fn pbkdf2(plain: &str, stored: &str) -> String {
    let script = "import hashlib, sys\n\
        name, rounds, salt, _ = sys.argv[2].split('$')\n\
        key = hashlib.pbkdf2_hmac('sha256', sys.argv[1].encode(), bytes.fromhex(salt), int(rounds))\n\
        print(name, rounds, salt, key.hex(), sep='$', end='')";
    output(Command::new(std::env::var("PYTHON").unwrap_or("python3".to_owned())).args(["-c", script, plain, stored]))
}

fn output(command: &mut Command) -> String {
    let output =
        command.output().unwrap_or_else(|error| panic!("this test needs {:?}: {error}", command.get_program()));
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_changed_password_is_stored_when_that_is_wanted_and_each_user_has_a_salt_of_her_own() {
    let prepared = relaxed_users("26.9.6");
    let other = UUID.replace("01", "02");
    let fixture = |password: &str| {
        format!(
            r#"{{"users": [{{"uuid": "{UUID}", "username": "u", "email": "u", "password": "{password}"}},
                {{"uuid": "{other}", "username": "v", "email": "v", "password": "same"}}]}}"#
        )
    };
    prepared.loads(fixture("same"), &[]);
    assert_eq!(prepared.value("SELECT count(DISTINCT password) FROM users"), "2");
    let result = prepared.loads(fixture("other"), &["--on-conflict", "update"]);
    assert_eq!(
        (&result["tables"]["users"]["updated"], &result["tables"]["users"]["identical"]),
        (&1.into(), &1.into()),
        "{result}"
    );
    let stored = prepared.value("SELECT password FROM users WHERE username = 'u'");
    assert_eq!(pbkdf2("other", &stored), stored);
    // Hashes of either form are kept, whatever the release.
    for hash in ["$2b$12$WxGKc9vDq/iH8LfzCqHDYOvGk3Qh7kGyPYyC6P6aXUcZ1CVXcPJ2e".to_owned(), stored] {
        assert_eq!(prepared.loads(fixture(&hash), &["--on-conflict", "update"])["passwords_hashed"], 0);
        assert_eq!(prepared.value("SELECT password FROM users WHERE username = 'u'"), hash);
    }
}

fn examples() -> Vec<String> {
    let mut files: Vec<String> = std::fs::read_dir(EXAMPLES)
        .unwrap()
        .map(|entry| entry.unwrap().path().to_str().unwrap().to_owned())
        .filter(|path| path.ends_with(".json"))
        .collect();
    files.sort();
    assert!(files.len() > 3, "{files:?}");
    files
}

#[test]
fn the_examples_load_and_load_again_without_a_change() {
    let prepared = Prepared::newest();
    let mut arguments = vec!["populate".to_owned(), "--json".to_owned()];
    arguments.extend(examples());
    let first = prepared.fixture(&arguments).success().json();
    assert!(first["passwords_hashed"].as_u64().unwrap() > 0, "{first}");
    for (table, account) in first["tables"].as_object().unwrap() {
        assert!(account["inserted"].as_u64().unwrap() > 0 && account["different"]["rows"] == 0, "{table}: {account}");
    }
    let versions = prepared.versions();
    let began = Instant::now();
    let second = prepared.fixture(&arguments).success().json();
    let took = began.elapsed();
    assert_eq!((&second["changed"], &second["passwords_hashed"]), (&false.into(), &0.into()));
    for (table, account) in second["tables"].as_object().unwrap() {
        let first = &first["tables"][table];
        assert_eq!(account["identical"], first["inserted"], "{table}");
    }
    assert!(prepared.versions() == versions);
    // Hashing alone would take seconds for the few users of the examples.
    assert!(took.as_secs() < 10, "{took:?}");
    // In any order, and one by one in the order that the foreign keys want.
    let reversed = Prepared::newest();
    reversed.fixture(["populate".to_owned()].into_iter().chain(examples().into_iter().rev())).success();
    assert_eq!(reversed.value("SELECT count(*) FROM keypairs"), prepared.value("SELECT count(*) FROM keypairs"));
}

/// Each row of these tables has its node in the graph, a member of itself and of "global", bound to both.
const ENTITIES: [(&str, &str, &str); 21] = [
    ("container_registries", "container_registry", "id"),
    ("domains", "domain", "id"),
    ("groups", "project", "id"),
    ("huggingface_registries", "artifact_registry", "id"),
    ("keypair_resource_policies", "keypair_resource_policy", "uuid"),
    ("login_client_types", "login_client_type", "id"),
    ("object_storages", "object_storage", "id"),
    ("project_resource_policies", "project_resource_policy", "uuid"),
    ("prometheus_query_preset_categories", "prometheus_query_preset_category", "id"),
    ("prometheus_query_presets", "prometheus_query_preset", "id"),
    ("reservoir_registries", "artifact_registry", "id"),
    ("resource_presets", "resource_preset", "id"),
    ("resource_slot_types", "resource_slot_type", "uuid"),
    ("retention_policies", "retention_policy", "id"),
    ("role_presets", "role_preset", "id"),
    ("runtime_variant_presets", "runtime_variant_preset", "id"),
    ("runtime_variants", "runtime_variant", "id"),
    ("scaling_groups", "resource_group", "id"),
    ("storage_namespace", "storage_namespace", "id"),
    ("user_resource_policies", "user_resource_policy", "uuid"),
    ("users", "user", "uuid"),
];

#[test]
fn every_row_of_the_21_tables_has_its_node_in_the_graph() {
    let prepared = Prepared::newest();
    prepared.fixture(["populate".to_owned()].into_iter().chain(examples())).success();
    // The other tables as well, by plain SQL.
    fill(&mut prepared.connect());
    prepared.loads(r#"{"domains": [{"name": "one-more"}]}"#, &[]);
    let nodes = "FROM virtual_entities v WHERE v.entity_type";
    let own = "WHERE virtual_entity_id = v.id";
    let global = "(SELECT g.id FROM virtual_entities g JOIN global_entities e ON e.id = g.entity_id \
                  WHERE g.entity_type = 'global' AND e.name = 'global')";
    for (table, kind, id) in ENTITIES {
        let rows: u32 = prepared.value(&format!("SELECT count(*) FROM {table}")).parse().unwrap();
        assert!(rows > 0, "{table} has no row to look at");
        let linked = prepared.value(&format!(
            "SELECT count(*) {nodes} = '{kind}' AND v.entity_id IN (SELECT {id} FROM {table})
               AND (SELECT count(*) FROM entity_memberships {own} AND member_entity_id = v.id AND NOT capped) = 1
               AND (SELECT count(*) FROM entity_memberships WHERE virtual_entity_id = {global} AND member_entity_id = v.id AND NOT capped) = 1
               AND (SELECT count(*) FROM scope_bindings {own} AND scope_entity_id = v.id AND permission_cap IS NULL) = 1
               AND (SELECT count(*) FROM scope_bindings {own} AND scope_entity_id = {global} AND permission_cap IS NULL) = 1"
        ));
        assert_eq!(linked, rows.to_string(), "{table}");
    }
    let versions = prepared.versions();
    assert_eq!(prepared.loads(r#"{"domains": [{"name": "one-more"}]}"#, &[])["changed"], false);
    assert!(prepared.versions() == versions, "the second load adds nothing");
}

/// The nodes come in the load's own transaction.
#[test]
fn a_dry_run_leaves_no_nodes() {
    let prepared = Prepared::newest();
    let nodes = prepared.value("SELECT count(*) FROM virtual_entities");
    prepared.loads(r#"{"domains": [{"name": "d"}]}"#, &["--dry-run"]);
    assert_eq!(prepared.value("SELECT count(*) FROM virtual_entities"), nodes);
}

/// A database between two releases' heads takes the rules of the one before it, and says so.
#[test]
fn a_database_at_no_releases_head_takes_the_rules_of_an_older_release_or_those_that_are_named() {
    let prepared = Prepared::of("25.6.17");
    prepared.program.run(["mgr", "schema", "upgrade", "+1"]).success();
    let fixture = r#"{"domains": [{"name": "d", "total_resource_slots": {"cpu": "2.0"}}]}"#;
    let outcome = prepared.populate(fixture, &["--json"]).success();
    assert_eq!(outcome.json()["release"], "25.6.17");
    assert!(outcome.stderr.contains("25.6.17") && outcome.stderr.contains("--release"), "{}", outcome.stderr);
    let result = prepared.loads(fixture.replace("\"d\"", "\"e\""), &["--release", "25.15.12"]);
    assert_eq!(result["release"], "25.15.12");
    prepared.execute("UPDATE alembic_version SET version_num = 'abcdef012345'");
    let outcome = prepared.populate(fixture, &[]).status(14);
    assert!(outcome.stderr.contains("abcdef012345") && outcome.stderr.contains("--release"), "{}", outcome.stderr);
}
