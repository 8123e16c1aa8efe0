//! A clock that jumps: programs that are started with its environment see another time of day than it is.

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::process::Command;

use super::server_user::{give, temporary_directory};

/// How much later it is for some programs.
pub struct Clock {
    directory: PathBuf,
    ahead: File,
}

impl Clock {
    /// One that is right.
    pub fn new() -> Clock {
        let directory = temporary_directory("backend.ai-clock-");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/clock.c");
        let mut compiler = Command::new("cc");
        compiler
            .args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"])
            .arg(directory.join("clock.so"))
            .arg(source);
        assert!(compiler.status().expect("a C compiler").success());
        let file = directory.join("ahead");
        let ahead = File::create(&file).expect("a file");
        give(&file);
        let clock = Clock { directory, ahead };
        clock.set(0);
        clock
    }

    /// Lets it be so many seconds later than it is, at once.
    pub fn set(&self, seconds_ahead: i64) {
        self.ahead.write_all_at(&seconds_ahead.to_ne_bytes(), 0).expect("the file that the programs look at");
    }

    /// What a program has to be started with.
    pub fn environment(&self) -> [(&'static str, PathBuf); 2] {
        [("LD_PRELOAD", self.directory.join("clock.so")), ("SECONDS_AHEAD", self.directory.join("ahead"))]
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}
