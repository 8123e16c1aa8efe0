//! One writer at a time in a database: an advisory lock that ends with the transaction.
//!
//! It is polled, never waited for inside the server: a session that waits in `pg_advisory_lock` holds a snapshot, on which
//! `CREATE INDEX CONCURRENTLY` of the run that has the lock would wait in turn.

use std::fmt;
use std::time::{Duration, Instant};

use diesel::deserialize::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Integer, Nullable, Text};
use diesel::{OptionalExtension, PgConnection, RunQueryDsl, sql_query};

use super::cancellation::{Cancellation, Stopped};
use super::server_error::ServerError;
use super::{Error, failed};
use crate::logging::DATABASE;

/// The key: the bytes of `backend.` as a 64-bit number, 7089056601372255278. `pg_locks` shows it as classid 1650549611, objid 1701733422.
pub const KEY: i64 = i64::from_be_bytes(*b"backend.");

/// Between two looks at the lock.
const POLL: Duration = Duration::from_millis(250);
/// Between two lines about waiting.
const REMIND: Duration = Duration::from_secs(10);

/// Who has the lock, as far as this role may see.
#[derive(Clone, Debug, Eq, PartialEq, QueryableByName, serde::Serialize)]
pub struct Holder {
    /// The backend's process id.
    #[diesel(sql_type = Integer)]
    pub pid: i32,
    /// The role.
    #[diesel(sql_type = Nullable<Text>)]
    pub user_name: Option<String>,
    /// What it calls itself.
    #[diesel(sql_type = Nullable<Text>)]
    pub application_name: Option<String>,
    /// When its transaction began; only members of its role and of pg_read_all_stats are told.
    #[diesel(sql_type = Nullable<Text>)]
    pub since: Option<String>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "pid {}", self.pid)?;
        if let Some(name) = self.application_name.as_deref().filter(|name| !name.is_empty()) {
            write!(f, ", \"{name}\"")?;
        }
        if let Some(user) = &self.user_name {
            write!(f, " as user \"{user}\"")?;
        }
        if let Some(since) = &self.since {
            write!(f, ", since {since}")?;
        }
        match self.pid {
            0 => f.write_str(" (a prepared transaction: see pg_prepared_xacts, ROLLBACK PREPARED ends it)"),
            pid => write!(f, "; to end it: SELECT pg_terminate_backend({pid});"),
        }
    }
}

/// Another run has the lock, and did not give it back in time.
#[derive(Debug)]
pub struct Locked {
    holder: Option<Holder>,
    waited: Duration,
}

impl fmt::Display for Locked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "another run works on this database: waited {:.1} s for it, ", self.waited.as_secs_f64())?;
        match &self.holder {
            Some(holder) => write!(f, "the lock is held by {holder}"),
            None => f.write_str("who holds the lock is not known"),
        }
    }
}

impl std::error::Error for Locked {}

/// Takes the lock for the rest of the current transaction, trying for `timeout`. What is read afterwards is newer than whatever
/// the run before has committed.
pub fn acquire(connection: &mut PgConnection, timeout: Duration, cancellation: &Cancellation) -> Result<(), Error> {
    let began = Instant::now();
    let mut told: Option<(Instant, Holder)> = None;
    loop {
        let (taken, holder) = match look(connection) {
            Ok(seen) => seen,
            // The time limit cancels whatever runs, even this.
            Err(error) => return Err(out_of_time(cancellation, told.map(|(_, holder)| holder), began).unwrap_or(error)),
        };
        if taken {
            if told.is_some() {
                log::info!(target: DATABASE, "Got the lock after {:.1} s", began.elapsed().as_secs_f64());
            }
            return Ok(());
        }
        let waited = began.elapsed();
        let left = timeout.saturating_sub(waited);
        if left.is_zero() {
            return Err(Locked { holder, waited }.into());
        }
        let news = |holder: &Holder| told.as_ref().is_none_or(|(when, who)| when.elapsed() >= REMIND || who != holder);
        if let Some(holder) = holder.as_ref().filter(|holder| news(holder)) {
            log::info!(target: DATABASE, "Waiting for another run, {:.0} s at most: {holder}", left.as_secs_f64().ceil());
            told = Some((Instant::now(), holder.clone()));
        }
        if let Err(stopped) = cancellation.sleep(POLL.min(left)) {
            return Err(out_of_time(cancellation, holder, began).unwrap_or(stopped.into()));
        }
    }
}

/// For whoever does not wait: another run that has the lock now, if there is one.
pub fn held(connection: &mut PgConnection) -> Result<Option<Locked>, Error> {
    Ok(holder(connection)?.map(|holder| Locked { holder: Some(holder), waited: Duration::ZERO }))
}

/// Whether the lock was taken, and if not, who has it.
fn look(connection: &mut PgConnection) -> Result<(bool, Option<Holder>), Error> {
    if attempt(connection)? {
        return Ok((true, None));
    }
    Ok((false, holder(connection)?))
}

/// `--timeout` while waiting for the lock is still about the lock.
fn out_of_time(cancellation: &Cancellation, holder: Option<Holder>, began: Instant) -> Option<Error> {
    match cancellation.stopped() {
        Some(Stopped::TimedOut(_)) => Some(Locked { holder, waited: began.elapsed() }.into()),
        _ => None,
    }
}

fn attempt(connection: &mut PgConnection) -> Result<bool, ServerError> {
    #[derive(QueryableByName)]
    struct Attempt {
        #[diesel(sql_type = Bool)]
        taken: bool,
    }
    let attempt: Attempt = sql_query("SELECT pg_try_advisory_xact_lock($1) AS taken")
        .bind::<BigInt, _>(KEY)
        .get_result(connection)
        .map_err(ServerError::new)?;
    Ok(attempt.taken)
}

/// Who has the lock now; nobody if it was just given back.
pub fn holder(connection: &mut PgConnection) -> Result<Option<Holder>, Error> {
    sql_query(
        "SELECT pg_locks.pid, usename::text AS user_name, application_name, \
                to_char(xact_start, 'YYYY-MM-DD HH24:MI:SS \"UTC\"') AS since \
         FROM pg_locks LEFT JOIN pg_stat_activity USING (pid) \
         WHERE locktype = 'advisory' AND granted AND objsubid = 1 \
           AND (classid::bigint << 32 | objid::bigint) = $1 \
           AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
         LIMIT 1",
    )
    .bind::<BigInt, _>(KEY)
    .get_result(connection)
    .optional()
    .map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_key_is_the_key() {
        assert_eq!(KEY, 7089056601372255278);
        assert_eq!((KEY >> 32, KEY & 0xffff_ffff), (1650549611, 1701733422));
    }

    #[test]
    fn a_holder_is_told_as_far_as_known() {
        let mut holder = Holder { pid: 7, user_name: None, application_name: Some(String::new()), since: None };
        assert_eq!(holder.to_string(), "pid 7; to end it: SELECT pg_terminate_backend(7);");
        holder.user_name = Some("postgres".into());
        holder.application_name = Some("backend.ai mgr schema oneshot".into());
        holder.since = Some("2026-01-01 00:00:00 UTC".into());
        assert_eq!(
            holder.to_string(),
            "pid 7, \"backend.ai mgr schema oneshot\" as user \"postgres\", since 2026-01-01 00:00:00 UTC; \
             to end it: SELECT pg_terminate_backend(7);"
        );
    }
}
