//! alembic.ini, the URL in it, manager.toml with the environment over it, and both written anew.

use std::path::PathBuf;

use super::alembic_ini::AlembicIni;
use super::{Configured, Environment, Error, Secret, SecretSources, localize, manager_toml, url};
use crate::fuzz::{Corpus, Outcome, run};

/// Stands for a password; no message may have it.
const PASSWORD: &str = "Zq9vHidden";

const URLS: &[&str] = &[
    "postgresql://user:Zq9vHidden@db.example:5432/backend",
    "postgresql+asyncpg://user:Zq9vHidden@[::1]:5432/backend?ssl=verify-full&sslrootcert=/etc/ca.pem",
    "postgresql://user:Zq9vHidden@/backend?host=/var/run/postgresql&port=5433",
    "postgresql://user:Zq9vHidden@/backend?host=h1:5432&host=h2:5433&target_session_attrs=read-write",
    "postgres://us%40er:p%2Fx%C3%A4@[fe80::1%25eth0]/my%20db?connect_timeout=3&application_name=a&options=-c%20x%3D1",
    "postgresql://h/db?user=q&password=Zq9vHidden&dbname=z&timeout=1.5&command_timeout=3",
];
const URL_WORDS: &[&str] = &[
    "@",
    ":",
    "/",
    "//",
    "?",
    "#",
    "&",
    "=",
    "[",
    "]",
    ",",
    ";",
    " ",
    " #",
    "%40",
    "%00",
    "%FF",
    "%",
    "%%",
    "%25",
    "%zz",
    "ä",
    "한",
    "\u{a0}",
    "\t",
    "'",
    "\"",
    "\\",
    "{DBUSER}",
    "$PW",
    "host=",
    "port=",
    "ssl=",
    "sslmode=",
    "require",
    "verify-ca",
    "postgresql",
    "postgres",
    "mysql",
    "+psycopg",
    "user",
    "password=",
    "dbname=",
    "service=",
    "passfile=",
    "server_settings=",
    "timeout=",
    "sslcert=",
    "/run/pg",
    "::1",
    "127.0.0.1",
    "h1,h2",
    "localhost",
    "fe80::1%25eth0",
    "5432",
    "true",
];

const VARIABLES: [&str; 7] = [
    "BACKEND_DB_ADDR",
    "BACKEND_DB_NAME",
    "BACKEND_DB_USER",
    "BACKEND_DB_PASSWORD",
    "BACKEND_ETCD_ADDR",
    "BACKEND_NAMESPACE",
    "BACKEND_ETCD_USER",
];

/// A directory for the file that is read, and what may be said besides in the environment.
struct Place {
    directory: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Place { directory: tempfile::tempdir().unwrap() }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.directory.path().join(name);
        // A file that is cut and written again waits for the disk on some file systems, a new one does not.
        let _ = std::fs::remove_file(&path);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

/// What is told of a configuration, which must not have the password if the input has it where it belongs.
fn told(input: &[u8], intact: &[String], configured: Result<Configured, Error>) -> Outcome {
    let outcome = configured.map(|configured| {
        let _ = format!("{configured:?}");
        configured.notes.iter().map(|note| note.text.clone()).collect::<Vec<_>>().join("\n")
    });
    let outcome = outcome.map_err(|error| error.to_string());
    let (Ok(text) | Err(text)) = &outcome;
    let whole = is_whole(input, intact);
    assert!(!whole || !text.contains(PASSWORD), "the password is told: {text}");
    outcome.map(drop)
}

/// Whether the password stands where it belongs, and nowhere else.
fn is_whole(input: &[u8], intact: &[String]) -> bool {
    let text = String::from_utf8_lossy(input);
    intact.iter().any(|line| text.contains(line)) && text.matches(PASSWORD).count() == 1
}

fn ini_of(url: &str) -> String {
    format!("[alembic]\nsqlalchemy.url = {}\n", url.replace('%', "%%"))
}

fn inis() -> Corpus {
    let sample = include_str!("../../alembic.ini.sample");
    let mut samples: Vec<String> = vec![
        sample.replace("{DBUSER}:{DBPASS}@{DBHOST}:{DBPORT}", "user:Zq9vHidden@db:5432"),
        sample.to_owned(),
        "[DEFAULT]\npw = Zq9vHidden\nhost: h\n[alembic]\nsqlalchemy.url = postgresql://u:%(pw)s@%(host)s:5432/d%%20b\n".to_owned(),
        "[alembic]\nscript_location = %(here)s/x\nfile_template = %%(rev)s_%%(slug)s\nSQLAlchemy.URL: postgresql://u:p%%40@h/d\n\
         a = %(b)s\nb = %(c)s\n# c\nc = 1\n  2\n\n[loggers]\nkeys = root\n".to_owned(),
    ];
    samples.extend(URLS.iter().map(|url| ini_of(url)));
    Corpus::new(
        samples,
        &[
            "[alembic]",
            "[DEFAULT]",
            "[Alembic]",
            "[",
            "]",
            "=",
            ":",
            " = ",
            "\n",
            "\r\n",
            "\r",
            "\n  ",
            "\n\t",
            "#",
            ";",
            " ;",
            "%",
            "%%",
            "%(",
            ")s",
            "%(pw)s",
            "%(here)s",
            "%(sqlalchemy.url)s",
            "%()s",
            "sqlalchemy.url",
            "SQLALCHEMY.URL",
            "pw",
            "here",
            "script_location",
            "\u{feff}",
            "\u{a0}",
            "\u{85}",
            "\u{2028}",
            "\u{1c}",
            "\0",
            "ä",
            "İ",
            "ß",
            "\"",
            "'",
            "\\",
            "$PW",
            "@",
            "/",
            "?",
            "Zq9vHidden",
            "postgresql://u:p@h/d",
        ],
    )
}

#[test]
fn alembic_ini() {
    let place = Place::new();
    let secrets = SecretSources::default();
    let intact = URLS[..3].iter().map(|url| format!("sqlalchemy.url = {}", url.replace('%', "%%"))).collect::<Vec<_>>();
    run("alembic.ini", &inis(), |input, random| {
        let path = place.write("alembic.ini", input);
        let section = if random.u8(..16) == 0 { "DEFAULT" } else { "alembic" };
        told(input, &intact, super::alembic(&path, section, &secrets))
    });
}

#[test]
fn urls() {
    let place = Place::new();
    let secrets = SecretSources::default();
    let intact = ["postgresql://user:Zq9vHidden@".to_owned()];
    run("URL", &Corpus::new(URLS.to_vec(), URL_WORDS), |input, _| {
        let text = String::from_utf8_lossy(input);
        if let Ok(read) = url::parse(&text) {
            let (Some(user), Some(database)) = (&read.user, &read.database) else { return Ok(()) };
            // What `config encode-url` makes of the parts is read as the parts.
            let host = read.host.as_deref().unwrap_or("h");
            let again = url::compose(user, read.password.as_ref(), host, read.port, "d");
            let again = url::parse(&again).unwrap_or_else(|problem| panic!("{problem:?}: {again}"));
            assert_eq!(
                (again.user.as_ref(), again.password, again.port),
                (Some(user), read.password, read.port),
                "{database}"
            );
        }
        let path = place.write("alembic.ini", ini_of(&text).as_bytes());
        told(input, &intact, super::alembic(&path, "alembic", &secrets))
    });
}

fn tomls() -> Corpus {
    let sample = include_str!("../../manager.toml.sample");
    let filled = sample.replace("{DBADDR}", "db:5432").replace("{DBUSER}", "user").replace("{DBPASS}", PASSWORD);
    Corpus::new(
        [
            filled.replace("{NS}", "local").replace("{ETCDADDR}", "localhost:8120"),
            sample.to_owned(),
            "[etcd]\nnamespace = 'n'\naddr = [\"h1:1\", { host = \"h2\", port = 2 }, [\"h3\", \"3\"]]\nuser = \"u\"\npassword = \"p\"\n\
             [db]\ntype = \"postgresql\"\naddrs = [\"a:1\", [\"b\", 2], { host = \"::1\", port = 3 }]\nname = \"\\u00e4\\\"\"\n\
             user = '''u'''\npassword = \"\"\"Zq9vHidden\"\"\"\npool-size = 8\nmax-overflow = -1\npool-recycle = 1e3\n\
             pool-pre-ping = true\nlock-conn-timeout = 0x10\nconnect-timeout = 2.5\n[[x]]\na.b = 1979-05-27T07:32:00Z\n".to_owned(),
            "db.addr.host = \"h\"\ndb.addr.port = 5432\ndb.name = \"n\"\ndb.user = \"u\"\ndb.password = \"Zq9vHidden\"\n".to_owned(),
            "db = { addr = \"h:1\", name = \"n\", user = \"u\", password = \"Zq9vHidden\" }\r\n".to_owned(),
        ],
        &[
            "[db]", "[etcd]", "[[db]]", "[db.addr]", "[", "]", "{", "}", "=", ".", ",", "\n", "\r", "#", "\"", "'", "\"\"\"", "'''", "\\",
            "\\u0041", "\\x41", "\\e", "\\ud800", "\\u0000", "\0", "\u{feff}", "ä", "addr", "addrs", "name", "user", "password", "type",
            "host", "port", "pool-size", "pool_recycle", "connect-timeout", "namespace", "true", "inf", "nan", "-1", "0o17", "1_000",
            "1979-05-27", "\"h:1\"", "\"/run/pg:1\"", "\"[::1]:1\"", "\"{NS}\"", "\"\"", "[1, 2]", "{ a = 1 }", "[[", "{a={",
        ],
    )
}

#[test]
fn manager_toml_and_environment() {
    let place = Place::new();
    let intact = [format!("password = \"{PASSWORD}\""), format!("password = \"\"\"{PASSWORD}\"\"\"")];
    let values = Corpus::new(
        ["h:5432", "[::1]:1", "/run/pg:5432", "backend", "postgres", "local", "p@ss"],
        &[":", "[", "]", "/", ",", " ", "ä", "\n", "%", "::1", "h", "5432"],
    );
    run("manager.toml", &tomls(), |input, random| {
        let path = place.write("manager.toml", input);
        let values = VARIABLES.map(|name| {
            let value = String::from_utf8_lossy(&values.input(random)).replace('\0', "");
            (if random.u8(..8) == 0 { name } else { "UNSET" }, value)
        });
        let variables = values.each_ref().map(|(name, value)| (*name, value.as_str()));
        let secrets = SecretSources { environment: Environment::from(variables), ..SecretSources::default() };
        let etcd = super::etcd(Some(&path), &secrets);
        let told_of_etcd = etcd.map(|etcd| format!("{etcd:?}")).unwrap_or_else(|error| error.to_string());
        assert!(!told_of_etcd.contains(PASSWORD) || !is_whole(input, &intact), "{told_of_etcd}");
        told(input, &intact, super::manager(Some(&path), &secrets))
    });
}

/// Where a file is written anew, it says what was to be written.
#[test]
fn written_anew() {
    let (inis, tomls) = (inis(), tomls());
    let passwords = Corpus::new(["p@ss:w/rd", "%%(x)s$&!", "\"quotes' \\ and #", " blanks ", "ä€😀"], URL_WORDS);
    // The first byte tells which file it is.
    let texts = Corpus::new([""], &[]);
    run("config localize", &texts, |_, random| {
        let printable = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).replace(|c: char| c.is_control(), "");
        let password = Secret::new(printable(passwords.input(random)));
        let (host, user) = (*random.choice(["db", "::1", "10.0.0.1"].iter()).unwrap(), "o'h%ra");
        let database = localize::Database { host, port: 8101, name: "back end", user, password: &password };
        if random.bool() {
            let text = String::from_utf8_lossy(&inis.input(random)).into_owned();
            let written =
                localize::alembic_ini(&text, "alembic", &database).map_err(|fault| fault.problem.to_string())?;
            let file = AlembicIni::parse(&written).unwrap_or_else(|fault| panic!("{fault:?}: {text:?} → {written:?}"));
            let (value, _) = file.get("alembic", "sqlalchemy.url", "/").unwrap().expect("the option");
            let read = url::parse(&value).unwrap_or_else(|problem| panic!("{problem:?}: {text:?} → {value:?}"));
            let given = Some(password).filter(|password| !password.expose().is_empty());
            assert_eq!((read.password, read.user.as_deref()), (given, Some(user)), "{text:?}");
        } else {
            let text = String::from_utf8_lossy(&tomls.input(random)).into_owned();
            let written = localize::manager_toml(&text, &database).map_err(|fault| fault.problem.to_string())?;
            let read =
                manager_toml::parse(&written).unwrap_or_else(|fault| panic!("{fault:?}: {text:?} → {written:?}"));
            assert_eq!(read.password.map(|(read, _)| read), Some(password), "{text:?}");
            assert_eq!(read.user.map(|(user, _)| user).as_deref(), Some(user), "{text:?}");
        }
        Ok(())
    });
}
