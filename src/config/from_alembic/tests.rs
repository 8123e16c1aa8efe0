use std::fs;
use std::path::PathBuf;

use log::Level;
use tempfile::TempDir;

use super::*;
use crate::config::{Environment, Host};

/// A file alembic.ini with this content, which nobody else can read.
fn file(content: impl AsRef<[u8]>) -> (TempDir, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("alembic.ini");
    fs::write(&path, content).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    (directory, path)
}

fn read_with(content: impl AsRef<[u8]>, secrets: &SecretSources) -> Result<Configured, String> {
    let (directory, path) = file(content);
    let place = format!("{}/", directory.path().display());
    alembic(&path, "alembic", secrets).map_err(|error| error.to_string().replace(&place, ""))
}

fn read(content: impl AsRef<[u8]>) -> Result<Configured, String> {
    read_with(content, &SecretSources::default())
}

/// The target of a URL that stands in alembic.ini with its `%` doubled.
fn url(url: &str) -> Result<Configured, String> {
    read(format!("[alembic]\nsqlalchemy.url = {}\n", url.replace('%', "%%")))
}

fn warnings(configured: &Configured) -> Vec<&str> {
    configured.notes.iter().filter(|note| note.level <= Level::Warn).map(|note| note.text.as_str()).collect()
}

#[test]
fn the_guides_url() {
    let configured =
        read("[alembic]\nsqlalchemy.url = postgresql://postgres:develove@localhost:8100/backend\n").unwrap();
    let target = Target {
        hosts: vec![Host { name: "localhost".into(), port: Some(8100) }],
        user: "postgres".into(),
        password: Some(Secret::new("develove")),
        database: "backend".into(),
        parameters: [("sslmode", "prefer")].map(|(k, v)| (k.into(), v.into())).into(),
    };
    assert_eq!(configured.target, target);
    assert_eq!(warnings(&configured), Vec::<&str>::new());
    let told = configured.origin.password.unwrap().to_string();
    assert!(told.ends_with("alembic.ini:2:18 [alembic] sqlalchemy.url"), "{told}");
}

#[test]
fn the_awkward_password_of_the_documentation() {
    let line =
        "sqlalchemy.url = postgresql://postgres:p%%40ss%%3Aw%%2Frd%%25%%23%%5B%%C3%%A9%%20%%5D@localhost:8100/backend";
    let configured = read(format!("[alembic]\n{line}\n")).unwrap();
    assert_eq!(configured.target.password.unwrap().expose(), "p@ss:w/rd%#[é ]");
    assert!(include_str!("../../../docs/configuration.md").contains(line));
}

#[test]
fn the_sample_is_understood_once_sed_has_replaced_its_line() {
    let sample = include_str!("../../../alembic.ini.sample");
    let message = read(sample).unwrap_err();
    assert!(message.contains("still has the sample's {…} in it"), "{message}");
    let line = sample.lines().find(|line| line.starts_with("sqlalchemy.url = ")).unwrap();
    let configured = read(sample.replace(line, "sqlalchemy.url = postgresql://u:p@h:1/backend")).unwrap();
    assert_eq!((configured.target.database.as_str(), warnings(&configured)), ("backend", vec![]));
}

#[test]
fn refusals_name_place_and_remedy() {
    let cases: &[(&str, &str)] = &[
        ("", "alembic.ini: the file has no [alembic] section; --section names another"),
        ("[alembic]\n", "alembic.ini: section [alembic] has no sqlalchemy.url (is it commented out?)"),
        ("[alembic]\nsqlalchemy.url =\n", "alembic.ini:2:17 [alembic] sqlalchemy.url: the URL is empty"),
        (
            "[alembic]\nsqlalchemy.url = postgresql://u:p%40ss@h/db\n",
            "alembic.ini:2:34: a % that is neither %% nor the start of a %(name)s; in place of \
             `sqlalchemy.url = postgresql://***%***@h/db` write `sqlalchemy.url = postgresql://***%%***@h/db`, *** being as it is; \
             `mgr config localize` puts any password in",
        ),
        (
            "[alembic]\npw = 100%\nsqlalchemy.url = postgresql://u:%(pw)s@h/db\n",
            "alembic.ini:2:9: a % that is neither %% nor the start of a %(name)s; in place of `pw = ***%` write `pw = ***%%`",
        ),
        (
            "[alembic]\nsqlalchemy.url = postgresql://u:%(word)s@h/db\n",
            "alembic.ini:2:33: %(word)s: word is defined neither in [alembic] nor in [DEFAULT], and the environment is not asked; \
             define it in [DEFAULT], or, where the % is meant, in place of `sqlalchemy.url = postgresql://***%***@h/db` write",
        ),
        (
            "[alembic]\nsqlalchemy.url = postgresql://u:p@h/\n  db\n",
            "alembic.ini:2:18 [alembic] sqlalchemy.url: the URL goes on in line 3",
        ),
        (
            "[alembic]\nsqlalchemy.url = \"postgresql://u:p@h/db\"\n",
            "alembic.ini:2:18 [alembic] sqlalchemy.url: the URL is in quotes",
        ),
        (
            "[alembic]\nsqlalchemy.url = postgresql://h/db\n",
            "alembic.ini:2:18 [alembic] sqlalchemy.url: the URL names no user;",
        ),
        (
            "[alembic]\nsqlalchemy.url = postgresql://u:p@h\n",
            "alembic.ini:2:18 [alembic] sqlalchemy.url: the URL names no database",
        ),
        (
            "[alembic]\nsqlalchemy.url = postgresql://u:p@/db\n",
            "alembic.ini:2:18 [alembic] sqlalchemy.url: the URL names no host",
        ),
    ];
    for (content, expected) in cases {
        let message = read(content).unwrap_err();
        assert!(message.starts_with(expected), "{content}: {message}");
    }
    let message = read(b"[alembic]\nsqlalchemy.url = \xff\n").unwrap_err();
    assert_eq!(message, "alembic.ini: is not UTF-8 (at byte 27)");
}

#[test]
fn a_missing_file_is_named_with_what_to_do() {
    let message =
        alembic(Path::new("/nonexistent/a.ini"), "alembic", &SecretSources::default()).unwrap_err().to_string();
    assert!(
        message.starts_with("no alembic.ini at /nonexistent/a.ini; `backend.ai mgr config init` writes one"),
        "{message}"
    );
}

#[test]
fn a_missing_user_names_the_operating_systems() {
    let secrets = SecretSources { environment: Environment::from([("USER", "mallory")]), ..SecretSources::default() };
    let message = read_with("[alembic]\nsqlalchemy.url = postgresql://:p@h/db\n", &secrets).unwrap_err();
    assert!(message.contains("operating system's, mallory"), "{message}");
}

#[test]
fn here_is_the_files_directory_and_not_resolved() {
    let (directory, _) = file("");
    let path = directory.path().join("real/alembic.ini");
    fs::create_dir(directory.path().join("real")).unwrap();
    fs::write(&path, "[alembic]\nsqlalchemy.url = postgresql://u:p@/db?host=%(here)s\n").unwrap();
    std::os::unix::fs::symlink(directory.path().join("real"), directory.path().join("link")).unwrap();
    let host = |name: &str| {
        let path = directory.path().join(name).join("alembic.ini");
        alembic(&path, "alembic", &SecretSources::default()).unwrap().target.hosts[0].name.clone()
    };
    assert!(host("real").ends_with("/real"));
    assert!(host("link").ends_with("/link"));
}

#[test]
fn what_earns_a_warning() {
    let cases: &[(&str, &str)] = &[
        ("\u{feff}[alembic]\nsqlalchemy.url = postgresql://u:p@h/db\n", "begins with a byte order mark"),
        (
            "[alembic]\nfile_template = %(rev)s\nsqlalchemy.url = postgresql://u:p@h/db\n",
            "2: alembic's own env.py fails on a %; in place of `file_template = %(rev)s` write `file_template = %%(rev)s`",
        ),
        ("[alembic]\nsqlalchemy.url = postgresql://u:${PW}@h/db\n", "variables are not expanded"),
        ("[alembic]\nsqlalchemy.url = postgresql://u:$PW@h/db\n", "variables are not expanded"),
        ("[alembic]\nsqlalchemy.url = postgres://u:p@h/db\n", "write postgresql://"),
        ("[alembic]\nsqlalchemy.url = postgresql://u:p@h/db?host=/run/pg\n", "names a host twice"),
        ("[alembic]\nsqlalchemy.url = postgresql://u:p@/db?host=/run/pg:5433\n", "holds a colon"),
        ("[alembic]\nsqlalchemy.url = postgresql://u:p@h/db?user=q\n", "names a user twice"),
        ("[alembic]\nsqlalchemy.url = postgresql://u:p@h/db?password=q\n", "names a password twice"),
        ("[alembic]\nsqlalchemy.url = postgresql://u:p@h/db?database=q\n", "names a database twice"),
    ];
    for (content, expected) in cases {
        let configured = read(content).unwrap();
        let warnings = warnings(&configured);
        assert!(matches!(warnings[..], [one] if one.contains(expected)), "{content}: {warnings:?}");
    }
    assert!(warnings(&url("postgresql://u:a$5@h/db").unwrap()).is_empty());
}

#[test]
fn the_query_counts_over_the_rest_of_the_url() {
    let target = url("postgresql://u:p@h:1/db?host=/run/pg&user=q&password=r%40&dbname=my+db").unwrap().target;
    assert_eq!(target.hosts, [Host { name: "/run/pg".into(), port: Some(1) }]);
    assert_eq!((target.user.as_str(), target.database.as_str()), ("q", "my db"));
    assert_eq!(target.password.unwrap().expose(), "r@");
    assert_eq!(target.parameters["sslmode"], "disable");
    assert!(url("postgresql://u:p@h/db?user=a&user=b").unwrap_err().contains("parameter user is there more than once"));
}

#[test]
fn secrets_come_before_the_file_and_the_source_is_told() {
    let content = "[alembic]\nsqlalchemy.url = postgresql://u:p@h/db\n";
    let secrets = SecretSources {
        environment: Environment::from([("BACKEND_DB_PASSWORD", "other")]),
        ..SecretSources::default()
    };
    let configured = read_with(content, &secrets).unwrap();
    assert_eq!(configured.target.password.unwrap().expose(), "other");
    assert_eq!(configured.origin.password, Some(Source::variable("BACKEND_DB_PASSWORD")));
    let told = |content: &str| {
        let notes = read_with(content, &secrets).unwrap().notes;
        let mut told = notes.into_iter().filter(|note| note.text.starts_with("password from "));
        told.any(|note| note.text.ends_with(" does not count"))
    };
    assert!(told(content) && !told("[alembic]\nsqlalchemy.url = postgresql://u@h/db\n"));
    let empty =
        SecretSources { environment: Environment::from([("BACKEND_DB_PASSWORD", "")]), ..SecretSources::default() };
    assert_eq!(read_with(content, &empty).unwrap().target.password, None);
}

#[test]
fn what_the_url_says_is_told_apart_from_defaults() {
    let defaults = |query: &str| {
        let origins = url(&format!("postgresql://u@h/db?{query}")).unwrap().origin.parameters;
        let of_default = origins.into_iter().filter(|(_, source)| *source == Source::Default);
        of_default.map(|(name, _)| name).collect::<Vec<_>>()
    };
    for query in ["", "application_name=x", "timeout=5"] {
        assert_eq!(defaults(query), ["sslmode"], "{query}");
    }
    for query in ["ssl=require", "sslmode=require"] {
        assert!(defaults(query).is_empty(), "{query}");
    }
}

#[test]
fn what_is_there_and_cannot_be_read_is_not_missing() {
    use crate::config::overlay;
    assert_eq!(overlay::read(Path::new("/nonexistent/a.ini")).unwrap(), None);
    assert!(overlay::read(Path::new("/")).is_err());
}

#[test]
fn without_a_password_libpqs_own_file_is_told() {
    let (directory, path) = file("[alembic]\nsqlalchemy.url = postgresql://u@h/db\n");
    let environment = Environment::from([("HOME", directory.path().to_str().unwrap())]);
    let secrets = SecretSources { environment, ..SecretSources::default() };
    let source = || alembic(&path, "alembic", &secrets).unwrap().origin.password;
    assert_eq!(source(), None);
    let passfile = directory.path().join(".pgpass");
    fs::write(&passfile, "").unwrap();
    assert_eq!(source(), Some(Source::Passfile(passfile)));
}

#[test]
fn a_file_with_a_password_that_others_can_read_earns_a_warning() {
    use std::os::unix::fs::PermissionsExt;
    let warned = |content: &str, mode: u32| {
        let (_directory, path) = file(content);
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let configured = alembic(&path, "alembic", &SecretSources::default()).unwrap();
        warnings(&configured).iter().any(|text| text.contains("others can read it"))
    };
    let (with, without) =
        ("[alembic]\nsqlalchemy.url = postgresql://u:p@h/db\n", "[alembic]\nsqlalchemy.url = postgresql://u@h/db\n");
    assert_eq!((warned(with, 0o644), warned(with, 0o640), warned(with, 0o600)), (true, true, false));
    assert!(!warned(without, 0o644));
}

#[test]
fn stray_variables_of_libpq_are_told_and_do_not_count() {
    let environment =
        Environment::from([("PGHOST", "x"), ("PGSSLMODE", "require"), ("PGPASSFILE", "y"), ("PGPASSWORD", "z")]);
    let secrets = SecretSources { environment, ..SecretSources::default() };
    let configured = read_with("[alembic]\nsqlalchemy.url = postgresql://u:p@h/db\n", &secrets).unwrap();
    assert_eq!(configured.target.parameters["sslmode"], "prefer");
    let told: Vec<&str> = configured.notes.iter().map(|note| note.text.as_str()).collect();
    assert!(told.contains(&"not used, the configuration counts: PGHOST, PGPASSWORD, PGSSLMODE"), "{told:?}");
}

/// No message may hold a piece of the password, whatever the password and however it was written into the file.
#[test]
fn no_message_holds_the_password() {
    let marks = [
        "@", ":", "/", "%", "#", "?", "&", "=", "[", "]", " ", "+", "%40", "%zz", "%(x)s", "%%", "${", "'", "\"", "\\",
        ";", " #", " ;", "é", "\n ", "\t", ",", "\0", "://",
    ];
    let frames: [fn(&str) -> String; 8] = [
        |word| format!("[alembic]\nsqlalchemy.url = postgresql://u:{word}@h/db\n"),
        |word| format!("[alembic]\nsqlalchemy.url = postgresql://u:{}@h/db\n", word.replace('%', "%%")),
        |word| format!("[alembic]\nsqlalchemy.url = postgresql://u:{word}\n"),
        |word| format!("[alembic]\nsqlalchemy.url = \"postgresql://u:{word}@h/db\"\n"),
        |word| format!("[alembic]\nsqlalchemy.url = postgresql://u:{word}@h/db?foo=bar\n"),
        |word| format!("[alembic]\nsqlalchemy.url = u:{word}@h/db\n"),
        |word| format!("[alembic]\npw = {word}\nsqlalchemy.url = postgresql://u:%(pw)s@h/db\n"),
        |word| format!("[alembic]\nsqlalchemy.url = postgresql://u@h/db?password={word}\n"),
    ];
    let (_directory, path) = file("");
    let mut refused = 0;
    for first in marks {
        for second in marks {
            // Pieces that no message holds by chance.
            let word = format!("Xq7vKp{first}Zk9mRt{second}Wj4bNs");
            for (index, frame) in frames.iter().enumerate() {
                // A file of its own: ext4 brings one that is written over to the disk before it goes on.
                fs::remove_file(&path).unwrap();
                fs::write(&path, frame(&word)).unwrap();
                let text = match alembic(&path, "alembic", &SecretSources::default()) {
                    Ok(configured) => {
                        // Nothing of the password became the place to connect to.
                        if index < 2 {
                            assert_eq!(configured.target.hosts[0].name, "h", "{word:?}");
                            assert_eq!(configured.target.database, "db", "{word:?}");
                        }
                        format!("{:?} {:?}", configured.notes, configured.target.password)
                    }
                    Err(error) => {
                        refused += 1;
                        format!("{error} {error:?}")
                    }
                };
                for piece in ["Xq7vKp", "Zk9mRt", "Wj4bNs", "xq7vkp", "zk9mrt", "wj4bns"] {
                    assert!(!text.contains(piece), "{piece} of {word:?} in {text}");
                }
            }
        }
    }
    assert!(refused > 1000, "{refused}");
}
