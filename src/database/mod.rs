//! The connection and what holds for all work on it. Only this module connects.
//!
//! * [`connect`]: from a [`Target`](crate::config::Target) to a connection: [`wait`] (when to try again), [`failure`] and [`sqlstate`]
//!   (why not), [`create`] (the missing database), [`session`] (server version, read-only, settings)
//! * [`lock`]: one writer at a time
//! * [`transaction`]: all or nothing, and what to say when the connection breaks
//! * [`interruption`]: SIGINT, SIGTERM and `--timeout` end the running statement
//! * [`server_error`], [`privilege`]: the server's errors as text, and as SQL for the DBA
//! * [`statement_log`]: every statement at debug, without its values

pub mod connect;
mod create;
pub mod failure;
pub mod interruption;
pub mod server_error;
pub mod session;
mod sqlstate;
mod statement_log;
mod wait;

pub use connect::{Access, ConnectError, ConnectOptions, connect};
pub use interruption::{Interruption, Stopped};
pub use server_error::ServerError;

use crate::error::Class;

/// What can go wrong between this program and the database.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection, or not one of use.
    #[error(transparent)]
    Connect(#[from] ConnectError),
    /// A signal or `--timeout`.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The server refused a statement.
    #[error(transparent)]
    Server(#[from] ServerError),
}

impl Error {
    /// The class, hence the exit status.
    pub fn class(&self) -> Class {
        match self {
            Error::Connect(error) => error.class(),
            Error::Stopped(stopped) => stopped.class(),
            Error::Server(error) => error.class(),
        }
    }
}
