//! Revisions: their history, what a database has of it, and what is left to do.
//!
//! Deciding is pure: [`history`](mod@history), [`revision_spec`], [`target`], [`applied`], [`state`], [`plan`]. Doing is thin: [`inspect`],
//! [`script`], [`embedded`], [`deletions`], [`ledger`], [`hook`], [`runner`].

pub mod applied;
mod deletions;
pub mod embedded;
mod error;
pub mod history;
mod hook;
pub mod inspect;
pub mod ledger;
pub mod plan;
pub mod revision_spec;
pub mod runner;
pub mod script;
pub mod state;
pub mod target;

pub use deletions::Deletion;
pub use error::Error;
pub use history::{History, Position, Revisions, history};
pub use hook::{Hook, HookError};
pub use plan::{Direction, Plan};
pub use state::{DatabaseState, State, Target};
