//! Mistakes in fixtures: all of them at once, each with its place, before anything is written, and no secret in any of them.

use std::fmt::Write as _;
use std::process::Stdio;

use crate::support::{Prepared, Program};

#[test]
fn every_kind_of_mistake_is_told_at_once_with_its_place() {
    let prepared = Prepared::newest();
    let fixture = r#"{
  "keypair_resource_policies": [
    {"name": "ok", "default_for_unspecified": "LIMITED", "total_resource_slots": {}, "max_concurrent_sessions": 5,
     "max_containers_per_session": 1, "idle_timeout": 1800},
    {"name": "b", "default_for_unspecified": "SOME", "total_resource_slots": {"mem": "8g"}, "max_concurrent_sessions": "many",
     "max_containers_per_session": 1, "idle_timout": 1800},
    {"name": "c", "default_for_unspecified": "LIMITED", "total_resource_slots": {}, "max_concurrent_sessions": 5,
     "max_containers_per_session": null, "idle_timeout": 1800, "uuid": "f38dea23-50fa"}
  ],
  "keypair_resource_policy": [],
  "users": [
    {"username": "u", "email": "u@example.com", "domain_name": "nowhere", "resource_policy": "nothing",
     "domain_id": "00000000-0000-4000-8000-000000000001"}
  ]
}"#;
    let told = prepared.refused(fixture, &[]);
    for (place, words) in [
        ("5:46: keypair_resource_policies[1].default_for_unspecified: ", "\"SOME\" is not one of LIMITED, UNLIMITED"),
        ("5:86: keypair_resource_policies[1].total_resource_slots: ", "\"8g\" is not a quantity"),
        ("5:120: keypair_resource_policies[1].max_concurrent_sessions: ", "\"many\" is not an integer"),
        ("6:39: keypair_resource_policies[1].idle_timout: ", "did you mean \"idle_timeout\"?"),
        ("5:5: keypair_resource_policies[1].idle_timeout: ", "missing"),
        ("8:36: keypair_resource_policies[2].max_containers_per_session: ", "NOT NULL"),
        ("8:72: keypair_resource_policies[2].uuid: ", "\"f38dea23-50fa\" is not a uuid"),
        ("10:3: keypair_resource_policy: ", "no such table"),
        ("12:64: users[0].domain_name: ", "domains"),
        ("12:94: users[0].resource_policy: ", "user_resource_policies"),
        ("13:19: users[0].domain_id: ", "domains"),
    ] {
        let start = format!("f.json:{place}");
        let line = told.iter().find(|line| line.starts_with(&start));
        assert!(line.is_some_and(|line| line.contains(words)), "{start}…{words}\n{}", told.join("\n"));
    }
    assert_eq!(told.len(), 11, "{}", told.join("\n"));
    // In the order of the file.
    let lines: Vec<u32> = told.iter().map(|line| line.split(':').nth(1).unwrap().parse().unwrap()).collect();
    assert!(lines.is_sorted(), "{lines:?}");
}

#[test]
fn the_same_for_programs() {
    let prepared = Prepared::newest();
    let fixture = "{\"resource_presets\": [{\"name\": \"a\", \"resource_slots\": {},\n \"shared_memory\": \"lots\", \"colour\": 1}]}";
    let outcome = prepared.populate(fixture, &["--json"]).status(15);
    let document = outcome.json();
    assert_eq!(document["changed"], false);
    assert_eq!(document["error"]["class"], "fixture");
    let details = &document["error"]["details"];
    assert_eq!(details["count"], 2);
    let first = &details["problems"][0];
    assert_eq!(
        (&first["file"], &first["line"], &first["table"], &first["row"], &first["column"]),
        (&"f.json".into(), &2.into(), &"resource_presets".into(), &0.into(), &"shared_memory".into())
    );
    assert_eq!(details["problems"][1]["column"], "colour");
}

#[test]
fn unknown_columns_can_be_left_out() {
    let prepared = Prepared::newest();
    let fixture = r#"{"resource_presets": [{"name": "a", "resource_slots": {}, "colour": "red", "shape": {}}]}"#;
    let told = prepared.refused(fixture, &[]);
    assert!(told.len() == 2 && told[0].contains(".colour: ") && told[1].contains(".shape: "), "{told:?}");
    prepared.loads(fixture, &["--ignore-unknown"]);
    assert_eq!(prepared.value("SELECT name FROM resource_presets"), "a");
}

#[test]
fn an_unknown_table_stops_everything_and_similar_names_are_suggested() {
    let prepared = Prepared::newest();
    let fixture = r#"{"resource_presets": [{"name": "a", "resource_slots": {}}], "user": [{"x": 1}], "domain": []}"#;
    let told = prepared.refused(fixture, &[]);
    assert!(told[0].starts_with("f.json:1:61: user: ") && told[0].contains("\"users\""), "{told:?}");
    assert!(told[1].contains(": domain: ") && told[1].contains("\"domains\""), "{told:?}");
}

#[test]
fn what_is_no_fixture_is_refused_with_line_and_column() {
    let prepared = Prepared::newest();
    for (text, place, words) in [
        ("", "1:1", ""),
        ("[]", "1:1", "list"),
        ("\n  3", "2:3", "object"),
        ("\"x\"", "1:1", "object"),
        ("null", "1:1", "object"),
        ("\u{feff}{}", "1:1", "byte order mark"),
        ("{\n// users\n}", "2:1", ""),
        ("{\n/* users */\n}", "2:1", ""),
        ("{\"domains\": [\n{\"name\": \"a\",}]}", "2:14", ""),
        ("{\"domains\": [\n{\"name\": 'a'}]}", "2:10", ""),
        ("{\"domains\": [{\"name\": \"a\"}],}", "1:29", ""),
        ("{\"domains\": [{\"name\": \"a\"}]", "1:28", "end"),
        ("{\"domains\": [{\"name\": \"a", "1:", "end"),
        ("{\"domains\": []} {}", "1:17", "follow"),
        ("{\"domains\": [{\"is_active\": NaN}]}", "1:28", ""),
        ("{\"domains\": {\"name\": \"a\"}}", "1:2", "list of rows"),
        ("{\"domains\": [[]]}", "1:14", "object"),
        ("{\"domains\": [\"a\", 3]}", "1:14", "object"),
        ("{domains: []}", "1:2", ""),
    ] {
        let told = prepared.refused(text, &[]);
        let start = format!("f.json:{place}");
        let found = told.iter().any(|line| line.starts_with(&start) && line.contains(words));
        assert!(found, "{text:?}: {start}…{words}\n{}", told.join("\n"));
    }
    let mut bytes = b"{\"domains\": [{\"name\": \"a".to_vec();
    bytes.extend([0xff, b'"', b'}', b']', b'}']);
    let told = prepared.refused(bytes, &[]);
    assert!(told[0].starts_with("f.json:1:25") && told[0].contains("UTF-8"), "{told:?}");
}

#[test]
fn names_are_not_given_twice() {
    let prepared = Prepared::newest();
    for (text, place, words) in [
        (r#"{"domains": [{"name": "a", "name": "b"}]}"#, "1:36: domains[0].name: ", "second time"),
        (r#"{"domains": [], "domains": [{"name": "a"}]}"#, "1:17: domains: ", "second time"),
        (r#"{"__mode": "insert", "__mode": "update"}"#, "1:22: __mode: ", "second time"),
        (r#"{"domains": [{"name": "a", "total_resource_slots": {"cpu": 1, "cpu": 2}}]}"#, "1:", "second time"),
        (r#"{"domains": [{"name": "a", "allowed_vfolder_hosts": {"h": [], "h": []}}]}"#, "1:", "second time"),
        // The same key, written otherwise.
        (r#"{"domains": [{"name": "a", "n\u0061me": "b"}]}"#, "1:", "second time"),
    ] {
        let told = prepared.refused(text, &[]);
        let start = format!("f.json:{place}");
        assert!(told[0].starts_with(&start) && told[0].contains(words), "{text}\n{}", told.join("\n"));
        assert_eq!(told.len(), 1, "{told:?}");
    }
}

#[test]
fn keys_of_the_loader() {
    let prepared = Prepared::newest();
    let told = prepared.refused(r#"{"__mode": "upsert", "domains": [{"name": "a"}]}"#, &[]);
    assert!(
        told[0].starts_with("f.json:1:12: __mode: ")
            && told[0].contains("\"insert\"")
            && told[0].contains("\"update\""),
        "{told:?}"
    );
    let outcome =
        prepared.populate(r#"{"__comment": "mine", "__list": [], "domains": [{"name": "a"}]}"#, &[]).success();
    for key in ["__comment", "__list"] {
        assert!(outcome.stderr.lines().any(|line| line.contains("WARN") && line.contains(key)), "{}", outcome.stderr);
    }
    assert_eq!(prepared.value("SELECT name FROM domains"), "a");
}

/// A load of this size has left the memory and the buffers long before the mistakes come.
#[test]
fn mistakes_on_line_400_000_are_found_with_their_places() {
    const ROWS: usize = 400_000;
    let prepared = Prepared::with(
        "CREATE TABLE big (id integer PRIMARY KEY, parent integer REFERENCES big, name text UNIQUE, small varchar(8) CHECK (small <> 'never'))",
    );
    let mut text = "{\"big\": [\n".to_owned();
    for id in 0..ROWS {
        let (name, small, parent) = match id {
            399_000 => (format!("\"n{id}\""), "never", "null".to_owned()),
            399_500 => (format!("\"n{id}\""), "x", "987654321".to_owned()),
            399_998 => ("17".to_owned(), "far too long", "null".to_owned()),
            _ => (format!("\"n{id}\""), "x", "null".to_owned()),
        };
        let end = if id + 1 == ROWS { "\n]}\n" } else { ",\n" };
        let _ = write!(text, "{{\"id\":{id},\"parent\":{parent},\"name\":{name},\"small\":\"{small}\"}}{end}");
    }
    let told = {
        let outcome = prepared.populate(&text, &[]).status(15);
        assert_eq!(prepared.value("SELECT count(*) FROM big"), "0");
        crate::support::prepared::mistakes(&outcome)
    };
    for (line, row, column, words) in [
        (399_002, 399_000, "", "small"),
        (399_502, 399_500, "parent", "big"),
        (400_000, 399_998, "name", "17 is not text"),
        (400_000, 399_998, "small", "12 characters"),
    ] {
        let start = format!("f.json:{line}:");
        let place = format!(": big[{row}]{}{column}", if column.is_empty() { "" } else { "." });
        let found = told.iter().any(|told| told.starts_with(&start) && told.contains(&place) && told.contains(words));
        assert!(found, "{start}…{place}…{words}\n{}", told.join("\n"));
    }
    assert_eq!(told.len(), 4, "{}", told.join("\n"));
}

#[test]
fn a_hundred_are_told_and_all_are_counted() {
    let prepared = Prepared::newest();
    let rows = vec![r#"{"name": 1, "is_active": "yes"}"#; 300].join(",\n");
    let outcome = prepared.populate(format!("{{\"domains\": [\n{rows}\n]}}"), &["--json"]).status(15);
    assert_eq!(outcome.json()["error"]["details"]["count"], 600);
    assert!(outcome.stderr.lines().count() < 110, "{}", outcome.stderr);
    assert!(outcome.stderr.contains("500 more") && outcome.stderr.contains("600"), "{}", outcome.stderr);
}

#[test]
fn a_key_of_two_files_is_told_with_the_place_in_the_later_one() {
    let prepared = Prepared::newest();
    prepared.program.write("one.json", r#"{"domains": [{"name": "a"}]}"#);
    prepared.program.write("two.json", r#"{"domains": [{"name": "b"}, {"name": "a"}]}"#);
    let outcome = prepared.fixture(["populate", "--on-conflict", "update", "one.json", "two.json"]).status(15);
    let told = &outcome.stderr;
    assert!(told.contains("two.json:1:38: domains[1].name: ") && told.contains("domains[0]"), "{told}");
}

#[test]
fn a_foreign_key_that_nobody_satisfies_is_told_before_anything_is_written() {
    let prepared = Prepared::newest();
    let told = prepared.refused(
        r#"{"domains": [{"name": "d"}], "groups": [{"name": "g", "domain_name": "e", "resource_policy": "p"}]}"#,
        &[],
    );
    assert!(
        told.iter().any(|line| line.starts_with("f.json:1:70: groups[0].domain_name: ") && line.contains("domains")),
        "{told:?}"
    );
    assert!(told.iter().any(|line| line.contains("groups[0].resource_policy: ")), "{told:?}");
}

/// Secrets are in columns of the release's rules and in columns that are named like one; also where the key is mistyped, the JSON is
/// broken, the value is of the wrong type, or the server complains.
#[test]
fn no_secret_is_told() {
    const SECRET: &str = "hunter2-Zr9";
    let prepared = Prepared::with(
        "CREATE TABLE odd (id integer PRIMARY KEY, api_token text CHECK (length(api_token) < 5), password varchar(3))",
    );
    let user = r#""username": "u", "email": "e", "domain_name": "d", "domain_id": "x", "resource_policy": "p""#;
    let mut fixtures: Vec<String> = [
        r#"{"keypairs": [{"access_key": "A", "secret_key": ["SECRET"], "user": "x"}]}"#,
        r#"{"keypairs": [{"access_key": "A", "secret_key": {"a": "SECRET"}}]}"#,
        r#"{"keypairs": [{"access_key": "A", "secret_kye": "SECRET"}]}"#,
        r#"{"keypairs": [{"access_key": "A", "secret_key": "SECRET" "x": 1}]}"#,
        r#"{"keypairs": [{"access_key": "A", "secret_key": "SECRET}]}"#,
        r#"{"keypairs": [{"access_key": "A", "secret_key": "SECRET", "ssh_private_key": 7, "is_active": "SECRET"}]}"#,
        r#"{"odd": [{"id": 1, "api_token": "SECRET"}]}"#,
        r#"{"odd": [{"id": 1, "password": "SECRET"}]}"#,
        r#"{"odd": [{"id": 1, "api_token": "x"}, {"id": 1, "api_token": "SECRET"}]}"#,
    ]
    .map(str::to_owned)
    .to_vec();
    fixtures.push(format!(r#"{{"users": [{{{user}, "password": ["SECRET"]}}]}}"#));
    fixtures.push(format!(r#"{{"users": [{{{user}, "password": "SECRET", "totp_key": "SECRET-that-is-longer-than-thirty-two-characters"}}]}}"#));
    for fixture in fixtures {
        // What is not a secret may be shown.
        let shown = fixture.contains("\"is_active\": \"SECRET\"");
        let fixture = if shown { fixture.replace("\"is_active\": \"SECRET\"", "\"is_active\": 3") } else { fixture };
        let fixture = fixture.replace("SECRET", SECRET);
        for options in [&[][..], &["--json"], &["--debug"]] {
            let outcome = prepared.populate(&fixture, options).status(15);
            let both = format!("{}{}", outcome.stdout, outcome.stderr);
            assert!(!both.contains("hunter2"), "{fixture}\n{both}");
            assert!(both.contains("f.json"), "{both}");
        }
    }
}

#[test]
fn no_secret_is_told_by_a_load_that_works() {
    let prepared = Prepared::with("CREATE TABLE odd (id integer PRIMARY KEY, api_token text, secret_key text)");
    for round in ["one", "two"] {
        let fixture = format!(r#"{{"odd": [{{"id": 1, "api_token": "hunter2-{round}", "secret_key": "hunter3"}}]}}"#);
        for options in [&["--debug"][..], &["--debug", "--json"], &["--debug", "--on-conflict", "update"]] {
            let outcome = prepared.populate(&fixture, options).success();
            let both = format!("{}{}", outcome.stdout, outcome.stderr);
            assert!(!both.contains("hunter"), "{both}");
        }
    }
}

/// The line of the file and a caret are for eyes: a terminal gets them, a pipe does not.
#[test]
fn the_source_line_and_a_caret_are_shown_on_a_terminal_only() {
    let prepared = Prepared::newest();
    let fixture = "{\"keypairs\": [\n  {\"access_key\": 5, \"secret_key\": \"hunter2\"}\n]}";
    let outcome = prepared.populate(fixture, &[]).status(15);
    assert!(!outcome.stderr.contains('^'), "{}", outcome.stderr);
    let on_terminal = script(&prepared.program, &["mgr", "fixture", "populate", "f.json"]);
    let lines: Vec<&str> = on_terminal.lines().map(str::trim_end).collect();
    let pointed_at = |pair: &&[&str]| {
        let column = pair[1].chars().count() - 1;
        pair[1].ends_with("  ^") && pair[0].chars().nth(column) == Some('5')
    };
    let source = lines.windows(2).find(pointed_at).expect(&on_terminal)[0];
    assert!(source.contains("\"access_key\": 5") && !on_terminal.contains("hunter2"), "{on_terminal}");
}

/// Runs the program with a terminal, which util-linux's `script` makes, and returns what it showed.
fn script(program: &Program, arguments: &[&str]) -> String {
    let inner = program.command(arguments);
    let line: Vec<String> = std::iter::once(inner.get_program())
        .chain(inner.get_args())
        .map(|word| format!("'{}'", word.to_str().expect("UTF-8").replace('\'', "'\\''")))
        .collect();
    let mut command = std::process::Command::new("script");
    command.args(["-q", "-e", "-c", &line.join(" "), "/dev/null"]).current_dir(program.directory());
    command.env_clear().envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?)))).env("NO_COLOR", "1");
    let output = command.stdin(Stdio::null()).output().expect("script of util-linux");
    assert_eq!(output.status.code(), Some(15), "{output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_missing_file_or_database_is_told() {
    let prepared = Prepared::newest();
    prepared.program.write("good.json", r#"{"domains": [{"name": "a"}]}"#);
    let outcome = prepared.fixture(["populate", "good.json", "nowhere.json"]).status(15);
    assert!(outcome.stderr.contains("nowhere.json"), "{}", outcome.stderr);
    assert_eq!(prepared.value("SELECT count(*) FROM domains"), "0");
    let outcome = prepared.fixture(["populate", "."]).status(15);
    assert!(outcome.stderr.contains("directory"), "{}", outcome.stderr);
    let empty = Prepared::at(crate::support::cluster().create_database("fixture"));
    let outcome = empty.populate(r#"{"domains": [{"name": "a"}]}"#, &[]).status(13);
    assert!(outcome.stderr.contains("mgr schema oneshot"), "{}", outcome.stderr);
}

#[test]
fn check_finds_what_populate_finds_and_writes_nothing() {
    let prepared = Prepared::newest();
    let before = prepared.versions();
    prepared.program.write("good.json", r#"{"domains": [{"name": "a"}]}"#);
    prepared.program.write("bad.json", r#"{"domains": [{"name": 3, "colour": 1}]}"#);
    prepared.program.write("dangling.json", r#"{"keypairs": [{"access_key": "A", "secret_key": "s", "user": "00000000-0000-4000-8000-000000000001", "resource_policy": "p", "is_active": true}]}"#);
    let outcome = prepared.fixture(["check", "good.json", "--json"]).success();
    assert_eq!(outcome.json()["changed"], false);
    for (arguments, mistakes) in [
        (&["check", "good.json", "bad.json"][..], 2),
        (&["check", "--offline", "bad.json"], 2),
        (&["check", "dangling.json"], 2),
        (&["populate", "bad.json"], 2),
    ] {
        let outcome = prepared.fixture(arguments).status(15);
        assert_eq!(crate::support::prepared::mistakes(&outcome).len(), mistakes, "{arguments:?}\n{}", outcome.stderr);
    }
    // What the database has is not known without one.
    prepared.fixture(["check", "--offline", "dangling.json"]).success();
    assert_eq!(prepared.versions(), before);
}

#[test]
fn check_offline_needs_neither_server_nor_configuration_and_knows_every_release() {
    let program = Program::new();
    program.write(
        "new.json",
        r#"{"domains": [{"name": "a"}], "retention_policies": [{"category": "logs", "retention_period": 5}]}"#,
    );
    program.write("slug.json", r#"{"domains": [{"name": "two words"}]}"#);
    let run = |arguments: &[&str]| program.run(crate::support::prepared::command(arguments));
    run(&["check", "--offline", "new.json"]).success();
    let outcome = run(&["check", "--offline", "--release", "22.3.3", "new.json"]).status(15);
    assert!(outcome.stderr.contains("retention_policies"), "{}", outcome.stderr);
    run(&["check", "--offline", "slug.json"]).status(15);
    let outcome = run(&["check", "--offline", "--release", "0.1", "new.json"]).status(2);
    assert!(outcome.stderr.contains("0.1"), "{}", outcome.stderr);
}
