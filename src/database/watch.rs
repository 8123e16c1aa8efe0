//! Who keeps a statement waiting: told while it waits, and once more when it was given up.
//!
//! Only a session that waits has blockers, and it cannot ask for them itself. So another thread looks, over a connection that it makes
//! when a statement has run for a while, and not before.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use diesel::deserialize::QueryableByName;
use diesel::sql_types::{Bool, Integer, Nullable, Text};
use diesel::{PgConnection, QueryResult, RunQueryDsl, dsl, select, sql_query};

use super::connect::{establish, with_defaults};
use super::lock::Holder;
use crate::config::Target;
use crate::logging::DATABASE;

/// A statement that runs longer may be waiting.
const SLOW: Duration = Duration::from_secs(1);
/// Between two lines about the same session.
const REMIND: Duration = Duration::from_secs(10);

/// A session that another waits for.
#[derive(Clone, Debug, Eq, PartialEq, QueryableByName, serde::Serialize)]
pub struct Blocker {
    /// The session.
    #[diesel(embed)]
    #[serde(flatten)]
    pub holder: Holder,
    /// The table, where the lock tells.
    #[diesel(sql_type = Nullable<Text>)]
    pub table: Option<String>,
}

impl fmt::Display for Blocker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(table) = &self.table {
            write!(f, "table \"{table}\" is locked by ")?;
        }
        write!(f, "{}", self.holder)
    }
}

/// Shared by the thread that works and the one that looks. The default looks at nothing until it is told what runs.
#[derive(Clone, Debug, Default)]
pub struct Watch(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// When the statement that runs began.
    since: Option<Instant>,
    blockers: Vec<Blocker>,
    /// COMMIT waited for a synchronous standby.
    standby: bool,
    finished: bool,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Watches the backend `pid`, whose statements give up after `lock_timeout`.
    pub(super) fn begin(&self, target: &Target, pid: i32, lock_timeout: Duration) {
        let mut state = self.state();
        if state.thread.is_some() || state.finished {
            return;
        }
        let (this, target) = (self.clone(), with_defaults(target, "backend.ai watch", Some(SLOW * 3)));
        let slow = SLOW.min(lock_timeout / 2);
        state.thread = Some(thread::spawn(move || this.look_on(&target, pid, slow)));
    }

    /// A statement begins.
    pub(super) fn started(&self) {
        self.state().since = Some(Instant::now());
    }

    /// It has ended.
    pub(super) fn ended(&self) {
        self.state().since = None;
    }

    /// Whom the last statement that waited has waited for.
    pub fn blockers(&self) -> Vec<Blocker> {
        self.state().blockers.clone()
    }

    /// Whether COMMIT had to wait for a synchronous standby.
    pub fn waited_for_standby(&self) -> bool {
        self.state().standby
    }

    /// No statement comes any more. libpq must not be in use while the process ends.
    pub fn finish(&self) {
        let mut state = self.state();
        state.finished = true;
        let thread = state.thread.take();
        drop(state);
        self.0.changed.notify_all();
        let _ = thread.map(JoinHandle::join);
    }

    fn look_on(&self, target: &Target, pid: i32, slow: Duration) {
        let mut connection: Option<PgConnection> = None;
        let mut told: BTreeMap<i32, Instant> = BTreeMap::new();
        loop {
            let wait = self.0.changed.wait_timeout_while(self.state(), slow, |state| !state.finished);
            let (state, _) = wait.unwrap_or_else(PoisonError::into_inner);
            if state.finished {
                return;
            }
            let waits = state.since.is_some_and(|since| since.elapsed() >= slow);
            drop(state);
            if !waits {
                continue;
            }
            if connection.is_none() {
                connection = establish(target, &target.database).ok();
            }
            let Some(open) = &mut connection else { continue };
            let Ok(blockers) = blockers(open, pid) else {
                connection = None;
                continue;
            };
            for blocker in &blockers {
                let last = told.get(&blocker.holder.pid);
                if last.is_none_or(|last| last.elapsed() >= REMIND) {
                    log::info!(target: DATABASE, "Waiting: {blocker}");
                    told.insert(blocker.holder.pid, Instant::now());
                }
            }
            if blockers.is_empty() {
                if waits_for_standby(open, pid).unwrap_or(false) && !std::mem::replace(&mut self.state().standby, true)
                {
                    log::warn!(
                        target: DATABASE,
                        "COMMIT waits for a synchronous standby (the server's synchronous_standby_names wants one)"
                    );
                }
            } else {
                self.state().blockers = blockers;
            }
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a backend has committed here and waits for a standby to have it too.
fn waits_for_standby(connection: &mut PgConnection, pid: i32) -> QueryResult<bool> {
    let waits = "EXISTS (SELECT FROM pg_catalog.pg_stat_activity \
                 WHERE wait_event OPERATOR(pg_catalog.=) 'SyncRep' AND pid OPERATOR(pg_catalog.=) ";
    select(dsl::sql::<Bool>(waits).bind::<Integer, _>(pid).sql(")")).get_result(connection)
}

/// Whom a backend waits for. Names are qualified: this session's search_path is whatever the role has. A row that another session has
/// written is a lock on a transaction; then the row's own lock, or else a table that both write, tells where.
fn blockers(connection: &mut PgConnection, pid: i32) -> QueryResult<Vec<Blocker>> {
    sql_query(
        "SELECT blocker.pid, activity.usename::pg_catalog.text AS user_name, activity.application_name, \
                pg_catalog.to_char(pg_catalog.timezone('UTC', activity.xact_start), 'YYYY-MM-DD HH24:MI:SS \"UTC\"') AS since, \
                (SELECT class.relname::pg_catalog.text FROM pg_catalog.pg_locks AS lock \
                   JOIN pg_catalog.pg_class AS class ON class.oid OPERATOR(pg_catalog.=) lock.relation \
                  WHERE lock.pid OPERATOR(pg_catalog.=) $1 AND class.relkind OPERATOR(pg_catalog.<>) 'i'::\"char\" \
                    AND (NOT lock.granted OR lock.locktype OPERATOR(pg_catalog.=) 'tuple' \
                         OR lock.mode OPERATOR(pg_catalog.=) 'RowExclusiveLock' AND EXISTS ( \
                             SELECT FROM pg_catalog.pg_locks AS theirs \
                             WHERE theirs.pid OPERATOR(pg_catalog.=) blocker.pid AND theirs.relation OPERATOR(pg_catalog.=) lock.relation \
                               AND theirs.mode OPERATOR(pg_catalog.=) 'RowExclusiveLock')) \
                  ORDER BY lock.granted, lock.locktype OPERATOR(pg_catalog.=) 'tuple' DESC LIMIT 1) AS \"table\" \
         FROM pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) AS blocker (pid) \
         LEFT JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid OPERATOR(pg_catalog.=) blocker.pid \
         GROUP BY 1, 2, 3, 4 ORDER BY 1",
    )
    .bind::<Integer, _>(pid)
    .load(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blocker_is_told_with_the_table_where_it_is_known() {
        let holder = Holder { pid: 7, user_name: None, application_name: Some("psql".into()), since: None };
        let blocker = Blocker { holder, table: Some("users".into()) };
        assert_eq!(
            blocker.to_string(),
            "table \"users\" is locked by pid 7, \"psql\"; to end it: SELECT pg_terminate_backend(7);"
        );
    }
}
