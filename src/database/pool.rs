//! The connection of `mgr fixture`, as manager.toml's pool settings want it.
//!
//! r2d2 does what they ask for: `pool-pre-ping` tests a connection before it is handed out, `pool-recycle` replaces one that is too old,
//! `lock-conn-timeout` bounds the wait for a new one. One connection is all that one transaction needs, whatever `pool-size` says, and
//! it is held to the end of the command.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use diesel::PgConnection;
use diesel::r2d2::R2D2Connection;
use r2d2::ManageConnection;

use super::connect::{ConnectError, ConnectOptions, connect};
use crate::config::{PoolSettings, Target};

/// The pool.
pub type Pool = r2d2::Pool<Manager>;
/// Its connection; derefs to [`PgConnection`].
pub type Pooled = r2d2::PooledConnection<Manager>;

/// Connects as [`connect`] does.
pub struct Manager {
    target: Target,
    options: ConnectOptions,
    first: Mutex<Option<PgConnection>>,
}

impl fmt::Debug for Manager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Manager").field("target", &self.target).finish_non_exhaustive()
    }
}

/// The connection is of no use.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// No other could be made.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// It does not answer.
    #[error(transparent)]
    Ping(diesel::result::Error),
}

impl ManageConnection for Manager {
    type Connection = PgConnection;
    type Error = Unusable;

    fn connect(&self) -> Result<PgConnection, Unusable> {
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        match first {
            Some(connection) => Ok(connection),
            None => Ok(connect(&self.target, &self.options)?),
        }
    }

    fn is_valid(&self, connection: &mut PgConnection) -> Result<(), Unusable> {
        connection.ping().map_err(Unusable::Ping)
    }

    fn has_broken(&self, connection: &mut PgConnection) -> bool {
        // Also one that is dropped in the middle of a transaction.
        std::thread::panicking() || connection.is_broken()
    }
}

/// Connects once, so that a failure is told at once and in full (r2d2 would retry in silence until its timeout), then pools.
pub fn open(target: &Target, options: &ConnectOptions, settings: &PoolSettings) -> Result<Pool, ConnectError> {
    let first = connect(target, options)?;
    let manager = Manager { target: target.clone(), options: options.clone(), first: Mutex::new(Some(first)) };
    let time = |milliseconds: Option<u64>| milliseconds.filter(|number| *number > 0).map(Duration::from_millis);
    let mut builder = r2d2::Pool::builder()
        .max_size(1)
        .min_idle(Some(0))
        .test_on_check_out(settings.pool_pre_ping.unwrap_or(false))
        .idle_timeout(None)
        .max_lifetime(time(settings.pool_recycle_ms))
        // What failed is in the error of `get`.
        .error_handler(Box::new(r2d2::NopErrorHandler));
    if let Some(timeout) = time(settings.lock_conn_timeout_ms) {
        builder = builder.connection_timeout(timeout);
    }
    Ok(builder.build_unchecked(manager))
}
