//! Results on stdout, as text or as one JSON document; failures on stderr. The only place that writes either.

use std::fmt::Display;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

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
    /// A result that tells itself, to people and to programs. One that does not say `changed` has changed nothing.
    pub fn of(result: &(impl Serialize + Display)) -> Self {
        let mut json = Map::from_iter([("changed".to_owned(), Value::Bool(false))]);
        if let Ok(Value::Object(object)) = serde_json::to_value(result) {
            json.extend(object);
        }
        Report { text: result.to_string(), json: Value::Object(json), status: 0 }
    }

    /// A document that is the result, to people too.
    pub fn document(json: Value) -> Self {
        Report { text: format!("{json:#}"), json, status: 0 }
    }

    /// The command has written its result itself.
    pub fn written() -> Self {
        Report { text: String::new(), json: Value::Null, status: 0 }
    }

    /// The same result with the status of `class`.
    pub fn with_status(mut self, status: ExitStatus) -> Self {
        self.status = status.code();
        self
    }
}

/// What went wrong, for programs.
#[derive(Serialize)]
pub struct Failure {
    class: &'static str,
    status: u8,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Value>,
}

impl Failure {
    /// Without details.
    pub fn new(status: ExitStatus, message: String) -> Self {
        Failure { class: status.name(), status: status.code(), message, details: None }
    }

    /// The whole document.
    pub fn document(&self) -> Value {
        json!({ "changed": false, "error": self })
    }
}

/// Prints a result or a failure and returns the exit status.
pub fn finish(result: Result<Report, Error>, json: bool) -> u8 {
    let (document, text, status) = match result {
        Ok(report) => (report.json, report.text, report.status),
        Err(error) => {
            log::error!(target: COMMAND, "{}", error.chain());
            let failure = Failure { details: error.details(), ..Failure::new(error.exit_status(), error.chain()) };
            let status = failure.status;
            (failure.document(), String::new(), status)
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
