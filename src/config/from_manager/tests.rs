use std::fs;

use super::*;
use crate::config::{Environment, Host, Secret, mismatch};

const FULL: &str = "[db]\ntype = \"postgresql\"\naddr = { host = \"localhost\", port = 8100 }\nname = \"backend\"\nuser = \"postgres\"\npassword = \"develove\"\n";

fn read_with<const N: usize>(content: &str, variables: [(&str, &str); N]) -> Result<Configured, String> {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("manager.toml");
    fs::write(&path, content).unwrap();
    let secrets = SecretSources { environment: Environment::from(variables), ..SecretSources::default() };
    let place = format!("{}/", directory.path().display());
    manager(Some(&path), &secrets).map_err(|error| error.to_string().replace(&place, ""))
}

#[test]
fn a_full_table() {
    let Configured { target, origin, .. } = read_with(FULL, []).unwrap();
    assert_eq!(target.hosts, [Host { name: "localhost".into(), port: Some(8100) }]);
    assert_eq!((target.user.as_str(), target.database.as_str()), ("postgres", "backend"));
    assert_eq!(target.password, Some(Secret::new("develove")));
    assert_eq!(target.parameters["sslmode"], "prefer");
    assert!(origin.database.to_string().ends_with("manager.toml:4:8 [db] name"));
}

#[test]
fn each_variable_counts_over_its_key() {
    let variables = [
        ("BACKEND_DB_ADDR", "h:5432"),
        ("BACKEND_DB_NAME", "other"),
        ("BACKEND_DB_USER", "me"),
        ("BACKEND_DB_PASSWORD", "pw"),
    ];
    let Configured { target, origin, .. } = read_with(FULL, variables).unwrap();
    assert_eq!(target.hosts, [Host { name: "h".into(), port: Some(5432) }]);
    assert_eq!((target.user.as_str(), target.database.as_str()), ("me", "other"));
    assert_eq!(target.password, Some(Secret::new("pw")));
    assert_eq!(origin.hosts, Source::variable("BACKEND_DB_ADDR"));
}

#[test]
fn all_members_of_a_cluster() {
    let host = |name: &str| Host { name: name.into(), port: Some(1) };
    let text = FULL.replace("name =", "addrs = [\"a:1\", \"b:1\"]\nconnect-timeout = 2.5\nname =");
    let Configured { target, origin, notes, .. } = read_with(&text, []).unwrap();
    assert_eq!(target.hosts, [host("a"), host("b")]);
    assert_eq!(target.parameters["connect_timeout"], "3");
    assert!(origin.hosts.to_string().ends_with("[db] addrs"), "{}", origin.hosts);
    assert!(notes.iter().any(|note| note.text.contains("addrs counts")), "{notes:?}");
    let Configured { target, notes, .. } = read_with(&text, [("BACKEND_DB_ADDR", "c:1")]).unwrap();
    assert_eq!(target.hosts, [host("c")]);
    assert!(notes.iter().any(|note| note.text.contains("the manager takes addrs")), "{notes:?}");
}

#[test]
fn set_but_empty_counts_as_set() {
    assert_eq!(read_with(FULL, [("BACKEND_DB_NAME", "")]).unwrap_err(), "the variable BACKEND_DB_NAME: name is empty");
    assert!(
        read_with(FULL, [("BACKEND_DB_ADDR", "")])
            .unwrap_err()
            .starts_with("the variable BACKEND_DB_ADDR: the address")
    );
    assert_eq!(read_with(FULL, [("BACKEND_DB_PASSWORD", "")]).unwrap().target.password, None);
}

#[test]
fn an_empty_or_absent_password_is_none() {
    assert_eq!(read_with(&FULL.replace("develove", ""), []).unwrap().target.password, None);
    assert_eq!(read_with(&FULL.replace("password =", "#"), []).unwrap().target.password, None);
}

#[test]
fn incomplete_tables_are_refused() {
    assert_eq!(
        read_with("[etcd]\n", []).unwrap_err(),
        "manager.toml: there is no [db] table; write one with addr, name, user and password"
    );
    let message = read_with("[db]\naddr = \"h:1\"\n", []).unwrap_err();
    assert!(message.starts_with("manager.toml: [db] is incomplete, name, user missing"), "{message}");
    let given = [("BACKEND_DB_NAME", "n"), ("BACKEND_DB_USER", "u")];
    assert_eq!(read_with("[db]\naddr = \"h:1\"\n", given).unwrap().target.database, "n");
}

#[test]
fn the_environment_alone_is_enough() {
    let all =
        [("BACKEND_DB_ADDR", "h:5432"), ("BACKEND_DB_NAME", "n"), ("BACKEND_DB_USER", "u"), ("HOME", "/nonexistent")];
    let secrets = SecretSources { environment: Environment::from(all), ..SecretSources::default() };
    let configured = manager(None, &secrets).unwrap();
    assert_eq!((configured.origin.file, configured.target.database.as_str()), (None, "n"));
    let secrets =
        SecretSources { environment: Environment::from([all[0], all[1], all[3]]), ..SecretSources::default() };
    let message = manager(None, &secrets).unwrap_err().to_string();
    assert!(
        message.starts_with("no manager.toml at ") && message.contains("/nonexistent/.config/backend.ai/manager.toml"),
        "{message}"
    );
}

#[test]
fn a_named_file_must_be_there() {
    let all = [("BACKEND_DB_ADDR", "h:5432"), ("BACKEND_DB_NAME", "n"), ("BACKEND_DB_USER", "u")];
    let secrets = SecretSources { environment: Environment::from(all), ..SecretSources::default() };
    assert!(matches!(manager(Some(Path::new("/nonexistent")), &secrets), Err(Error::NotFound { .. })));
    let secrets = SecretSources {
        environment: Environment::from([("BACKEND_CONFIG_FILE", "/nonexistent"), all[0], all[1], all[2]]),
        ..SecretSources::default()
    };
    assert!(matches!(manager(None, &secrets), Err(Error::NotFound { .. })));
}

#[test]
fn the_samples_words_are_no_values() {
    let sample = include_str!("../../../manager.toml.sample");
    let message = read_with(sample, []).unwrap_err();
    assert!(message.contains("still has the sample's {…} in it"), "{message}");
    let filled = sample.replace("{DBADDR}", "h:1").replace("{DBUSER}", "u").replace("{DBPASS}", "p");
    assert_eq!(read_with(&filled, []).unwrap().target.user, "u");
}

#[test]
fn a_name_that_the_manager_would_miss_earns_a_warning() {
    for name in ["my db", "dä", "db?x=1"] {
        let configured = read_with(&FULL.replace("\"backend\"", &format!("\"{name}\"")), []).unwrap();
        assert_eq!(configured.target.database, name);
        assert!(configured.notes.iter().any(|note| note.text.contains("look for another one")), "{name}");
    }
}

#[test]
fn files_that_mean_different_databases() {
    let base = read_with(FULL, []).unwrap();
    let differ = |change: fn(&mut Configured)| {
        let mut other = base.clone();
        change(&mut other);
        mismatch(&base, &other).map(|error| error.to_string())
    };
    assert_eq!(differ(|_| ()), None);
    assert_eq!(differ(|other| other.target.user = "x".into()), None);
    let environment_alone = |other: &mut Configured| {
        other.target.database = "x".into();
        other.origin.file = None;
    };
    assert_eq!(differ(environment_alone), None);
    assert_eq!(differ(|other| other.target.hosts[0].name = "127.0.0.1".into()), None);
    assert_eq!(differ(|other| other.target.hosts[0].name = "::1".into()), None);
    assert_eq!(differ(|other| other.target.hosts[0].name = "/var/run/postgresql".into()), None);
    assert_eq!(differ(|other| other.target.hosts.insert(0, Host { name: "standby".into(), port: None })), None);
    assert!(
        differ(|other| other.target.database = "x".into()).unwrap().contains("differ in the name of the database)")
    );
    assert!(differ(|other| other.target.hosts[0].port = None).unwrap().contains("differ in the server)"));
    assert!(differ(|other| other.target.hosts[0].name = "db.example".into()).unwrap().contains("--allow-mismatch"));
}

#[test]
fn a_file_that_is_named_is_read_whatever_it_is() {
    let named = |path: &str| manager_file(Some(Path::new(path)), &SecretSources::default()).unwrap_err();
    assert!(matches!(named("/nonexistent/manager.toml"), Error::NotFound { .. }));
    assert!(matches!(named("/"), Error::Invalid { .. }));
}
