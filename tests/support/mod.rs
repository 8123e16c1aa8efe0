//! What every test may use: one throwaway PostgreSQL for the whole run, databases on it, an etcd and a pooler on demand, and the
//! program with its output captured.

// Input is made up alike for the crate's own tests.
#[path = "../../src/fuzz/budget.rs"]
pub mod budget;
pub mod clock;
pub mod cluster;
pub mod database;
pub mod etcd;
pub mod facts;
pub mod filler;
pub mod json_schema;
#[path = "../../src/fuzz/json_values.rs"]
pub mod json_values;
#[path = "../../src/fuzz/mutation.rs"]
pub mod mutation;
pub mod parallel;
pub mod pgbouncer;
pub mod program;
pub mod proxy;
pub mod release;
pub mod server_user;
pub mod snapshot;
pub mod sql;
pub mod terminal;

/// What tests use of the crate itself; everything else they ask the program. Parsers are compared with Python's on thousands of texts,
/// which is too much for a process each; the states of failures, and what comes in between two steps, are not to be seen from outside.
pub mod program_crate {
    pub use backend_ai::config::alembic_ini::{AlembicIni, ParseError};
    pub use backend_ai::config::manager_toml;
    pub use backend_ai::config::url::{self, DatabaseUrl};
    pub use backend_ai::config::{Host, Problem, Secret, Target};
    pub use backend_ai::database::connect_failure::ConnectFailure;
    pub use backend_ai::database::foreign::Scope;
    pub use backend_ai::database::{self, Access, ConnectOptions, ServerError, SqlState};
    pub use backend_ai::exit_status::ExitStatus;
    pub use backend_ai::release::{Script, guarded, refuse_foreign};
    pub use backend_ai::script;
}

pub use clock::Clock;
pub use cluster::{Cluster, cluster, free_port};
pub use database::{Database, mgr, until};
pub use etcd::Etcd;
pub use facts::Facts;
pub use parallel::in_parallel;
pub use pgbouncer::PgBouncer;
pub use program::{Outcome, Program};
pub use release::{Release, newest, release, releases};
pub use snapshot::Snapshot;
pub use sql::Sql;
