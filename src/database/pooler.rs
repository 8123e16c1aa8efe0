//! PgBouncer and its like, recognised before anything is set on a session that others will get.
//!
//! A pooler refuses the start-up packet's settings, or drops them. In session mode it hands out a session of the server as it is, and
//! the settings can be made afterwards. In transaction mode every transaction may get another session: settings and prepared
//! statements end up with strangers, and what was set for this work does not hold for it. In statement mode there are no transactions.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{Array, Integer, Text};
use diesel::{PgConnection, QueryResult, RunQueryDsl, dsl, select, sql_query};

use super::connect::{ConnectError, ConnectOptions, establish, with_defaults};
use super::connect_failure::ConnectFailure;
use super::server_error::ServerError;
use super::session;
use crate::config::Target;

/// Somebody who waits longer for a session is not served by this one's.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether a login failed because a pooler would not pass its settings on.
pub(super) fn refused(error: &ConnectError) -> bool {
    error.words().contains("unsupported startup parameter")
}

/// Logs in through a pooler and makes this session's settings; refuses one that keeps no session.
pub(super) fn connect(
    target: &Target,
    options: &ConnectOptions,
    bound: Option<Duration>,
) -> Result<PgConnection, ConnectError> {
    let bare = with_defaults(target, &options.application_name, bound);
    let failed = |error| ConnectError::new(target, ConnectFailure::Other, ServerError::new(error).to_string());
    let mut connection = establish(&bare, &bare.database)?;
    let Ok(first) = backend_of_transaction(&mut connection) else {
        return Err(ConnectError::new(target, ConnectFailure::PooledStatements, ""));
    };
    let again = backend_of_transaction(&mut connection).map_err(failed)?;
    if first != again || other_backend(bare).is_some_and(|other| other == first) {
        return Err(ConnectError::new(target, ConnectFailure::PooledTransactions, ""));
    }
    let (names, values): (Vec<&str>, Vec<String>) = session::settings(options).into_iter().unzip();
    // The path is the role's own still: every name is qualified.
    sql_query(
        "SELECT pg_catalog.set_config(name, value, false) \
         FROM ROWS FROM (pg_catalog.unnest($1), pg_catalog.unnest($2)) AS wanted (name, value)",
    )
    .bind::<Array<Text>, _>(names)
    .bind::<Array<Text>, _>(values)
    .execute(&mut connection)
    .map_err(failed)?;
    Ok(connection)
}

/// The backend that serves a transaction; an error where there are none.
fn backend_of_transaction(connection: &mut PgConnection) -> QueryResult<i32> {
    connection.batch_execute("BEGIN")?;
    let pid = select(dsl::sql::<Integer>("pg_catalog.pg_backend_pid()")).get_result(connection);
    connection.batch_execute("COMMIT")?;
    pid
}

/// The backend that another client gets while the first one rests between two transactions; none if it has to wait for one. A pooler
/// that keeps sessions gives it another; one that does not, the one that was used last.
fn other_backend(target: Target) -> Option<i32> {
    let (tell, told) = mpsc::channel();
    // Whoever waits for a session cannot be called back; the thread ends with the process.
    thread::spawn(move || {
        let pid =
            establish(&target, &target.database).ok().and_then(|mut other| backend_of_transaction(&mut other).ok());
        let _ = tell.send(pid);
    });
    told.recv_timeout(PATIENCE).ok().flatten()
}
