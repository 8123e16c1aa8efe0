//! `--backup`: a dump first, or no upgrade.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::Value;

use super::{client_programs, with_client};
use crate::support::cluster::PASSWORD;
use crate::support::filler::Manner;
use crate::support::{Database, cluster, release};

#[test]
fn a_backup_holds_what_was_there_before_the_upgrade() {
    let database = with_client(Database::filled(release("24.9.14"), 3, Manner::Likely));
    let before = (database.snapshot(), database.stamps());
    let outcome = database.schema(["upgrade", "25.19", "--no-etcd", "--backup", "b.dump", "--json"]).success();
    let backup = &outcome.json()["backup"];
    let file = database.program.directory().join("b.dump");
    let about = file.metadata().expect("the file");
    assert_eq!((backup["file"].as_str(), backup["bytes"].as_u64()), (Some("b.dump"), Some(about.len())));
    assert_eq!(about.permissions().mode() & 0o777, 0o600, "it holds passwords");
    assert!(!outcome.both().contains(PASSWORD));
    database.assert_is(release("25.19"));

    let restored = Database::empty();
    let mut restore = Command::new(client_programs().join("pg_restore"));
    restore.arg("--dbname").arg(cluster().url(&restored.name)).arg("--exit-on-error").arg(&file);
    assert!(restore.env("PGPASSWORD", PASSWORD).status().expect("pg_restore").success());
    assert!(before == (restored.snapshot(), restored.stamps()), "the backup is not what was there");

    // Nothing to do: no backup, and none is missed.
    let again = database.schema(["upgrade", "25.19", "--backup", "c.dump", "--json"]).success().json();
    assert_eq!(again["backup"], Value::Null);
    assert!(!database.program.directory().join("c.dump").exists());
}

#[test]
fn without_a_backup_there_is_no_upgrade() {
    let mut database = with_client(Database::of("24.9.14"));
    database.program.write("there.dump", "somebody's");
    let unchanged = |database: &Database| {
        assert_eq!(database.stamps(), [release("24.9.14").head.as_str()]);
        let left = std::fs::read_dir(database.program.directory()).expect("a directory").flatten();
        let left: Vec<_> =
            left.map(|entry| entry.file_name()).filter(|name| name.to_string_lossy().contains("partial")).collect();
        assert!(left.is_empty(), "{left:?}");
    };
    let upgrade =
        |database: &Database, file: &str| database.schema(["upgrade", "25.19", "--no-etcd", "--backup", file]);
    upgrade(&database, "there.dump").status(1).tells(&["failed to back up to there.dump", "it is there already"]);
    unchanged(&database);
    upgrade(&database, "no/such/b.dump").status(1).tells(&["failed to back up to no/such/b.dump", "No such file"]);
    unchanged(&database);

    // A pg_dump that fails, one that is too old, one that writes nothing, none.
    let fake = |database: &Database, script: &str| {
        let path = database.program.write("bin/pg_dump", format!("#!/bin/sh\n{script}\n"));
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("a program");
    };
    let bin = database.program.directory().join("bin");
    database.program.env("PG_BINDIR", bin.to_str().expect("a path"));
    let version = "[ \"$1\" = --version ] && echo 'pg_dump (PostgreSQL) 99.1' && exit";
    fake(&database, &format!("{version}; echo 'no room' >&2; exit 3"));
    upgrade(&database, "b.dump").status(1).tells(&["pg_dump failed (exit status: 3): no room"]);
    unchanged(&database);
    fake(&database, "echo 'pg_dump (PostgreSQL) 9.6.1'");
    upgrade(&database, "b.dump").status(1).tells(&["pg_dump is of PostgreSQL 9, and the server of "]);
    unchanged(&database);
    fake(&database, &format!("{version}; exit 0"));
    upgrade(&database, "b.dump").status(1).tells(&["failed to back up to b.dump"]);
    unchanged(&database);
    std::fs::remove_file(bin.join("pg_dump")).expect("the program");
    database.program.env("PATH", "/nonexistent");
    upgrade(&database, "b.dump").status(1).tells(&["found no pg_dump in PG_BINDIR and PATH: install"]);
    unchanged(&database);
}
