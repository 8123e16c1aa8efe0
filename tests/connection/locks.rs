//! One writer at a time in a database, and whoever waits is told for whom.

use diesel::connection::SimpleConnection;

use super::ONESHOT;
use crate::support::database::value;
use crate::support::program::until_told;
use crate::support::{Database, Outcome};

/// The key of the advisory lock, as docs/connection.md tells it.
const KEY: &str = "7089056601372255278";

#[test]
fn a_run_waits_for_the_one_before_and_is_told_who_it_is() {
    let database = Database::empty();
    let mut holder = database.connect();
    holder.batch_execute("BEGIN").unwrap();
    value(&mut holder, &format!("pg_advisory_xact_lock({KEY})"));
    let pid = value(&mut holder, "pg_backend_pid()");
    holder.batch_execute("SET application_name = 'somebody else'").unwrap();
    let told = format!("pid {pid}, \"somebody else\" as user \"postgres\", since 2");
    database.program.run(ONESHOT.iter().chain(&["--lock-timeout=0.3"])).status(12).tells(&[&told]);
    // Of another database it is another lock.
    Database::empty().program.run(ONESHOT.iter().chain(&["--lock-timeout=0"])).success();
    let mut waiting = database.program.start(ONESHOT);
    let line = until_told(&mut waiting, "Waiting for another run");
    assert!(line.contains(&told), "{line}");
    drop(holder);
    Outcome::of(waiting).success();
    // It ended with the transaction.
    assert_eq!(database.count("SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid <> 0"), 0);
}
