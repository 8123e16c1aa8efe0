//! `mgr config init`: the samples inside the binary, as files that only their owner can read.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::command::{Error, Report};

/// What is written.
pub const SAMPLES: [(&str, &str); 2] = [
    ("alembic.ini", include_str!("../../../alembic.ini.sample")),
    ("manager.toml", include_str!("../../../manager.toml.sample")),
];

/// `backend.ai mgr config init …`
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr config init
  backend.ai mgr config init /etc/backend.ai")]
pub struct Init {
    /// Where to
    #[arg(value_name = "DIRECTORY", default_value = ".")]
    directory: PathBuf,
}

/// What became of the files.
#[derive(Serialize)]
pub struct Files {
    changed: bool,
    written: Vec<PathBuf>,
    kept: Vec<PathBuf>,
    /// Behind the name of one that is written, and of one that is kept.
    #[serde(skip)]
    words: [&'static str; 2],
}

impl Files {
    pub fn new(written: Vec<PathBuf>, kept: Vec<PathBuf>, words: [&'static str; 2]) -> Self {
        Files { changed: !written.is_empty(), written, kept, words }
    }
}

impl fmt::Display for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [new, there] = self.words;
        let written = self.written.iter().map(|file| format!("{}: {new}", file.display()));
        let kept = self.kept.iter().map(|file| format!("{}: {there}", file.display()));
        f.write_str(&written.chain(kept).collect::<Vec<_>>().join("\n"))
    }
}

/// Runs the command. A file that is there is somebody's work.
pub fn run(init: &Init) -> Result<Report, Error> {
    let (mut written, mut kept) = (Vec::new(), Vec::new());
    for (name, text) in SAMPLES {
        let path = init.directory.join(name);
        match write(&path, text) {
            Ok(()) => written.push(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => kept.push(path),
            Err(source) => return Err(Error::Write { path: path.display().to_string(), source }),
        }
    }
    let words = ["written, put your values in", "is there, and stays as it is"];
    Ok(Report::of(&Files::new(written, kept, words)))
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?.write_all(text.as_bytes())
}
