//! Integration tests: the program against a real PostgreSQL. One line over each module says what goes in.
#![allow(clippy::unwrap_used)] // a test that cannot go on fails

// The server, the databases and the program that the others test with.
#[allow(dead_code, unused_imports)]
mod support;

// The account manager's and the app-proxy coordinator's schemas.
mod components;
// alembic.ini and manager.toml.
mod config;
// What holds for every command that connects.
mod connection;
// The private development cluster: up, down, status, destroy, whoever runs it and however it was left.
mod devdb;
// Whatever may happen to a run.
mod faults;
// `mgr fixture …`
mod fixture;
// What packages add: the unit that provisions a host, completions, manual pages.
mod packages;
// `mgr permissions …`
mod permissions;
// What `--json` prints of every command.
mod json;
// What README.md and docs/ promise, held against the program.
mod readme;
// `mgr schema …` as commands.
mod schema;
// The log, colours and widths: what is for eyes, and what for programs that read stderr.
mod output;
// `make bench`, as short as it can be. Where psql or Python cannot be had, `make test` leaves it out and says so.
#[path = "bench.rs"]
mod bench_with_client_and_with_python;
// The Makefile and the scripts that it calls.
mod scripts;
// What upgrades make of databases: every pair of releases, every revision.
mod upgrade;
// Container registries out of a real etcd. Where none can be had, `make test` leaves `with_etcd` out and says so.
#[path = "etcd.rs"]
mod with_etcd;
