//! What every test may use: one throwaway PostgreSQL for the whole run, an etcd on demand, and the program with its output captured.

pub mod cluster;
pub mod etcd;
pub mod program;
pub mod release;

pub use cluster::{Cluster, cluster};
pub use etcd::Etcd;
pub use program::{Outcome, Program};
pub use release::{database_of, program_for};
