use super::*;

/// The parts in a line: driver, user, password, host, port, database; `-` for an absent one.
fn parts(text: &str) -> Result<String, Problem> {
    let url = parse(text)?;
    let or = |part: Option<String>| part.unwrap_or("-".into());
    let password = url.password.map(|word| word.expose().to_owned());
    let port = url.port.map(|port| port.to_string());
    let all = [url.driver, url.user, password, url.host, port, url.database];
    Ok(all.map(or).join("|"))
}

#[test]
fn urls_that_sqlalchemy_reads_the_same() {
    let cases = [
        ("postgresql://u:p@h:5432/db", "-|u|p|h|5432|db"),
        ("postgresql+asyncpg://u:p@h/db", "asyncpg|u|p|h|-|db"),
        ("postgresql+psycopg2://u:p@h/db", "psycopg2|u|p|h|-|db"),
        ("postgresql+pg8000://u:p@h/db", "pg8000|u|p|h|-|db"),
        ("postgresql+psycopg_async://u:p@h/db", "psycopg_async|u|p|h|-|db"),
        ("postgresql://u:p%40ss@h/db", "-|u|p@ss|h|-|db"),
        ("postgresql://u:p:x@h/db", "-|u|p:x|h|-|db"),
        ("postgresql://u:p/x@h/db", "-|u|p/x|h|-|db"),
        ("postgresql://u:p#x@h/db", "-|u|p#x|h|-|db"),
        ("postgresql://u:p?x@h/db", "-|u|p?x|h|-|db"),
        ("postgresql://u:p[x@h/db", "-|u|p[x|h|-|db"),
        ("postgresql://u:p&x=1@h/db", "-|u|p&x=1|h|-|db"),
        ("postgresql://u:p x@h/db", "-|u|p x|h|-|db"),
        ("postgresql://u:p #x ;y@h/db", "-|u|p #x ;y|h|-|db"),
        ("postgresql://u:p+x@h/db", "-|u|p+x|h|-|db"),
        ("postgresql://u:p%zz@h/db", "-|u|p%zz|h|-|db"),
        ("postgresql://u:100%@h/db", "-|u|100%|h|-|db"),
        ("postgresql://u:%4@h/db", "-|u|%4|h|-|db"),
        ("postgresql://u:pä한@h/db", "-|u|pä한|h|-|db"),
        ("postgresql://u:%C3%A4@h/db", "-|u|ä|h|-|db"),
        ("postgresql://u:@h/db", "-|u|-|h|-|db"),
        ("postgresql://u@h/db", "-|u|-|h|-|db"),
        ("postgresql://u@h:1/db", "-|u|-|h|1|db"),
        ("postgresql://:p@h/db", "-|-|p|h|-|db"),
        ("postgresql://h/db", "-|-|-|h|-|db"),
        ("postgresql://us%40er:p@h/db", "-|us@er|p|h|-|db"),
        ("postgresql://u:p@h/my%20db", "-|u|p|h|-|my%20db"),
        ("postgresql://u:p@h/a%2Fb", "-|u|p|h|-|a%2Fb"),
        ("postgresql://u:p@h/100%25", "-|u|p|h|-|100%25"),
        ("postgresql://u:p@h/db/extra", "-|u|p|h|-|db/extra"),
        ("postgresql://u:p@h/db#frag", "-|u|p|h|-|db#frag"),
        ("postgresql://u:p@h/db ", "-|u|p|h|-|db "),
        ("postgresql://u:p@h", "-|u|p|h|-|-"),
        ("postgresql://u:p@h/", "-|u|p|h|-|-"),
        ("postgresql:///", "-|-|-|-|-|-"),
        ("postgresql://u:p@[::1]:5432/db", "-|u|p|::1|5432|db"),
        ("postgresql://u:p@[::1]/db", "-|u|p|::1|-|db"),
        ("postgresql://u:p@h_X/db", "-|u|p|h_X|-|db"),
        ("postgresql://u:p@cafe:5432/db", "-|u|p|cafe|5432|db"),
    ];
    for (text, expected) in cases {
        assert_eq!(parts(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn urls_that_are_taken_though_sqlalchemy_would_not() {
    assert_eq!(parts("postgres://u:p@h/db").as_deref(), Ok("-|u|p|h|-|db"));
    // SQLAlchemy hands %25eth0 on.
    assert_eq!(parts("postgresql://u:p@[fe80::1%25eth0]/db").as_deref(), Ok("-|u|p|fe80::1%eth0|-|db"));
}

#[test]
fn refusals() {
    let cases = [
        ("", Problem::Empty),
        ("POSTGRESQL://u:p@h/db", Problem::SchemeCase),
        ("mysql://u:p@h/db", Problem::OtherDatabase),
        ("mysql+pymysql://u:p@h/db", Problem::OtherDatabase),
        ("sqlite:///x", Problem::OtherDatabase),
        ("host=h dbname=db", Problem::Keywords),
        ("host=h://dbname=db", Problem::Keywords),
        ("u:p@h/db", Problem::NotAUrl),
        ("://u:p@h/db", Problem::NotAUrl),
        ("ftp://u:p@h/db", Problem::NotAUrl),
        ("\"postgresql://u:p@h/db\"", Problem::Quoted),
        ("'postgresql://u:p@h/db'", Problem::Quoted),
        ("postgresql://{DBUSER}:{DBPASS}@{DBHOST}:{DBPORT}/backend", Problem::Placeholder),
        ("postgresql://u:p@ss@h/db", Problem::UnescapedAt),
        ("postgresql://u:p@h/d@b", Problem::UnescapedAt),
        ("postgresql://u/x:p@h/db", Problem::UnescapedAt),
        ("postgresql://u:p@h/db ; prod", Problem::Comment),
        ("postgresql://u:p@h/db # prod", Problem::Comment),
        ("postgresql://u:p@h/db?ssl=require # prod", Problem::Comment),
        ("postgresql://u:p%00x@h/db", Problem::Nul { what: "password" }),
        ("postgresql://u:p%FFx@h/db", Problem::DecodedNotUtf8 { what: "password" }),
        ("postgresql://u%FF:p@h/db", Problem::DecodedNotUtf8 { what: "user" }),
        ("postgresql://u:p@h:/db", Problem::EmptyPort),
        ("postgresql://u:p@h:abc/db", Problem::Port),
        ("postgresql://u:p@h:99999/db", Problem::Port),
        ("postgresql://u:p@h:0/db", Problem::Port),
        ("postgresql://u:p@h:+1/db", Problem::Port),
        ("postgresql://u:secret", Problem::Port),
        ("postgresql://u:p@::1/db", Problem::Brackets),
        ("postgresql://u:p@fe80::1:5432/db", Problem::Brackets),
        ("postgresql://u:p@[::1/db", Problem::Brackets),
        ("postgresql://u:p@[::1]5432/db", Problem::Brackets),
        ("postgresql://u:p@[]/db", Problem::Brackets),
        ("postgresql://u:p@[::1[]/db", Problem::Brackets),
        ("postgresql://u:p@[::1]:5432]/db", Problem::Brackets),
        ("postgresql://u:p@h1:5432,h2:5433/db", Problem::SeveralHosts),
        ("postgresql://u:p@h1,h2/db", Problem::SeveralHosts),
        ("postgresql://u:p@%2Fvar%2Frun%2Fpostgresql/db", Problem::EncodedSocket),
        ("postgresql://u:p@h /db", Problem::HostSpace),
        ("postgresql://u:p@h/db\nx", Problem::Newline),
        ("postgresql://u:p@h/db\tx", Problem::Control),
    ];
    for (text, expected) in cases {
        assert_eq!(parts(text), Err(expected), "{text}");
    }
}

#[test]
fn warnings() {
    let warned = |text: &str| parse(text).unwrap().notes.iter().any(|note| note.level == log::Level::Warn);
    for text in [
        "postgres://u:p@h/db",
        "postgresql://u:p@h/a%20b",
        "postgresql://u:p@h/a b",
        "postgresql://u:p@h/a/b",
        "postgresql://u:p@h/a#b",
    ] {
        assert!(warned(text), "{text}");
    }
    assert!(!warned("postgresql+asyncpg://u:p%40@h/db?ssl=prefer"));
}

#[test]
fn a_driver_is_named_if_it_is_a_known_one() {
    let note = |text: &str| parse(text).unwrap().notes.remove(0).text;
    let rest = "is not needed: this program brings its own";
    assert_eq!(note("postgresql+asyncpg://u:p@h/db"), format!("the URL's driver +asyncpg {rest}"));
    // It may be a password that went astray.
    assert_eq!(note("postgresql+secret://u:p@h/db"), format!("the URL's driver {rest}"));
}

#[test]
fn a_sample_is_told_from_a_value() {
    assert!(is_placeholder("{DBPASS}") && !is_placeholder("x{DBPASS}") && !is_placeholder("DBPASS"));
    assert!(has_placeholder("x{DBPASS}") && !has_placeholder("{PASS}"));
}

#[test]
fn query_as_parse_qsl() {
    let query = |text: &str| -> Vec<(String, String)> {
        let url = parse(&format!("postgresql://u:p@h/db?{text}")).unwrap();
        url.query.into_iter().map(|(key, value)| (key, value.expose().to_owned())).collect()
    };
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    assert_eq!(query("a=b+c&d=%2B&e=f=g"), [pair("a", "b c"), pair("d", "+"), pair("e", "f=g")]);
    assert_eq!(query(""), []);
    assert_eq!(query("a&b=&&=c"), [pair("", "c")]);
}

#[test]
fn what_is_composed_is_read_back() {
    let passwords = [None, Some("develove"), Some("p@ss:w/rd%#[é ]"), Some("+ &?=%zz'\"\\!$;"), Some("\n\t")];
    let hosts = ["localhost", "::1", "fe80::1%eth0", "/var/run/postgresql"];
    for password in passwords {
        for host in hosts {
            for database in ["backend", "my db", "d@b%20/?x=1#"] {
                let password = password.map(Secret::new);
                let url = parse(&compose("u@ser:/x", password.as_ref(), host, Some(5433), database)).unwrap();
                let of = |name: &str| {
                    url.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.expose().to_owned())
                };
                assert_eq!(url.user.as_deref(), Some("u@ser:/x"));
                assert_eq!(url.password, password);
                assert_eq!(of("host").or(url.host.clone()).as_deref(), Some(host));
                assert_eq!(of("port").or(url.port.map(|port| port.to_string())).as_deref(), Some("5433"));
                assert_eq!(of("database").or(url.database.clone()).as_deref(), Some(database));
            }
        }
    }
}

#[test]
fn a_space_is_encoded_as_percent_20() {
    assert_eq!(encode("a b+é"), "a%20b%2B%C3%A9");
}

#[test]
fn a_plain_name_stands_in_the_path_and_any_other_in_the_query() {
    let with = |database: &str| compose("u", None, "h", None, database);
    assert_eq!(with("Back-end_1.x"), "postgresql://u@h/Back-end_1.x");
    assert_eq!(with("my db"), "postgresql://u@h/?database=my%20db");
}
