//! Databases that PostgreSQL's own client programs dump and restore.

use std::path::PathBuf;

use crate::support::Database;
use crate::support::server_user::programs;

mod backup;
mod copy;
mod restored;

/// Where they are, as `make test` found them; else beside the server's.
fn client_programs() -> PathBuf {
    std::env::var_os("CLIENT_BINDIR").map_or_else(programs, PathBuf::from)
}

/// Makes the program find them.
fn with_client(mut database: Database) -> Database {
    let directory = client_programs();
    database.program.env("PG_BINDIR", directory.to_str().expect("a path in UTF-8"));
    database
}
