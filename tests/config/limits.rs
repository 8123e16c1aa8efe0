//! Configuration that has no end, or never begins.

use std::time::{Duration, Instant};

use crate::support::Program;

#[test]
fn a_file_without_end_is_refused() {
    let program = Program::new();
    for words in ["schema show -f /dev/zero", "config show -f /dev/zero", "--password-file /dev/zero schema show"] {
        program.alembic_ini("postgresql://u:p@localhost:1/db");
        let outcome = program.run(["mgr"].into_iter().chain(words.split(' '))).status(10);
        assert!(outcome.stderr.contains("is longer than 1 MiB"), "{words}: {}", outcome.stderr);
    }
}

#[test]
fn the_time_limit_holds_while_configuration_is_read() {
    let program = Program::new();
    let made = std::process::Command::new("mkfifo").arg("pipe").current_dir(program.directory()).status();
    assert!(made.expect("mkfifo").success());
    let began = Instant::now();
    let outcome = program.run(["mgr", "--timeout", "1", "--json", "schema", "show", "-f", "pipe"]).status(1);
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
    assert!(outcome.stderr.contains("not done within 1 s (--timeout)"), "{}", outcome.stderr);
    assert_eq!(outcome.json()["error"]["class"], "failed");
}
