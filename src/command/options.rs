//! The options that every command takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use log::LevelFilter;

use super::Error;
use crate::logging;

/// What is printed, and where to.
const OUTPUT: &str = "Output (all commands)";
/// Which server, and how long it may take.
const CONNECTION: &str = "Connection (all commands)";

/// Options that every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = CONNECTION)]
pub struct Options {
    /// manager.toml [default: looked for in the usual places]
    #[arg(short = 'f', long = "config-path", visible_alias = "config", value_name = "PATH")]
    pub config_path: Option<PathBuf>,
    /// Read the database password from FILE
    #[arg(long, global = true, value_name = "FILE")]
    pub password_file: Option<PathBuf>,
    /// Wait for the server to come up, at most SECONDS [without a number: 60]
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "60")]
    pub wait: Option<Duration>,
    /// Give up after SECONDS in all: waiting, lock and work
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<Duration>,
    /// Wait at most SECONDS for another run, and for locks on tables
    #[arg(long, global = true, value_name = "SECONDS", value_parser = seconds, default_value = "60")]
    pub lock_timeout: Duration,
    /// Go on though alembic.ini and manager.toml name different databases
    #[arg(long, global = true)]
    pub allow_mismatch: bool,
    /// Print the result as one JSON document
    #[arg(long, global = true, help_heading = OUTPUT)]
    pub json: bool,
    /// Log every statement and decision
    #[arg(long, global = true, help_heading = OUTPUT)]
    pub debug: bool,
    /// Log what is at least so important
    #[arg(long, global = true, help_heading = OUTPUT)]
    #[arg(value_enum, ignore_case = true, value_name = "LEVEL", default_value_t = LogLevel::Info)]
    pub log_level: LogLevel,
    /// Log lines of text, or one JSON object a line
    #[arg(long, global = true, help_heading = OUTPUT)]
    #[arg(value_enum, value_name = "FORMAT", default_value_t = logging::Format::Text)]
    pub log_format: logging::Format,
    /// Append the log to FILE too; debugging goes there alone
    #[arg(long, global = true, help_heading = OUTPUT, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
}

/// The reference's levels.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum LogLevel {
    /// As `error`: nothing here is more than that.
    Critical,
    /// What ends a command.
    Error,
    /// What may be a mistake.
    Warning,
    /// What is done.
    Info,
    /// Every statement and decision.
    Debug,
    /// As `debug`.
    Trace,
    /// As `debug`.
    Notset,
}

impl Options {
    /// Starts the log.
    pub fn log(&self) -> Result<(), Error> {
        let (level, format) = (self.level(), self.log_format);
        logging::init(level, format, self.log_file.as_deref()).map_err(|source| {
            // That is for stderr to tell.
            let _ = logging::init(level, format, None);
            let path = self.log_file.iter().map(|file| file.display().to_string()).collect();
            Error::Write { path, source }
        })
    }

    /// What is logged.
    fn level(&self) -> LevelFilter {
        match self.log_level {
            _ if self.debug => LevelFilter::Debug,
            LogLevel::Critical | LogLevel::Error => LevelFilter::Error,
            LogLevel::Warning => LevelFilter::Warn,
            LogLevel::Info => LevelFilter::Info,
            LogLevel::Debug | LogLevel::Trace | LogLevel::Notset => LevelFilter::Debug,
        }
    }
}

/// A number of seconds, with or without a fraction.
fn seconds(text: &str) -> Result<Duration, String> {
    let number: f64 = text.parse().map_err(|_| "not a number of seconds".to_owned())?;
    // A year is as good as for ever, and no clock overflows.
    if !(0.0..=31_536_000.0).contains(&number) {
        return Err("not between 0 and 31536000 seconds".to_owned());
    }
    Ok(Duration::from_secs_f64(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Cli;

    fn options(arguments: &[&str]) -> Result<Options, clap::Error> {
        let words = ["backend.ai", "mgr"].iter().chain(arguments).chain(&["config", "show"]);
        let words: Vec<_> = words.map(Into::into).collect();
        Ok(Cli::understand(&words)?.0.component.into_parts().expect("a command on a database").0)
    }

    #[test]
    fn levels_are_the_references() {
        let level = |arguments: &[&str]| options(arguments).unwrap().level();
        assert_eq!(level(&[]), LevelFilter::Info);
        assert_eq!(level(&["--log-level", "warning"]), LevelFilter::Warn);
        assert_eq!(level(&["--log-level", "DEBUG"]), LevelFilter::Debug);
        assert_eq!(level(&["--log-level", "error", "--debug"]), LevelFilter::Debug);
        assert!(options(&["--log-level", "loud"]).is_err());
    }

    #[test]
    fn times_are_seconds() {
        let wait = |arguments: &[&str]| options(arguments).unwrap().wait;
        assert_eq!(wait(&[]), None);
        assert_eq!(wait(&["--wait"]), Some(Duration::from_secs(60)));
        assert_eq!(wait(&["--wait=2.5"]), Some(Duration::from_millis(2500)));
        assert_eq!(wait(&["--wait=0"]), Some(Duration::ZERO));
        for wrong in ["--wait=soon", "--wait=-1", "--timeout=inf", "--lock-timeout=NaN", "--timeout=1e99"] {
            assert!(options(&[wrong]).is_err(), "{wrong}");
        }
    }
}
