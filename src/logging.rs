//! Log lines on stderr, in the reference's format, so that what operators grep for is still there:
//! `2024-01-01 00:00:00.000 INFO ai.backend.manager.cli.dbschema [4711] Creating tables...`
//!
//! The only place that names simplelog.

use std::io::{self, Write};

use log::{LevelFilter, Log, Metadata, Record};
use simplelog::{Config, SharedLogger};

/// Log target of what ends a command, the reference's name.
pub const COMMAND: &str = "ai.backend.manager.cli";
/// Log target of `mgr schema`, the reference's name.
pub const SCHEMA: &str = "ai.backend.manager.cli.dbschema";
/// Log target of `mgr fixture`, the reference's name.
pub const FIXTURE: &str = "ai.backend.manager.cli.fixture";
/// Log target of the connection.
pub const DATABASE: &str = "ai.backend.database";
/// Log target of work on revisions, alembic's name.
pub const MIGRATION: &str = "alembic.runtime.migration";

/// Starts logging; `debug` lowers the threshold from info.
pub fn init(debug: bool) {
    let level = if debug { LevelFilter::Debug } else { LevelFilter::Info };
    // A second call, as in tests within one process, keeps the first logger.
    let _ = simplelog::CombinedLogger::init(vec![Box::new(ReferenceFormat { level })]);
}

/// simplelog fixes the order of a line's fields; this logger has the reference's.
struct ReferenceFormat {
    level: LevelFilter,
}

impl Log for ReferenceFormat {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= self.level
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let now = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S.%3f").to_string();
        crate::progress::make_room();
        // A log that cannot be written has nobody to tell.
        let _ = writeln!(
            io::stderr().lock(),
            "{now} {} {} [{}] {}",
            record.level(),
            record.target(),
            std::process::id(),
            record.args(),
        );
    }

    fn flush(&self) {}
}

impl SharedLogger for ReferenceFormat {
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
