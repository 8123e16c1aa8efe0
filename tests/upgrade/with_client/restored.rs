//! A database that was dumped and restored is the same: PostgreSQL spells some expressions anew, and that is no drift.

use std::process::{Command, Stdio};

use super::client_programs;
use crate::support::cluster::PASSWORD;
use crate::support::parallel::assert_nothing;
use crate::support::{Database, cluster, in_parallel, releases};

/// A new database with what `pg_dump | psql` makes of another.
fn restored(from: &Database) -> Database {
    let to = Database::empty();
    let client = |program: &str, database: &Database| {
        let mut command = Command::new(client_programs().join(program));
        command.args(["--no-psqlrc", "--quiet"].iter().filter(|_| program == "psql"));
        command.arg("--dbname").arg(cluster().url(&database.name)).env("PGPASSWORD", PASSWORD);
        command
    };
    let mut dump = client("pg_dump", from).stdout(Stdio::piped()).spawn().expect("pg_dump");
    let input = dump.stdout.take().expect("a pipe");
    let mut psql = client("psql", &to);
    let restore = psql.args(["-v", "ON_ERROR_STOP=1"]).stdin(input).stdout(Stdio::null()).status().expect("psql");
    assert!(dump.wait().expect("pg_dump").success() && restore.success(), "{}", from.name);
    to
}

#[test]
fn a_restored_dump_shows_no_drift_and_is_not_repaired() {
    assert_nothing(&in_parallel(releases(), |release| {
        let once = restored(&Database::fresh(release));
        let twice = restored(&once);
        let drift = |database: &Database| {
            let check = database.schema(["check", "--facts", "--release", &release.name]);
            let repair = database.schema(["upgrade", &release.name, "--repair", "--json"]);
            let json: serde_json::Value = serde_json::from_str(&repair.stdout).unwrap_or_default();
            let right = check.status == 0 && json["changed"] == false && json["repaired"] == serde_json::json!([]);
            (!right).then(|| format!("{}: {}{}", release.name, check.both(), repair.both()))
        };
        [&once, &twice].into_iter().filter_map(drift).collect()
    }));
}
