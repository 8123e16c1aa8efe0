//! Integration tests: the program against a real PostgreSQL. One line over each module says what goes in.

// The server and the program that the others test with.
#[allow(dead_code, unused_imports)]
mod support;

// That the throwaway server works.
mod server;
