use diesel::connection::SimpleConnection;

use crate::support::Database;
use crate::support::program_crate::{Script, script};

/// What a server cannot read it does not begin, so that there is no savepoint to go back to.
#[test]
fn a_script_that_the_server_cannot_read_is_told_as_such() {
    let database = Database::empty();
    let mut connection = database.connect();
    connection.batch_execute("BEGIN").unwrap();
    let script =
        Script { path: "up.sql", sql: "CREATE TABLE t (a integer); ALTER TABLE t ADD UNIQUE NULLS ARE ODD (a);" };
    let error = script::run(&mut connection, &script).unwrap_err();
    assert!(error.source.to_string().contains("syntax error"), "{}", error.source);
}
