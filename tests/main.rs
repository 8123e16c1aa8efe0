//! Integration tests: the program against a real PostgreSQL. One line over each module says what goes in.
