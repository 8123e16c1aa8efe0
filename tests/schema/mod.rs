//! `mgr schema …` against a real server.

// The commands that read, and `stamp`.
mod commands;
// `create-database`, `drop-database`.
mod database;
// `oneshot`: the facts of all releases, and what it does in every state of a database.
mod oneshot;
// `upgrade` and `downgrade` as commands: words, gaps, scripts, locks, kills, repair.
mod upgrade;
