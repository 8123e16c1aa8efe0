//! The log on stderr, and in a file where one is named: in the reference's format where a program or a file reads it, so that what
//! operators grep for is still there, or as JSON; for eyes on a terminal.
//!
//! The only place that names simplelog.

mod line;

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use clap::ValueEnum;
use log::{LevelFilter, Log, Metadata, Record};
use simplelog::{CombinedLogger, Config, SharedLogger};

use crate::{progress, terminal};

/// Log target of what ends a command, the reference's name.
pub const COMMAND: &str = "ai.backend.manager.cli";
/// Log target of `mgr schema`, the reference's name.
pub const SCHEMA: &str = "ai.backend.manager.cli.dbschema";
/// Log target of `mgr fixture`, the reference's name.
pub const FIXTURE: &str = "ai.backend.manager.cli.fixture";
/// Log target of `mgr permissions`, the reference's name.
pub const PERMISSIONS: &str = "ai.backend.manager.cli.permissions";
/// Log target of the connection.
pub const DATABASE: &str = "ai.backend.database";
/// Log target of work on revisions, alembic's name.
pub const MIGRATION: &str = "alembic.runtime.migration";

/// How lines are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// Time, level, logger, process and message; on a terminal what is for eyes
    Text,
    /// An object a line: time, level, logger, pid, message
    Json,
}

/// Starts logging what is at least as important as `level`. With a file, stderr gets no more than what is done.
pub fn init(level: LevelFilter, format: Format, file: Option<&Path>) -> io::Result<()> {
    let open = |path| OpenOptions::new().append(true).create(true).mode(0o600).open(path);
    let file = file.map(open).transpose()?;
    let on_stderr = match &file {
        Some(_) => level.min(LevelFilter::Info),
        None => level,
    };
    if on_stderr >= LevelFilter::Debug {
        progress::never();
    }
    let write: fn(&Record<'_>) -> String = match format {
        Format::Json => line::as_json,
        Format::Text => line::as_the_reference,
    };
    let stderr = match format {
        Format::Text if io::stderr().is_terminal() => Place::Terminal,
        Format::Text | Format::Json => Place::Stderr,
    };
    let mut loggers: Vec<Box<dyn SharedLogger>> = vec![Box::new(Logger { level: on_stderr, write, place: stderr })];
    if let Some(file) = file {
        loggers.push(Box::new(Logger { level, write, place: Place::File(Mutex::new(file)) }));
    }
    // A second call, as in tests within one process, keeps the first logger.
    let _ = CombinedLogger::init(loggers);
    Ok(())
}

/// simplelog fixes the order of a line's fields; this logger writes them as it is told.
struct Logger {
    level: LevelFilter,
    write: fn(&Record<'_>) -> String,
    place: Place,
}

enum Place {
    Terminal,
    Stderr,
    File(Mutex<File>),
}

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= self.level
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        // A log that cannot be written has nobody to tell.
        let _ = match &self.place {
            Place::Terminal if progress::tells() => Ok(()),
            Place::Terminal => progress::beside(|| {
                let line = line::for_eyes(record, terminal::width(io::stderr()));
                writeln!(anstream::stderr().lock(), "{line}")
            }),
            Place::Stderr => progress::beside(|| writeln!(io::stderr().lock(), "{}", (self.write)(record))),
            Place::File(file) => {
                // A line as a whole, as another run may append too.
                let line = (self.write)(record) + "\n";
                file.lock().unwrap_or_else(PoisonError::into_inner).write_all(line.as_bytes())
            }
        };
    }

    fn flush(&self) {}
}

impl SharedLogger for Logger {
    fn level(&self) -> LevelFilter {
        self.level
    }

    fn config(&self) -> Option<&Config> {
        None
    }

    fn as_log(self: Box<Self>) -> Box<dyn Log> {
        self
    }
}
