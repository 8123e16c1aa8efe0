use super::*;

/// What `sqlalchemy.url` of `[alembic]` is, or the message with its place.
fn url(text: &str) -> Result<Option<String>, String> {
    let told = |fault: ParseError| match fault.at {
        Some((line, column)) => format!("{line}:{column}: {}", fault.problem),
        None => fault.problem.to_string(),
    };
    let file = AlembicIni::parse(text).map_err(told)?;
    Ok(file.get("alembic", "sqlalchemy.url", "/etc/here").map_err(told)?.map(|(value, _)| value))
}

#[test]
fn values_that_configparser_gives() {
    let cases: &[(&str, &str, &str)] = &[
        ("doubled percent", "[alembic]\nsqlalchemy.url = p%%40ss", "p%40ss"),
        ("here", "[alembic]\nsqlalchemy.url = x%(here)s", "x/etc/here"),
        ("here of the file's own", "[DEFAULT]\nhere = mine\n[alembic]\nsqlalchemy.url = %(here)s", "mine"),
        ("default, any case", "[DEFAULT]\ndb_pw = x\n[alembic]\nsqlalchemy.url = a%(DB_PW)sb", "axb"),
        ("same section", "[alembic]\ndbport = 1\nsqlalchemy.url = h:%(dbport)s", "h:1"),
        ("section over default", "[DEFAULT]\nx = 1\n[alembic]\nx = 2\nsqlalchemy.url = %(x)s", "2"),
        ("doubled percent before a name", "[alembic]\nsqlalchemy.url = %%(PW)s", "%(PW)s"),
        ("only in DEFAULT", "[DEFAULT]\nsqlalchemy.url = d\n[alembic]\n", "d"),
        ("DEFAULT twice", "[DEFAULT]\na = 1\n[DEFAULT]\nsqlalchemy.url = d\n[alembic]\n", "d"),
        ("key in upper case", "[alembic]\nSQLALCHEMY.URL = x", "x"),
        ("colon", "[alembic]\nsqlalchemy.url: x=y", "x=y"),
        ("no spaces", "[alembic]\nsqlalchemy.url=x:y", "x:y"),
        ("comment after the value", "[alembic]\nsqlalchemy.url = db ; prod", "db ; prod"),
        ("hash after the value", "[alembic]\nsqlalchemy.url = db # prod", "db # prod"),
        ("quotes", "[alembic]\nsqlalchemy.url = \"x\"", "\"x\""),
        ("continuation", "[alembic]\nsqlalchemy.url = a\n  b", "a\nb"),
        ("comment in a continued value", "[alembic]\nsqlalchemy.url = a\n  # c\n  b", "a\nb"),
        ("blank line in a continued value", "[alembic]\nsqlalchemy.url = a\n\n  b\n\n", "a\n\nb"),
        ("value on the next line", "[alembic]\nsqlalchemy.url =\n  b", "\nb"),
        ("empty", "[alembic]\nsqlalchemy.url =", ""),
        ("another option's percent", "[alembic]\nfile_template = %(rev)s\nsqlalchemy.url = x", "x"),
        ("CRLF", "[alembic]\r\nsqlalchemy.url = x\r\nb = c\r\n", "x"),
        ("CR", "[alembic]\rsqlalchemy.url = x\rb = c", "x"),
        ("byte order mark", "\u{feff}[alembic]\nsqlalchemy.url = x", "x"),
        ("variables", "[alembic]\nsqlalchemy.url = $PW${PW}", "$PW${PW}"),
        ("tabs before the key", "[alembic]\n\t sqlalchemy.url\t=\tx\t", "x"),
        ("text after the bracket", "[alembic] of ours\nsqlalchemy.url = x", "x"),
        ("comment first", "; c\n# d\n\n[alembic]\nsqlalchemy.url = x", "x"),
        ("backslash at the end", "[alembic]\nsqlalchemy.url = x\\\nb = c", "x\\"),
    ];
    for (name, text, expected) in cases {
        assert_eq!(url(text), Ok(Some((*expected).to_owned())), "{name}");
    }
}

#[test]
fn absent_and_commented_out_are_none() {
    assert_eq!(url("[alembic]\n# sqlalchemy.url = x\n"), Ok(None));
    assert_eq!(url("[alembic]\n[other]\nsqlalchemy.url = x\n"), Ok(None));
}

#[test]
fn refusals_have_their_place_and_remedy() {
    let cases: &[(&str, &str, &str)] = &[
        ("single percent", "[alembic]\nsqlalchemy.url = pg://u:p%40ss@h", "2:26: a % that is neither"),
        ("the second percent", "[alembic]\nsqlalchemy.url = a%%b%zz", "2:22: a % that is neither"),
        ("percent on a later line", "[alembic]\nsqlalchemy.url = a\n  b%", "2:18: a % that is neither"),
        ("what may be a piece of a password", "[alembic]\nsqlalchemy.url = %(se cret)s", "2:18: %(…)s: … is defined"),
        ("no name", "[alembic]\nsqlalchemy.url = a%()s", "2:19: a % that is neither"),
        ("percent at the end", "[alembic]\nsqlalchemy.url = p%", "2:19: a % that is neither"),
        ("open name", "[alembic]\nsqlalchemy.url = %(x", "2:18: a % that is neither"),
        (
            "undefined",
            "[alembic]\nsqlalchemy.url = %(PW)s",
            "2:18: %(pw)s: pw is defined neither in [alembic] nor in [DEFAULT]",
        ),
        (
            "percent in what a name stands for",
            "[alembic]\npw = a%40\nsqlalchemy.url = %(pw)s",
            "2:7: a % that is neither",
        ),
        ("itself", "[alembic]\nsqlalchemy.url = %(sqlalchemy.url)s", "2:18: the value refers to itself"),
        ("no section", "[other]\n", "the file has no [alembic] section; --section names another"),
        (
            "near miss",
            "[Alembic]\nsqlalchemy.url = x",
            "the file has no [alembic] section but a [Alembic]; case and spaces count",
        ),
        ("empty file", "", "the file has no [alembic] section"),
        (
            "duplicate key",
            "[alembic]\nsqlalchemy.url = a\nSqlAlchemy.URL = b",
            "3:1: sqlalchemy.url is there a second time, first on line 2",
        ),
        ("duplicate section", "[alembic]\n[x]\n[alembic]", "3:1: section [alembic] is there a second time"),
        ("key without =", "[alembic]\nsqlalchemy.url\n", "2:1: neither a section, an option nor a comment"),
        ("no key", "[alembic]\n  = x\n", "2:3: neither a section, an option nor a comment"),
        ("no header", "sqlalchemy.url = x\n", "1:1: an option before any section"),
        ("a duplicate before a bogus line", "[alembic]\nbogus\na = 1\na = 2\n", "4:1: a is there a second time"),
    ];
    for (name, text, expected) in cases {
        let message = url(text).expect_err(name);
        assert!(message.starts_with(expected), "{name}: {message}");
    }
}

/// `configparser.MAX_INTERPOLATION_DEPTH`.
#[test]
fn options_refer_to_options_ten_deep() {
    let chain = |length: usize| {
        let links: String = (1..length).map(|at| format!("x{at} = %(x{})s\n", at + 1)).collect();
        url(&format!("[alembic]\nsqlalchemy.url = %(x1)s\n{links}x{length} = 100%%\n"))
    };
    assert_eq!(chain(9), Ok(Some("100%".to_owned())));
    let refused = chain(10).unwrap_err();
    assert!(refused.starts_with("12:7: the value refers to itself, or through more than ten others"), "{refused}");
}

#[test]
fn a_value_knows_where_it_stands_and_goes_on() {
    let file = AlembicIni::parse("[alembic]\na = 1\nsqlalchemy.url :  x\n\n  y").unwrap();
    let (_, place) = file.get("alembic", "sqlalchemy.url", "").unwrap().unwrap();
    assert_eq!(place, Some(OptionPosition { at: (3, 19), continued: Some(5) }));
}

#[test]
fn here_is_literal_whatever_the_directory_is_called() {
    let file = AlembicIni::parse("[alembic]\nx = %(here)s").unwrap();
    assert_eq!(file.get("alembic", "x", "/a%b/c").unwrap().unwrap().0, "/a%b/c");
}

#[test]
fn another_section_can_be_read() {
    let file = AlembicIni::parse("[alembic]\nx = 1\n[prod]\nx = 2").unwrap();
    assert_eq!(file.get("prod", "x", "").unwrap().unwrap().0, "2");
    assert_eq!(file.sections().collect::<Vec<_>>(), ["alembic", "prod"]);
}

#[test]
fn default_is_no_section_of_its_own() {
    let file = AlembicIni::parse("[DEFAULT]\nx = 1\n[alembic]\ny = 2").unwrap();
    let told = |refused: Option<ParseError>| refused.map(|error| error.problem.to_string()).unwrap_or_default();
    for refused in [file.get(DEFAULT, "x", "").err(), file.position(DEFAULT, "x").err()] {
        assert!(told(refused).ends_with("; [DEFAULT] is for what all sections inherit"));
    }
    assert_eq!(file.position("alembic", "x").unwrap().unwrap().at, (2, 5));
}
