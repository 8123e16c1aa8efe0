//! alembic.ini and manager.toml.

// The samples.
mod init;
// Configuration without an end, or that never comes.
mod limits;
// This host's database in both files.
mod localize;
// `mgr config …`.
mod show;
// That alembic.ini and its URL are read as Python's configparser and SQLAlchemy read them. Where there is no Python to be had, `make
// test` leaves this out and says so.
#[path = "differential/mod.rs"]
mod with_python;
