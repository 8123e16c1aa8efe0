//! Log lines on stderr: in the reference's format where a program or a file reads them, so that what operators grep for is still there,
//! `2024-01-01 00:00:00.000 INFO ai.backend.manager.cli.dbschema [4711] Creating tables...`, and bare on a terminal.
//!
//! The only place that names simplelog.

use std::io::{self, IsTerminal, Write};

use log::{LevelFilter, Log, Metadata, Record};
use simplelog::{Config, SharedLogger};

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

/// Starts logging what is at least as important as `level`.
pub fn init(level: LevelFilter) {
    let logger: Box<dyn SharedLogger> = match io::stderr().is_terminal() {
        true => Box::new(Logger { level, write: bare }),
        false => Box::new(Logger { level, write: as_the_reference }),
    };
    // A second call, as in tests within one process, keeps the first logger.
    let _ = simplelog::CombinedLogger::init(vec![logger]);
}

/// simplelog fixes the order of a line's fields; this logger writes them as it is told.
struct Logger {
    level: LevelFilter,
    write: fn(&Record<'_>) -> String,
}

/// `2024-01-01 00:00:00.000 INFO ai.backend.manager.cli.dbschema [4711] Creating tables...`
fn as_the_reference(record: &Record<'_>) -> String {
    let now = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S.%3f");
    format!("{now} {} {} [{}] {}", record.level(), record.target(), std::process::id(), record.args())
}

/// `error: failed to connect …`; what is only said needs no name.
fn bare(record: &Record<'_>) -> String {
    match record.level() {
        log::Level::Info => record.args().to_string(),
        log::Level::Warn => format!("warning: {}", record.args()),
        level => format!("{}: {}", level.as_str().to_lowercase(), record.args()),
    }
}

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.level() <= self.level
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        let line = (self.write)(record);
        // A log that cannot be written has nobody to tell.
        crate::progress::beside(|| drop(writeln!(io::stderr().lock(), "{line}")));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_shows_no_prefix() {
        let told = |level| bare(&Record::builder().level(level).target(SCHEMA).args(format_args!("it works")).build());
        assert_eq!(told(log::Level::Info), "it works");
        assert_eq!(told(log::Level::Warn), "warning: it works");
        assert_eq!(told(log::Level::Error), "error: it works");
    }
}
