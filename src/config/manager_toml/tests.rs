use super::*;

fn db(text: &str) -> Result<Db, Problem> {
    parse(&format!("[db]\n{text}")).map_err(|fault| fault.problem)
}

fn named(name: &str, port: u16) -> Option<Host> {
    Some(Host { name: name.into(), port: Some(port) })
}

#[test]
fn a_string_of_several_lines_is_the_same_whatever_its_lines_end_with() {
    let text = "password = \"\"\"p\r\nq\r\n\"\"\"\r\nname = '''\r\na\r\n'''\r\nuser = \"u\\r\\n\"";
    let read = db(text).unwrap();
    assert_eq!(read.password.unwrap().0.expose(), "p\nq\n");
    assert_eq!((read.name.unwrap().0.as_str(), read.user.unwrap().0.as_str()), ("a\n", "u\r\n"));
    assert_eq!(parse(&format!("[db]\r\n{text}\r\naddr = 1\r\n")).unwrap_err().at, Some((9, 8)));
    assert!(matches!(db("user = \"u\"\r\r\n\n"), Err(Problem::Toml(_))));
    // In the parser's own words.
    assert!(matches!(db("user ="), Err(Problem::Toml(told)) if told.contains("string")));
}

#[test]
fn every_form_of_an_address() {
    let cases = [
        (r#"{ host = "h", port = 8100 }"#, "h"),
        (r#"{ host = "h", port = "8100" }"#, "h"),
        (r#""h:8100""#, "h"),
        (r#"["h", 8100]"#, "h"),
        (r#"{ host = "::1", port = 8100 }"#, "::1"),
        (r#"{ host = "[::1]", port = 8100 }"#, "::1"),
        (r#""[::1]:8100""#, "::1"),
        (r#"{ host = "fe80::1%eth0", port = 8100 }"#, "fe80::1%eth0"),
        (r#"{ host = "/var/run/postgresql", port = 8100 }"#, "/var/run/postgresql"),
        (r#"{ host = "/var/my run:1", port = 8100 }"#, "/var/my run:1"),
    ];
    for (text, host) in cases {
        assert_eq!(db(&format!("addr = {text}")).unwrap().addr.map(|(host, _)| host), named(host, 8100), "{text}");
    }
    for text in [
        r#"{ host = "h1,h2", port = 8100 }"#,
        r#"{ host = "h" }"#,
        r#"{ host = "", port = 1 }"#,
        r#"{ host = "h", port = 0 }"#,
        r#"{ host = "h", port = 65536 }"#,
        r#"{ host = "h", port = 0x10 }"#,
        r#"{ host = "h:1", port = 1 }"#,
        r#"{ host = "a b", port = 1 }"#,
        r#""h""#,
        r#""h:x""#,
        r#"["h"]"#,
        "8100",
    ] {
        assert_eq!(db(&format!("addr = {text}")), Err(Problem::Address), "{text}");
    }
}

#[test]
fn the_members_of_a_cluster() {
    let names = |text: &str| {
        let hosts = db(text)?.addrs.expect("addresses").0;
        Ok(hosts.iter().map(|host| format!("{}|{}", host.name, host.port.unwrap_or_default())).collect::<Vec<_>>())
    };
    let both = || Ok(vec!["a|1".to_owned(), "::1|2".to_owned()]);
    assert_eq!(names(r#"addrs = ["a:1", "[::1]:2"]"#), both());
    assert_eq!(names(r#"addrs = [["a", 1], { host = "::1", port = 2 }]"#), both());
    assert_eq!(names("[[db.addrs]]\nhost = 'a'\nport = 1\n[[db.addrs]]\nhost = '::1'\nport = 2"), both());
    for text in ["addrs = []", "addrs = \"a:1\""] {
        assert!(matches!(names(text), Err(Problem::WrongType { .. })), "{text}");
    }
    assert_eq!(names("addrs = [\"a\"]"), Err(Problem::Address));
    assert_eq!(db("connect-timeout = 0.5").unwrap().connect_timeout, Some((1, (2, 19))));
    assert!(matches!(db("connect-timeout = 0"), Err(Problem::WrongType { .. })));
}

#[test]
fn names_and_passwords_are_literal() {
    let read = db("name = \"my db?x=1\"\nuser = \"ü\"\npassword = \" @:/?#%+ ä\\n\"").unwrap();
    assert_eq!(read.name, Some(("my db?x=1".into(), (2, 8))));
    assert_eq!(read.user.unwrap().0, "ü");
    assert_eq!(read.password.unwrap().0.expose(), " @:/?#%+ ä\n");
}

#[test]
fn what_nobody_has_filled_in_is_refused() {
    for text in ["addr = \"{DBHOST}:5432\"", "addr = \"{DBADDR}\"", "password = \"{DBPASS}\""] {
        assert_eq!(db(text).unwrap_err(), Problem::Placeholder, "{text}");
    }
    assert_eq!(db("password = \"x{DBPASS}\"").unwrap().password.unwrap().0.expose(), "x{DBPASS}");
}

#[test]
fn pool_settings() {
    let text = "pool-size = 4\nmax-overflow = -1\npool-recycle = 1.5\npool-pre-ping = true\nlock-conn-timeout = 30";
    let expected = PoolSettings {
        pool_size: Some(4),
        max_overflow: Some(-1),
        pool_recycle_ms: Some(1500),
        pool_pre_ping: Some(true),
        lock_conn_timeout_ms: Some(30_000),
    };
    assert_eq!(db(text).unwrap().pool, expected);
    assert_eq!(db(&text.replace("-si", "_si").replace("-ov", "_ov")).unwrap().pool, expected);
    assert_eq!(db("pool-recycle = -1\nlock-conn-timeout = 0").unwrap().pool, PoolSettings::default());
    for text in [
        "pool-size = 0",
        "pool-size = \"x\"",
        "pool-recycle = -2",
        "pool-pre-ping = 1",
        "lock-conn-timeout = -1",
        "max-overflow = -2",
        "pool-recycle = nan",
    ] {
        assert!(matches!(db(text), Err(Problem::WrongType { .. })), "{text}");
    }
}

#[test]
fn other_tables_are_accepted_and_unknown_keys_of_db_warned_of() {
    let read = parse(
        "[etcd]\nnamespace = \"local\"\naddr = { host = \"127.0.0.1\", port = 8120 }\n[x.y]\nz = 1\n[db]\nhost = 1\n",
    )
    .unwrap();
    assert!(read.present);
    let texts: Vec<&str> = read.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(texts, ["manager.toml, line 7: unknown key host in [db]"]);
    assert!(!parse("[etcd]\n").unwrap().present);
}

#[test]
fn refusals() {
    assert_eq!(db("type = \"mysql\""), Err(Problem::Type));
    assert_eq!(db("name = \"\""), Err(Problem::EmptyValue("name")));
    assert_eq!(db("user = \"a\\u0000b\""), Err(Problem::Nul { what: "user" }));
    assert_eq!(db("password = 1234"), Err(Problem::WrongType { key: "password".into(), wanted: "a string" }));
    assert!(db("type = \"postgresql\"").is_ok());
    assert_eq!(parse("db = 1").unwrap_err(), ParseError::new((1, 6), wrong_type("db", "a table")));
}

#[test]
fn what_is_no_toml_is_told_with_its_place_and_without_its_text() {
    for text in
        ["password = \"hunter2", "password = hunter2", "password = \"a\"hunter2", "password = \"\\hunter2\"", "hunter2"]
    {
        let fault = parse(&format!("[db]\n{text}\n")).unwrap_err();
        assert_eq!(fault.at.map(|(line, _)| line), Some(2), "{text}");
        assert!(!format!("{fault:?}{}", fault.problem).contains("hunter2"), "{fault:?}");
    }
}
