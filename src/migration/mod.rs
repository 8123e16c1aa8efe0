//! Revisions: their history, what a database has of it, and what is left to do.
//!
//! Deciding is pure: [`history`](mod@history), [`revision_spec`], [`target`], [`applied`], [`belongs`], [`state`], [`plan`](mod@plan), [`action`](mod@action). Doing is
//! thin: [`inspect`], [`embedded`], [`script`], [`deletions`], [`ledger`], [`create`], [`rehearsal`], [`hook`],
//! [`runner`]; [`options`] says what it may do, [`outcome`] what it did.

mod action;
pub mod applied;
mod belongs;
mod create;
mod deletions;
pub mod embedded;
mod error;
#[cfg(test)]
mod fuzz;
pub mod history;
mod hook;
pub mod inspect;
pub mod ledger;
pub mod options;
mod outcome;
pub mod plan;
mod rehearsal;
pub mod revision_spec;
pub mod runner;
pub mod script;
pub mod state;
pub mod target;

pub use action::{Action, action, losses};
pub use belongs::refuse_another;
pub use deletions::Deletion;
pub use error::Error;
pub use history::{History, Position, Revisions, history};
pub use hook::{Hook, HookError};
pub use outcome::{Goal, Outcome, Ran};
pub use plan::{Direction, Plan};
pub use rehearsal::{Rehearsal, Tables, Written};
pub use state::{DatabaseState, State, Target};
