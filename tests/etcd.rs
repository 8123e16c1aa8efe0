//! Container registries on their way from etcd into a 24.09 database: the program, a real PostgreSQL, a real etcd.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable, Text};

use crate::support::{Database, Etcd, Outcome, release};

/// The one revision that asks etcd.
const REVISION: &str = "1d42c726d8a3";

const SECRET: &str = "s3cret-Registry-91";
const LOGIN: &str = "s3cret-Login-17";

/// Hosts in every manner that the manager writes them.
const REGISTRIES: &[(&str, &str)] = &[
    ("index.docker.io", "https://registry-1.docker.io"),
    ("index.docker.io/username", "lablup"),
    ("cr.example.com%3A8443", "https://cr.example.com:8443"),
    ("cr.example.com%3A8443/type", "harbor2"),
    ("cr.example.com%3A8443/project", "stable,community"),
    ("cr.example.com%3A8443/username", "robot$pull"),
    ("cr.example.com%3A8443/password", SECRET),
    ("cr.example.com%3A8443/ssl_verify", "0"),
    ("old.example.com", "http://old.example.com"),
    ("old.example.com/type", "harbor"),
    ("old.example.com/project", "infra"),
    ("old.example.com/password", ""),
    ("old.example.com/ssl-verify", "yes"),
];

/// Images of the registries above, one of an unknown project, and one of an unknown host.
const IMAGES: &[(&str, &str)] = &[
    ("cr.example.com:8443/stable/python", "cr.example.com:8443"),
    ("cr.example.com:8443/community/r", "cr.example.com:8443"),
    ("cr.example.com:8443/nightly/python", "cr.example.com:8443"),
    ("index.docker.io/library/busybox", "index.docker.io"),
    ("gone.example.com/x/y", "gone.example.com"),
];

#[derive(Debug, Eq, PartialEq, QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    registry_name: String,
    #[diesel(sql_type = Text)]
    url: String,
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Nullable<Text>)]
    project: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    username: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    password: Option<String>,
    #[diesel(sql_type = Bool)]
    ssl_verify: bool,
}

#[derive(Debug, Eq, PartialEq, QueryableByName)]
struct Link {
    #[diesel(sql_type = Text)]
    image: String,
    #[diesel(sql_type = Text)]
    registry: String,
}

/// A 24.03 database with images.
struct Upgrade {
    database: Database,
}

impl Upgrade {
    /// With an `[etcd]` at these ports; without any where there is none.
    fn new(ports: &[u16], login: &str) -> Upgrade {
        let database = Database::of("24.03");
        let mut connection = database.connect();
        for (name, registry) in IMAGES {
            diesel::sql_query(
                "INSERT INTO images (name, image, tag, registry, architecture, config_digest, size_bytes, type, labels, resources)
                 VALUES ($1, split_part($1, '/', 3), 'latest', $2, 'x86_64', 'sha256:0', 1, 'COMPUTE', '{}', '{}')",
            )
            .bind::<Text, _>(name)
            .bind::<Text, _>(registry)
            .execute(&mut connection)
            .unwrap();
        }
        if !ports.is_empty() {
            let addresses: Vec<String> = ports.iter().map(|port| format!("\"127.0.0.1:{port}\"")).collect();
            let text = format!("[etcd]\nnamespace = \"local\"\naddr = [{}]\n{login}", addresses.join(", "));
            database.program.write_private("manager.toml", text);
        }
        Upgrade { database }
    }

    fn run(&self, options: &[&str]) -> Outcome {
        self.run_command(&["mgr", "--debug", "schema", "upgrade", "24.09"], options)
    }

    /// No output may hold a secret, whatever comes of it.
    fn run_command(&self, command: &[&str], options: &[&str]) -> Outcome {
        let outcome = self.database.program.run(command.iter().chain(options));
        for secret in [SECRET, LOGIN] {
            assert!(!outcome.stderr.contains(secret) && !outcome.stdout.contains(secret), "{outcome:?}");
        }
        outcome
    }

    fn rows(&self) -> Vec<Row> {
        let query = "SELECT registry_name, url, type AS kind, project, username, password, ssl_verify
                     FROM container_registries ORDER BY registry_name, project";
        diesel::sql_query(query).load(&mut self.database.connect()).unwrap()
    }

    fn names(&self) -> Vec<(String, Option<String>)> {
        self.rows().into_iter().map(|row| (row.registry_name, row.project)).collect()
    }

    fn links(&self) -> Vec<(String, String)> {
        let query = "SELECT i.name AS image, concat_ws('/', r.registry_name, r.project) AS registry
                     FROM images AS i JOIN container_registries AS r ON r.id = i.registry_id ORDER BY i.name";
        let links: Vec<Link> = diesel::sql_query(query).load(&mut self.database.connect()).unwrap();
        links.into_iter().map(|link| (link.image, link.registry)).collect()
    }

    /// Nothing was written: the tables of 24.09 are not there, and the stamp is the old one.
    fn is_untouched(&self) {
        assert_eq!(self.database.stamps(), [release("24.03").head.as_str()]);
        let query = "SELECT FROM container_registries";
        assert!(self.database.connect().batch_execute(query).is_err());
    }
}

fn only_local() -> Vec<(String, Option<String>)> {
    vec![("local".to_owned(), None)]
}

#[test]
fn registries_become_rows_and_etcd_keeps_them() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let before = etcd.everything();
    assert_eq!(before.0.as_array().unwrap().len(), REGISTRIES.len() + 1);
    let upgrade = Upgrade::new(&[etcd.port], "");
    let outcome = upgrade.run(&["--etcd"]).success();
    let said = format!(
        "Taking container registries from etcd at 127.0.0.1:{}, namespace local: \
         cr.example.com:8443 with 2 projects, index.docker.io, old.example.com with 1 project (nothing is changed there).",
        etcd.port
    );
    assert!(outcome.stderr.contains(&said), "{}", outcome.stderr);
    let row = |name: &str, url: &str, kind: &str, project: Option<&str>| Row {
        registry_name: name.into(),
        url: url.into(),
        kind: kind.into(),
        project: project.map(str::to_owned),
        username: None,
        password: None,
        ssl_verify: true,
    };
    let harbor = |project, username: Option<&str>, password: Option<&str>| Row {
        username: username.map(str::to_owned),
        password: password.map(str::to_owned),
        ssl_verify: false,
        ..row("cr.example.com:8443", "https://cr.example.com:8443", "harbor2", Some(project))
    };
    let expected = [
        harbor("community", Some("robot$pull"), Some(SECRET)),
        // An image has it, etcd has not.
        harbor("nightly", None, None),
        harbor("stable", Some("robot$pull"), Some(SECRET)),
        Row {
            username: Some("lablup".into()),
            ..row("index.docker.io", "https://registry-1.docker.io", "docker", Some("library"))
        },
        row("local", "http://localhost", "local", None),
        Row {
            password: Some(String::new()),
            ..row("old.example.com", "http://old.example.com", "harbor", Some("infra"))
        },
    ];
    assert_eq!(upgrade.rows(), expected);
    let link = |image: &str, registry: &str| (image.to_owned(), registry.to_owned());
    let expected = [
        link("cr.example.com:8443/community/r", "cr.example.com:8443/community"),
        link("cr.example.com:8443/nightly/python", "cr.example.com:8443/nightly"),
        link("cr.example.com:8443/stable/python", "cr.example.com:8443/stable"),
        link("gone.example.com/x/y", "local"),
        link("index.docker.io/library/busybox", "index.docker.io/library"),
    ];
    assert_eq!(upgrade.links(), expected);
    assert_eq!(etcd.everything(), before);
}

#[test]
fn they_come_by_default_with_oneshot_too() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let upgrade = Upgrade::new(&[etcd.port], "");
    let command = ["mgr", "schema", "oneshot", "--release", "24.09"];
    upgrade.run_command(&command, &[]).success();
    assert_eq!(upgrade.rows().len(), 6);
    // Nothing is left to take over, and nobody is asked.
    etcd.stop();
    let outcome = upgrade.run_command(&command, &["--etcd"]).success();
    assert!(!outcome.stderr.contains("etcd"), "{}", outcome.stderr);
}

#[test]
fn etcd_is_asked_once_and_first_where_each_revision_is_its_own_transaction() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let upgrade = Upgrade::new(&[etcd.port], "");
    // One beyond the revision.
    let command = ["mgr", "schema", "upgrade", "7c8501cec07b", "--transaction-per-revision"];
    let outcome = upgrade.run_command(&command, &[]).success();
    assert_eq!(outcome.stderr.matches("Taking container registries").count(), 1, "{}", outcome.stderr);
    let place = |words: &str| outcome.stderr.find(words).expect(words);
    assert!(place("Taking container registries") < place("Running upgrade"), "{}", outcome.stderr);
    assert_eq!(upgrade.rows().len(), 6);

    let upgrade = Upgrade::new(&[etcd.stop()], "");
    upgrade.run_command(&command, &["--etcd"]).status(11);
    upgrade.is_untouched();
}

#[test]
fn the_environment_names_etcd_too() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let mut upgrade = Upgrade::new(&[], "");
    upgrade
        .database
        .program
        .env("BACKEND_ETCD_ADDR", &format!("localhost:{}", etcd.port))
        .env("BACKEND_NAMESPACE", "local");
    // Not a way to etcd, nor to its password.
    upgrade.database.program.env("http_proxy", "http://127.0.0.1:9").env("ALL_PROXY", "http://127.0.0.1:9");
    upgrade.run(&["--etcd"]).success();
    assert_eq!(upgrade.rows().len(), 6);
}

#[test]
fn another_namespace_and_no_registries_at_all() {
    let etcd = Etcd::start();
    etcd.put_registries(&[]);
    let upgrade = Upgrade::new(&[etcd.port], "");
    let outcome = upgrade.run(&["--etcd"]).success();
    let said = format!("etcd at 127.0.0.1:{} has no container registries in the namespace local.", etcd.port);
    assert!(outcome.stderr.contains(&said), "{}", outcome.stderr);
    assert_eq!(upgrade.names(), only_local());

    etcd.put_registries(REGISTRIES);
    let mut upgrade = Upgrade::new(&[etcd.port], "");
    upgrade.database.program.env("BACKEND_NAMESPACE", "other");
    let outcome = upgrade.run(&[]).success();
    assert!(outcome.stderr.contains("in the namespace other."), "{}", outcome.stderr);
    assert_eq!(upgrade.names(), only_local());
}

#[test]
fn an_etcd_that_wants_a_login() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    etcd.want_login(LOGIN);
    let login = |user: &str, password: &str| format!("user = \"{user}\"\npassword = \"{password}\"\n");
    for (login, said) in [
        (String::new(), "user name is empty"),
        (login("root", "wrong"), "authentication failed"),
        (login("nobody", LOGIN), "permission denied"),
    ] {
        let upgrade = Upgrade::new(&[etcd.port], &login);
        // It is there: to go on without would lose what it has.
        let outcome = upgrade.run(&[]).status(11);
        assert!(outcome.stderr.contains(said) && outcome.stderr.contains("--no-etcd"), "{}", outcome.stderr);
        upgrade.is_untouched();
    }
    let upgrade = Upgrade::new(&[etcd.port], &login("root", LOGIN));
    upgrade.run(&["--etcd"]).success();
    assert_eq!(upgrade.rows().len(), 6);
}

#[test]
fn a_login_for_an_etcd_that_wants_none() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let upgrade = Upgrade::new(&[etcd.port], &format!("user = \"root\"\npassword = \"{LOGIN}\"\n"));
    upgrade.run(&["--etcd"]).success();
    assert_eq!(upgrade.rows().len(), 6);
}

#[test]
fn a_stopped_etcd_is_told_and_gone_on_without() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let port = etcd.stop();
    let upgrade = Upgrade::new(&[port], "");
    let outcome = upgrade.run(&["--etcd"]).status(11);
    let said = format!("no answer from etcd at 127.0.0.1:{port} (connection refused), and --etcd wants");
    assert!(outcome.stderr.contains(&said), "{}", outcome.stderr);
    upgrade.is_untouched();
    let outcome = upgrade.run(&[]).success();
    let line = outcome.stderr.lines().find(|line| line.contains("no answer from etcd")).expect("a warning");
    assert!(
        line.contains(" WARN ai.backend.manager.cli.dbschema [")
            && line.contains("going on without")
            && line.contains(&port.to_string()),
        "{line}"
    );
    assert_eq!(upgrade.names(), only_local());
}

#[test]
fn of_several_addresses_the_first_that_answers_counts() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let stopped = Etcd::start().stop();
    let upgrade = Upgrade::new(&[stopped, etcd.port], "");
    upgrade.run(&["--etcd"]).success();
    assert_eq!(upgrade.rows().len(), 6);
}

#[test]
fn nothing_hangs() {
    // Takes connections, and never says a word.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let upgrade = Upgrade::new(&[port, port, port], "");
    let began = Instant::now();
    let outcome = upgrade.run(&["--etcd"]).status(11);
    assert!(outcome.stderr.contains("(not in time)"), "{}", outcome.stderr);
    assert!(began.elapsed() >= Duration::from_secs(5), "it did not wait at all");
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
    upgrade.is_untouched();

    // Packets to this network of documentation go nowhere.
    let mut upgrade = Upgrade::new(&[], "");
    upgrade.database.program.env("BACKEND_ETCD_ADDR", "192.0.2.1:2379").env("BACKEND_NAMESPACE", "local");
    let began = Instant::now();
    let outcome = upgrade.run(&[]).success();
    assert!(outcome.stderr.contains("no answer from etcd at 192.0.2.1:2379"), "{}", outcome.stderr);
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
    assert_eq!(upgrade.names(), only_local());
}

#[test]
fn no_etcd_is_not_asked() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let upgrade = Upgrade::new(&[listener.local_addr().unwrap().port()], "");
    let outcome = upgrade.run(&["--no-etcd"]).success();
    assert!(outcome.stderr.contains("(--no-etcd)"), "{}", outcome.stderr);
    assert_eq!(listener.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
    assert_eq!(upgrade.names(), only_local());
}

#[test]
fn none_is_configured() {
    let upgrade = Upgrade::new(&[], "");
    let outcome = upgrade.run(&["--etcd"]).status(10);
    assert!(outcome.stderr.contains("no etcd is configured"), "{}", outcome.stderr);
    upgrade.is_untouched();
    let outcome = upgrade.run(&[]).success();
    assert!(outcome.stderr.contains("No etcd is configured, going on without"), "{}", outcome.stderr);
    assert_eq!(upgrade.names(), only_local());
}

#[test]
fn something_else_listens_there() {
    for answer in [
        "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n",
        "220 mail.example.com ESMTP\r\n\r\n",
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let upgrade = Upgrade::new(&[listener.local_addr().unwrap().port()], "");
        std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 4096];
            let begun = stream.read(&mut request).unwrap();
            stream.write_all(answer.as_bytes()).unwrap();
            // A connection that is closed on what has not been read is reset.
            stream.shutdown(Shutdown::Write).unwrap();
            while stream.read(&mut request).is_ok_and(|more| more > 0) {}
            begun
        });
        let outcome = upgrade.run(&[]).status(11);
        assert!(outcome.stderr.contains("is not etcd's v3 gateway"), "{answer}: {}", outcome.stderr);
        upgrade.is_untouched();
    }
}

#[test]
fn what_cannot_become_a_row_stops_the_upgrade_before_anything_is_lost() {
    for (pairs, status, said) in [
        (&[("h", "http://h"), ("h/type", "harbor")][..], 1, "config/docker/registry/h: it has no project"),
        (&[("h/type", "harbor"), ("h/project", "x")][..], 1, "config/docker/registry/h: it has no url"),
        (&[("h", "http://h"), ("h/type", "tape"), ("h/project", "x")][..], 1, "\"tape\" is no type"),
        (&[("h", "http://h"), ("h/ssl_verify", "maybe")][..], 1, "h/ssl_verify: \"maybe\" is neither yes nor no"),
    ] {
        let etcd = Etcd::start();
        etcd.put_registries(pairs);
        let upgrade = Upgrade::new(&[etcd.port], "");
        let outcome = upgrade.run(&[]).status(status);
        assert!(outcome.stderr.contains(said), "{}", outcome.stderr);
        upgrade.is_untouched();
    }
}

#[test]
fn a_script_leaves_them_out_and_says_so() {
    let etcd = Etcd::start();
    etcd.put_registries(REGISTRIES);
    let upgrade = Upgrade::new(&[etcd.port], "");
    let script = upgrade.run(&["--sql"]).success().stdout;
    let (_, revision) = script.split_once(&format!("-- {REVISION}_")).expect("the revision");
    assert!(revision.lines().nth(1).unwrap().starts_with("-- The container registries in etcd are not"), "{revision}");
    upgrade.run(&["--sql", "--etcd"]).status(2);
    upgrade.run(&["--no-etcd", "--etcd"]).status(2);
}
