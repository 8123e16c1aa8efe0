//! What a connection is before anyone works on it: the kind of server, and settings that nothing outside may change.

use std::time::Duration;

use diesel::deserialize::QueryableByName;
use diesel::sql_types::{Bool, Integer, Text};
use diesel::{PgConnection, RunQueryDsl, sql_query};

use super::connect::{Access, ConnectError, ConnectOptions, establish, with_defaults};
use super::connect_failure::ConnectFailure;
use super::privilege;
use super::server_error::ServerError;
use super::sqlstate;
use crate::config::Target;
use crate::logging::DATABASE;

/// The oldest that `make test-matrix` runs the tests on. A release may want a newer one (26.9.6 has `UNIQUE NULLS NOT DISTINCT`: 15).
pub const OLDEST_SERVER: i32 = 13_00_00;

/// Where names are looked up: PostgreSQL's own functions, operators and types, and nothing that anybody could put in their way.
/// [`foreign::with_schema`](super::foreign::with_schema) adds the manager's schema for the releases' own SQL.
pub const SEARCH_PATH: &str = "pg_catalog, pg_temp";

#[derive(QueryableByName)]
struct Server {
    #[diesel(sql_type = Integer)]
    version_number: i32,
    #[diesel(sql_type = Text)]
    version: String,
    #[diesel(sql_type = Bool)]
    in_recovery: bool,
    #[diesel(sql_type = Bool)]
    read_only: bool,
    #[diesel(sql_type = Text)]
    encoding: String,
    #[diesel(sql_type = Integer)]
    pid: i32,
    #[diesel(sql_type = Text)]
    search_path: String,
    #[diesel(sql_type = Text)]
    messages: String,
}

/// Looks at the server, and refuses what cannot work. Nothing is looked at or set in a session where the start-up packet's settings do
/// not count: `false`.
pub(super) fn prepare(
    connection: &mut PgConnection,
    target: &Target,
    options: &ConnectOptions,
) -> Result<bool, ConnectError> {
    let failed = |error| {
        let error = ServerError::new(error);
        let reason = if error.connection_lost() { ConnectFailure::Terminated } else { ConnectFailure::Other };
        ConnectError::new(target, reason, error.to_string())
    };
    let server: Server = sql_query(LOOK).get_result(connection).map_err(failed)?;
    log::debug!(target: DATABASE, "Connected: PostgreSQL {}, backend {}", server.version, server.pid);
    if !is_safe(&server.search_path) {
        return Ok(false);
    }
    if let Some((reason, words)) = refusal(&server, options.access) {
        return Err(ConnectError::new(target, reason, words));
    }
    if server.encoding != "UTF8" && options.access != Access::Read {
        log::warn!(
            target: DATABASE,
            "The database is encoded in {}: text that it cannot hold will be refused; UTF8 is what the manager expects",
            server.encoding,
        );
    }
    if !sqlstate::is_english(&server.messages) {
        // Without it, a lock that was not to be had ends with another status: worth a word, not a failure.
        let learned = establish(&with_defaults(target, &options.application_name, None), &target.database)
            .map_err(|error| error.to_string())
            .and_then(|mut other| {
                sqlstate::learn(connection, &mut other, server.pid).map_err(|error| error.to_string())
            });
        if let Err(error) = learned {
            log::debug!(target: DATABASE, "The server's wording of errors is not known: {error}");
        }
    }
    privilege::works_as(&target.user, options.access);
    options.cancellation.running(target, server.pid);
    if let Some(lock_timeout) = options.lock_timeout {
        options.watch.begin(target, server.pid, lock_timeout);
    }
    Ok(true)
}

fn is_safe(search_path: &str) -> bool {
    search_path.replace(' ', "") == SEARCH_PATH.replace(' ', "")
}

/// What is wanted to be known, and settings that not every server has or not every role may make, in one query. Every name is
/// qualified: it is not known yet whether the start-up packet's search_path counts.
const LOOK: &str = "
SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4 AS version_number,
       pg_catalog.current_setting('server_version') AS version,
       pg_catalog.pg_is_in_recovery() AS in_recovery,
       pg_catalog.current_setting('transaction_read_only') OPERATOR(pg_catalog.=) 'on'::pg_catalog.text AS read_only,
       pg_catalog.getdatabaseencoding()::pg_catalog.text AS encoding,
       pg_catalog.pg_backend_pid() AS pid,
       pg_catalog.current_setting('search_path') AS search_path,
       pg_catalog.current_setting('lc_messages') AS messages
FROM (SELECT pg_catalog.count(pg_catalog.set_config(name, value, false))
      FROM (VALUES ('idle_session_timeout', '0', true),
                   ('transaction_timeout', '0', true),
                   -- A client that was killed cannot cancel: the server looks for it, where its system can
                   ('client_connection_check_interval', '1s',
                    pg_catalog.strpos(pg_catalog.version(), 'linux') OPERATOR(pg_catalog.>) 0),
                   -- A superuser reads the server's messages in the language of this program
                   ('lc_messages', 'C', pg_catalog.current_setting('is_superuser') OPERATOR(pg_catalog.=) 'on'::pg_catalog.text),
                   ('session_replication_role', 'origin',
                    pg_catalog.current_setting('is_superuser') OPERATOR(pg_catalog.=) 'on'::pg_catalog.text)
           ) AS wanted (name, value, applies)
      WHERE applies AND pg_catalog.current_setting(name, true) IS NOT NULL
        AND pg_catalog.current_setting('search_path') OPERATOR(pg_catalog.~) '^pg_catalog, *pg_temp$'::pg_catalog.text) AS settings";

/// Why this server will not do.
fn refusal(server: &Server, access: Access) -> Option<(ConnectFailure, String)> {
    if server.version_number < OLDEST_SERVER {
        return Some((
            ConnectFailure::NotPostgres,
            format!("the server is PostgreSQL {}, the oldest supported is {}", server.version, OLDEST_SERVER / 10000),
        ));
    }
    if access == Access::Read {
        return None;
    }
    if server.in_recovery {
        return Some((ConnectFailure::ReadOnly, "the server is a standby (pg_is_in_recovery)".to_owned()));
    }
    if server.read_only {
        return Some((
            ConnectFailure::ReadOnly,
            "default_transaction_read_only is on for this server, database or role".to_owned(),
        ));
    }
    None
}

/// Settings whose value elsewhere (server, database, role) would change what statements mean, how values look, or when the server
/// gives up. They go into the start-up packet, where they win over all of these, before the first statement. Every supported server
/// knows them, and every role may make them.
pub(super) fn settings(options: &ConnectOptions) -> Vec<(&'static str, String)> {
    let milliseconds = |time: Duration| time.as_millis().clamp(1, i32::MAX as u128).to_string();
    // --timeout is kept by this program; the server's clock runs a little longer, for when it cannot.
    let statement_timeout = options.cancellation.left().map(|left| milliseconds(left + Duration::from_secs(5)));
    let settings = [
        ("search_path", SEARCH_PATH),
        // The lock is taken inside the transaction: what is read after it must be newer than it.
        ("default_transaction_isolation", "read committed"),
        ("default_transaction_deferrable", "off"),
        // Rows that a policy would hide are an error.
        ("row_security", "off"),
        ("standard_conforming_strings", "on"),
        ("backslash_quote", "safe_encoding"),
        ("array_nulls", "on"),
        ("transform_null_equals", "off"),
        ("quote_all_identifiers", "off"),
        ("TimeZone", "UTC"),
        ("DateStyle", "ISO, MDY"),
        ("IntervalStyle", "postgres"),
        ("bytea_output", "hex"),
        ("extra_float_digits", "1"),
        ("check_function_bodies", "on"),
        // Queries on the catalogue look expensive and are not.
        ("jit", "off"),
        ("idle_in_transaction_session_timeout", "10min"),
        // A client whose machine is gone keeps its locks no longer than two minutes.
        ("tcp_keepalives_idle", "60"),
        ("tcp_keepalives_interval", "10"),
        ("tcp_keepalives_count", "6"),
    ];
    let timeouts = [
        ("statement_timeout", statement_timeout.or(Some("0".to_owned()))),
        ("lock_timeout", options.lock_timeout.map(milliseconds)),
    ];
    let settings = settings.into_iter().map(|(name, value)| (name, value.to_owned()));
    let timeouts = timeouts.into_iter().filter_map(|(name, value)| Some((name, value?)));
    settings.chain(timeouts).collect()
}

/// The settings as the start-up packet takes them.
pub(super) fn startup(options: &ConnectOptions) -> String {
    let word = |(name, value): (&str, String)| format!("-c {name}={}", value.replace(' ', "\\ "));
    settings(options).into_iter().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(version_number: i32, in_recovery: bool, read_only: bool) -> Server {
        Server {
            version_number,
            version: "x".into(),
            in_recovery,
            read_only,
            encoding: "UTF8".into(),
            pid: 1,
            search_path: SEARCH_PATH.into(),
            messages: "C".into(),
        }
    }

    #[test]
    fn reading_works_on_a_standby_and_writing_does_not() {
        let reason = |server: Server, access| refusal(&server, access).map(|(reason, _)| reason);
        assert_eq!(reason(server(15_00_00, true, true), Access::Read), None);
        assert_eq!(reason(server(15_00_00, true, true), Access::Write), Some(ConnectFailure::ReadOnly));
        assert_eq!(reason(server(15_00_00, false, true), Access::Create), Some(ConnectFailure::ReadOnly));
        assert_eq!(reason(server(15_00_00, false, false), Access::Write), None);
        assert_eq!(reason(server(12_00_22, false, false), Access::Read), Some(ConnectFailure::NotPostgres));
        assert_eq!(reason(server(13_00_00, false, false), Access::Write), None);
    }
}
