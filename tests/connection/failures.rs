//! Why there is no connection: one clear sentence, status 11, no secret; and what `--wait` waits for.

use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

use super::{AWKWARD, ONESHOT, keeps_its_promises};
use crate::support::cluster::{USER, encode, log_in, url};
use crate::support::program::until_told;
use crate::support::{Cluster, Database, Outcome, Program, cluster, free_port, mgr};

/// Longer than any failure that is none of waiting's business may take.
const PATIENCE: &str = "--wait=30";

fn oneshot(url: &str, more: &[&str]) -> Outcome {
    let program = Program::new();
    program.alembic_ini(url);
    program.run(ONESHOT.iter().chain(more))
}

/// A port where something answers that is no PostgreSQL.
fn web_server() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            // A client that has gone is no matter.
            let _ = std::io::Write::write_all(&mut stream.unwrap(), b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    port
}

#[test]
fn each_has_one_clear_sentence_and_status_11_and_tells_no_secret() {
    let (free, port, password) = (free_port(), cluster().port, encode(AWKWARD));
    let elsewhere = |host: &str, port: u16| format!("postgresql://postgres:{password}@{host}:{port}/backend");
    let refused = format!(
        "failed to connect to database \"backend\" at localhost:{free} as user \"postgres\": connection refused ("
    );
    let cases = [
        (refused.as_str(), elsewhere("localhost", free)),
        ("at /nonexistent/.s.PGSQL.", format!("postgresql://postgres:{password}@/backend?host=/nonexistent")),
        ("unknown host name", elsewhere("no-such-host.invalid", port)),
        ("no supported PostgreSQL server answers there", elsewhere("127.0.0.1", web_server())),
        ("wrong password", elsewhere("localhost", port)),
        // A server that hashes passwords does not tell an unknown role from a wrong password.
        ("wrong password", url("nobody here", AWKWARD, port, "postgres")),
        ("no password", format!("postgresql://postgres@localhost:{port}/postgres")),
        ("the database does not exist", cluster().url("no-such-\"database\"")),
        ("TLS failed", format!("{}?sslmode=require", cluster().url("postgres"))),
    ];
    for (reason, url) in cases {
        for extra in [&[][..], &["--debug"], &["--json"], &["--json", "--debug"], &["--wait=0", "--debug"]] {
            let outcome = oneshot(&url, extra).status(11).tells(&[reason]);
            keeps_its_promises(&outcome, extra.contains(&"--json"));
            let errors = outcome.stderr.lines().filter(|line| line.contains(" ERROR ")).count();
            assert_eq!(errors, 1, "one clear sentence: {}", outcome.stderr);
        }
    }
}

/// A weak password is a word of the message; to blot it there would betray it.
#[test]
fn a_message_is_whole_whatever_the_password_is() {
    for password in ["password", "failed", "x", "a"] {
        let outcome = oneshot(&url("nobody here", password, cluster().port, "postgres"), &[]).status(11);
        let words = "FATAL: password authentication failed for user \"nobody here\"";
        assert!(outcome.stderr.contains(words) && !outcome.stderr.contains("***"), "{password}: {}", outcome.stderr);
    }
}

#[test]
fn waiting_does_not_help_against_what_time_does_not_heal() {
    let wrong = url(USER, "wr0ng-pass", cluster().port, "postgres");
    for (reason, url) in [
        ("wrong password", wrong),
        ("the database does not exist", cluster().url("no-such")),
        ("TLS failed", format!("{}?sslmode=require", cluster().url("postgres"))),
    ] {
        let began = Instant::now();
        oneshot(&url, &[PATIENCE]).status(11).tells(&[reason]);
        assert!(began.elapsed() < Duration::from_secs(15), "{reason}: {:?}", began.elapsed());
    }
}

#[test]
fn a_server_that_does_not_come_up_is_waited_for_that_long() {
    let url = url(USER, "x", free_port(), "backend");
    let began = Instant::now();
    oneshot(&url, &[]).status(11);
    assert!(began.elapsed() < Duration::from_secs(5), "without --wait nothing waits");
    let began = Instant::now();
    oneshot(&url, &["--wait=1"]).status(11).tells(&[" attempts in 1 s): connection refused"]);
    assert!(began.elapsed() >= Duration::from_secs(1));
}

#[test]
fn a_server_that_comes_up_meanwhile_is_waited_for() {
    let own = Cluster::start(&[]);
    let database = own.database();
    own.stop();
    let mut waiting = database.program.start(ONESHOT.iter().chain(&["--wait=120"]));
    until_told(&mut waiting, &format!("Waiting for database \"{}\" at localhost:{}", database.name, own.port));
    own.resume();
    Outcome::of(waiting).success();
}

#[test]
fn a_connection_slot_is_waited_for() {
    let database = Database::empty();
    let role = database.log_in_as_new_role();
    database.execute(&format!("ALTER ROLE {role} CONNECTION LIMIT 1"));
    let first = log_in(&role, "Ordinary-1", cluster().port, &database.name).expect("the one connection");
    database.schema(["current"]).status(11).tells(&["too many connections"]);
    let mut waiting = database.program.start(mgr(&["schema"], ["current", PATIENCE]));
    until_told(&mut waiting, "Waiting for database");
    drop(first);
    Outcome::of(waiting).success();
}

#[test]
fn awkward_passwords_log_in() {
    let awkward = [
        "p@ss:w/rd%#[é ]",
        "it's",
        r"back\slash\",
        "\"quoted\"",
        " spaces ",
        "a=b c='d'",
        "비밀번호",
        "$(PW)${PW}%%",
        "100%",
    ];
    let database = Database::newest();
    let role = database.log_in_as_new_role();
    database.execute(&format!("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"));
    for password in awkward {
        database.execute(&format!("ALTER ROLE {role} PASSWORD '{}'", password.replace('\'', "''")));
        // One more character, and it is not the password any more.
        for (password, status) in [(password.to_owned(), 0), (format!("{password}x"), 11)] {
            database.log_in_as(&role, &password);
            // The one reads alembic.ini, the other manager.toml.
            database.schema(["current"]).status(status);
            database.fixture(["dump", "domains"]).status(status);
        }
    }
}

#[test]
fn a_standby_may_be_read() {
    let own = Cluster::start(&[]);
    let database = own.database();
    database.program.run(ONESHOT).success();
    own.stop();
    own.touch("standby.signal");
    own.resume();
    database.schema(["current"]).success();
    for more in [&[][..], &["--create-db"]] {
        let outcome = database.program.run(ONESHOT.iter().chain(more)).status(11);
        outcome.tells(&["the server is a standby (pg_is_in_recovery)"]);
    }
}

#[test]
fn a_read_only_role_may_read() {
    let database = Database::of("22.03");
    let role = database.log_in_as_new_role();
    database.execute(&format!(
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}; ALTER ROLE {role} SET default_transaction_read_only = on"
    ));
    database.schema(["current"]).success();
    database.program.run(ONESHOT).status(11).tells(&["read-only"]);
}
