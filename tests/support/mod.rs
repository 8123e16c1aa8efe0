//! What every test may use: one throwaway PostgreSQL for the whole run, an etcd on demand, and the program with its output captured.

pub mod cluster;
pub mod etcd;
pub mod filler;
pub mod prepared;
pub mod program;
pub mod proxy;
pub mod release;
pub mod sql;

pub use cluster::{Cluster, cluster};
pub use etcd::Etcd;
pub use filler::fill;
pub use prepared::Prepared;
pub use program::{Outcome, Program};
pub use release::{database_of, program_for};
pub use sql::Sql;
