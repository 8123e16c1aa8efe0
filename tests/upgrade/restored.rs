//! A database that was dumped and restored is the same: PostgreSQL spells some expressions anew, and that is no drift.

use std::process::{Command, Stdio};

use backend_ai::release;

use crate::support::cluster::PASSWORD;
use crate::support::{Program, cluster, database_of};

/// A new database with what `pg_dump | psql` makes of another.
fn restored(from: &str) -> String {
    let to = cluster().create_database("restored");
    let client = |program: &str, database: &str| {
        let mut command = Command::new(cluster().inner.command(program).get_program());
        command.args(["--no-psqlrc", "--quiet"].iter().filter(|_| program == "psql"));
        command.arg("--dbname").arg(cluster().url(database)).env("PGPASSWORD", PASSWORD);
        command
    };
    let mut dump = client("pg_dump", from).stdout(Stdio::piped()).spawn().expect("pg_dump");
    let input = dump.stdout.take().expect("a pipe");
    let mut psql = client("psql", &to);
    let restore = psql.args(["-v", "ON_ERROR_STOP=1"]).stdin(input).stdout(Stdio::null()).status().expect("psql");
    assert!(dump.wait().expect("pg_dump").success() && restore.success(), "{from}");
    to
}

#[test]
fn a_restored_dump_shows_no_drift_and_is_not_repaired() {
    for release in release::all() {
        let version = release.version.to_string();
        let once = restored(&database_of(&version));
        for database in [&once, &restored(&once)] {
            let program = Program::new();
            program.alembic_ini(&cluster().url(database));
            let schema = |arguments: &[&str]| program.run(["mgr", "schema"].iter().chain(arguments));
            schema(&["check", "--facts", "--release", &version]).success();
            let json = schema(&["upgrade", &version, "--repair", "--json"]).success().json();
            assert_eq!((&json["changed"], &json["repaired"]), (&false.into(), &serde_json::json!([])), "{version}");
        }
    }
}
