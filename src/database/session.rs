//! What a connection is before anyone works on it: the kind of server, and settings that nothing outside may change.

use diesel::deserialize::QueryableByName;
use diesel::sql_types::{Array, Bool, Integer, Text};
use diesel::{PgConnection, RunQueryDsl, sql_query};

use super::connect::{Access, ConnectError, ConnectOptions};
use super::connect_failure::ConnectFailure;
use super::server_error::ServerError;
use crate::config::Target;
use crate::logging::DATABASE;

/// PostgreSQL 12: the oldest with generated columns, which schemas of 26.x use, and the oldest that the tests can get. A release may
/// want a newer one (26.9.6 has `UNIQUE NULLS NOT DISTINCT`: 15).
pub const OLDEST_SERVER: i32 = 12_00_00;

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
}

/// Looks at the server, refuses what cannot work, and sets the session up.
pub(super) fn prepare(
    connection: &mut PgConnection,
    target: &Target,
    options: &ConnectOptions,
) -> Result<(), ConnectError> {
    let failed = |error| {
        let error = ServerError::new(error);
        let reason = if error.connection_lost() { ConnectFailure::Terminated } else { ConnectFailure::Other };
        ConnectError::new(target, reason, error.to_string())
    };
    let server: Server = sql_query(
        "SELECT current_setting('server_version_num')::integer AS version_number, \
                current_setting('server_version') AS version, \
                pg_is_in_recovery() AS in_recovery, \
                current_setting('transaction_read_only') = 'on' AS read_only, \
                getdatabaseencoding()::text AS encoding, \
                pg_backend_pid() AS pid",
    )
    .get_result(connection)
    .map_err(failed)?;
    log::debug!(target: DATABASE, "Connected: PostgreSQL {}, backend {}", server.version, server.pid);
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
    let (names, values): (Vec<&str>, Vec<String>) = settings(options).into_iter().unzip();
    // What this server does not know is left out.
    sql_query(
        "SELECT set_config(wanted.name, wanted.value, false) FROM unnest($1, $2) AS wanted (name, value) \
         WHERE EXISTS (SELECT FROM pg_settings WHERE pg_settings.name = wanted.name) \
           AND (wanted.name <> 'lc_messages' OR current_setting('is_superuser') = 'on')",
    )
    .bind::<Array<Text>, _>(names)
    .bind::<Array<Text>, _>(values)
    .execute(connection)
    .map_err(failed)?;
    // A client that was killed cannot cancel: the server looks for it. Where the server's system cannot, it refuses the setting.
    if server.version_number >= 14_00_00 {
        let _ = sql_query("SET client_connection_check_interval = '1s'").execute(connection);
    }
    options.cancellation.running(target, server.pid);
    Ok(())
}

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
/// gives up. pg_catalog comes first in any search_path.
fn settings(options: &ConnectOptions) -> Vec<(&'static str, String)> {
    let milliseconds = |time: std::time::Duration| time.as_millis().clamp(1, i32::MAX as u128).to_string();
    // --timeout is kept by this program; the server's clock runs a little longer, for when it cannot.
    let statement_timeout =
        options.cancellation.left().map(|left| milliseconds(left + std::time::Duration::from_secs(5)));
    let mut settings: Vec<(&'static str, String)> = [
        ("search_path", "public"),
        // The lock is taken inside the transaction: what is read after it must be newer than it.
        ("default_transaction_isolation", "read committed"),
        ("default_transaction_deferrable", "off"),
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
        // Diesel passes no SQLSTATE on, so that a lock timeout is told by its text. Only superusers may choose the language.
        ("lc_messages", "C"),
        ("check_function_bodies", "on"),
        ("idle_in_transaction_session_timeout", "10min"),
        ("idle_session_timeout", "0"),
        ("transaction_timeout", "0"),
        // A client whose machine is gone keeps its locks no longer than two minutes.
        ("tcp_keepalives_idle", "60"),
        ("tcp_keepalives_interval", "10"),
        ("tcp_keepalives_count", "6"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into();
    settings.push(("statement_timeout", statement_timeout.unwrap_or_else(|| "0".to_owned())));
    settings.extend(options.lock_timeout.map(|timeout| ("lock_timeout", milliseconds(timeout))));
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(version_number: i32, in_recovery: bool, read_only: bool) -> Server {
        Server { version_number, version: "x".into(), in_recovery, read_only, encoding: "UTF8".into(), pid: 1 }
    }

    #[test]
    fn reading_works_on_a_standby_and_writing_does_not() {
        let reason = |server: Server, access| refusal(&server, access).map(|(reason, _)| reason);
        assert_eq!(reason(server(15_00_00, true, true), Access::Read), None);
        assert_eq!(reason(server(15_00_00, true, true), Access::Write), Some(ConnectFailure::ReadOnly));
        assert_eq!(reason(server(15_00_00, false, true), Access::Create), Some(ConnectFailure::ReadOnly));
        assert_eq!(reason(server(15_00_00, false, false), Access::Write), None);
        assert_eq!(reason(server(11_00_22, false, false), Access::Read), Some(ConnectFailure::NotPostgres));
    }
}
