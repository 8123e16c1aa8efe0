//! Integration tests: the program against a real PostgreSQL. One line over each module says what goes in.

// The server and the program that the others test with.
#[allow(dead_code, unused_imports)]
mod support;

// That the throwaway server works.
mod server;

// Upgrades between releases: every pair of lines, with and without rows.
mod upgrade;
