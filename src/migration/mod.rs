//! Revisions: their history, what a database has of it, and what is left to do.
//!
//! Deciding is pure: [`history`](mod@history), [`words`], [`target`], [`reading`], [`state`], [`plan`]. Doing is thin: [`look`], [`script`],
//! [`folders`], [`ledger`], [`work`].

pub mod folders;
pub mod history;
pub mod ledger;
pub mod look;
pub mod plan;
pub mod reading;
pub mod script;
pub mod state;
pub mod target;
pub mod trouble;
pub mod words;
pub mod work;

pub use history::{History, Position, Revisions, history};
pub use plan::{Direction, Plan};
pub use state::{Seen, State, Wanted};
pub use trouble::Trouble;
