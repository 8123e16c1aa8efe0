//! Integration tests: the program against a real PostgreSQL. One line over each module says what goes in.

#![allow(clippy::unwrap_used)] // a test that cannot go on fails

// The server and the program that the others test with.
#[allow(dead_code, unused_imports)]
mod support;

// The private development cluster: up, down, status, destroy, whoever runs it and however it was left.
mod devdb;
// What README.md and docs/ promise, held against the program.
mod readme;
// That the throwaway server works.
mod server;
// Connecting for good and for bad: why not, waiting, creating the database, the lock, privileges.
mod connect;
mod connection {
    // Nothing that other roles have put into the database is ever run.
    mod hostile_schema;
    // Whom a statement waits for.
    mod locks;
    // A server that speaks German to a role that may not choose its language.
    mod with_german;
}
// What holds for every command that connects: exit status, stdout, secrets, and what an interrupted run leaves behind.
mod promises;
// Container registries out of a real etcd. Where none can be had, `make test` leaves `with_etcd` out and says so.
#[path = "etcd.rs"]
mod with_etcd;
// What the command line says of alembic.ini and manager.toml.
mod config;
// Configuration without an end, or that never comes.
mod config_limits;
// That alembic.ini and its URL are read as python3's configparser and SQLAlchemy read them.
mod config_differential;
// `mgr schema oneshot`: the facts of all releases, and what it does in every state of a database.
mod schema;
// `mgr schema` show, releases, check, current, heads, history, stamp, dump-history.
mod schema_commands;
// `mgr schema upgrade` and `downgrade` as commands: words, gaps, scripts, locks, kills, repair.
mod schema_upgrade;
// Upgrades: every pair of release lines with and without rows, every revision up, down and up, databases with gaps.
mod upgrade;
// What becomes of a fixture's values, type by type and rule by rule.
mod fixture_values;
// Mistakes in fixtures: their places, their words, and that nothing is written.
mod fixture_mistakes;
// What became of every row of a fixture, by mode and by what is there.
mod fixture_accounting;
// The order of rows, their names for each other, and that all of them go in or none.
mod fixture_order;
// Fixtures: what becomes of each kind of value, and of rows that are wrong, there already, or there and different.
mod fixture;
// Fixtures as a whole: all releases, dump and back, interrupted runs, several at once, many rows.
mod fixture_runs;
// What holds for fixtures in every release: dumps, passwords; the examples and the graph of the newest.
mod fixture_releases;
// Keypairs of one's own, and those that everybody knows.
mod fixture_keys;
// Loads that are broken off in the middle, by whom ever.
mod fixture_broken_off;
