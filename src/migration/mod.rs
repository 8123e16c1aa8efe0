//! Revisions: their history, what a database has of it, and what is left to do.
//!
//! Deciding is pure: [`history`], [`words`], [`reading`], [`state`]. Doing is thin: [`look`], [`script`], [`ledger`].

pub mod history;
pub mod reading;
pub mod state;
pub mod words;

pub use history::{History, Position, Revisions, history};
pub use state::{Seen, State, Wanted};
