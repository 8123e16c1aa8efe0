//! Results on stdout, as text or as one JSON document; failures on stderr. The only place that writes either.

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use crate::command::Error;
use crate::exit_status::ExitStatus;
use crate::logging::COMMAND;

/// What a command has to say when it did not fail.
#[derive(Debug)]
pub struct Report {
    /// For people, without the last newline; empty where the log said it all.
    pub text: String,
    /// For programs, an object.
    pub json: Value,
    /// 0, or a status that is no failure of the program ([`ExitStatus::Pending`], [`ExitStatus::Drift`]).
    pub status: u8,
}

impl Report {
    /// A result that tells itself, to people and to programs.
    pub fn of(result: &(impl Serialize + Display)) -> Self {
        // A value of this program's own types has no key that JSON cannot hold.
        let json = serde_json::to_value(result).unwrap_or_default();
        Report::new(result.to_string(), json)
    }

    /// A result with status 0.
    pub fn new(text: impl Into<String>, json: Value) -> Self {
        Report { text: text.into(), json, status: 0 }
    }

    /// The same result with the status of `class`.
    pub fn with_status(mut self, status: ExitStatus) -> Self {
        self.status = status.code();
        self
    }
}

/// Prints a result or a failure and returns the exit status.
pub fn finish(result: Result<Report, Error>, json: bool) -> u8 {
    let (document, text, status) = match result {
        Ok(report) => (report.json, report.text, report.status),
        Err(error) => {
            let class = error.exit_status();
            log::error!(target: COMMAND, "{}", error.chain());
            let mut document = json!({
                "changed": false,
                "error": { "class": class.name(), "status": class.code(), "message": error.chain() },
            });
            if let Some(details) = error.details() {
                document["error"]["details"] = details;
            }
            (document, String::new(), class.code())
        }
    };
    // A command that wrote its result itself has no document.
    let line = match json {
        true if document.is_null() => String::new(),
        true => document.to_string(),
        false => text,
    };
    if line.is_empty() {
        return status;
    }
    match writeln!(io::stdout().lock(), "{line}") {
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            log::error!(target: COMMAND, "failed to write the result: {error}");
            ExitStatus::Failed.code().max(status)
        }
        _ => status,
    }
}
