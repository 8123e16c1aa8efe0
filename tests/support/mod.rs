//! What every test may use: one throwaway PostgreSQL for the whole run, and the program with its output captured.

pub mod cluster;
pub mod prepared;
pub mod program;

pub use cluster::{Cluster, cluster};
pub use prepared::Prepared;
pub use program::{Outcome, Program};
