//! Results on stdout, as text or as one JSON document; failures on stderr. The only place that writes either.

use std::fmt::Display;
use std::io::{self, Write};
use std::time::Instant;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::command::Error;
use crate::exit_status::ExitStatus;
use crate::logging::COMMAND;
use crate::terminal;
use crate::took::Took;

/// The shape of documents; another number is for programs that must be told of a key that went or means something else.
const SCHEMA_VERSION: u8 = 1;

/// What was called, which every document tells.
#[derive(Debug)]
pub struct Invocation {
    /// The command's words, `mgr schema oneshot`; none where they were not understood.
    pub command: Option<String>,
    pub began: Instant,
    /// Results are for programs.
    pub json: bool,
}

impl Invocation {
    /// What every document has, and what is this one's own.
    pub fn document(&self, own: Map<String, Value>) -> Value {
        let mut document = Map::new();
        document.insert("schemaVersion".to_owned(), SCHEMA_VERSION.into());
        document.insert("command".to_owned(), self.command.clone().into());
        // One that does not say so has changed nothing.
        document.insert("changed".to_owned(), false.into());
        document.extend(own);
        document.entry("durations").or_insert_with(|| json!({ "total": Took::since(self.began) }));
        Value::Object(document)
    }
}

/// What a command has to say when it did not fail.
#[derive(Debug)]
pub struct Report {
    /// For people, without the last newline; empty where the log said it all.
    pub text: String,
    /// A terminal breaks its lines wherever they end.
    verbatim: bool,
    json: Json,
    /// 0, or a status that is no failure of the program ([`ExitStatus::Pending`], [`ExitStatus::Drift`]).
    status: u8,
}

/// For programs.
#[derive(Debug)]
enum Json {
    /// A result's keys, besides those that every result has.
    Result(Map<String, Value>),
    /// A document that is the result.
    Document(Value),
    /// The command has written its result itself.
    Written,
}

impl Report {
    /// A result that tells itself, to people and to programs.
    pub fn of(result: &(impl Serialize + Display)) -> Self {
        let own = match serde_json::to_value(result) {
            Ok(Value::Object(object)) => object,
            _ => Map::new(),
        };
        Report { text: result.to_string(), verbatim: false, json: Json::Result(own), status: 0 }
    }

    /// A document that is the result, to people too.
    pub fn document(json: Value) -> Self {
        Report { text: format!("{json:#}"), verbatim: true, json: Json::Document(json), status: 0 }
    }

    /// The command has written its result itself.
    pub fn written() -> Self {
        Report { text: String::new(), verbatim: true, json: Json::Written, status: 0 }
    }

    /// Text that is the result, for a shell or a pager.
    pub fn plain(text: &str) -> Self {
        Report { text: text.trim_end().to_owned(), ..Report::written() }
    }

    /// The same, for people as it is: text that may be copied from a terminal.
    pub fn verbatim(mut self) -> Self {
        self.verbatim = true;
        self
    }

    /// The same result with the status of `class`.
    pub fn with_status(mut self, status: ExitStatus) -> Self {
        self.status = status.code();
        self
    }

    fn told_to_people(self) -> String {
        match self.verbatim {
            true => self.text,
            false => terminal::fit(&self.text, terminal::width(io::stdout())),
        }
    }

    fn told_to_programs(self, invocation: &Invocation) -> String {
        match self.json {
            Json::Result(own) => invocation.document(own).to_string(),
            Json::Document(document) => document.to_string(),
            Json::Written => String::new(),
        }
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
    pub fn document(&self, invocation: &Invocation) -> String {
        invocation.document(Map::from_iter([("error".to_owned(), json!(self))])).to_string()
    }
}

/// Prints a result or a failure and returns the exit status.
pub fn finish(result: Result<Report, Error>, invocation: &Invocation) -> u8 {
    let (line, status) = match result {
        Ok(report) => {
            let status = report.status;
            (if invocation.json { report.told_to_programs(invocation) } else { report.told_to_people() }, status)
        }
        Err(error) => {
            log::error!(target: COMMAND, "{}", error.chain());
            let failure = Failure { details: error.details(), ..Failure::new(error.exit_status(), error.chain()) };
            (if invocation.json { failure.document(invocation) } else { String::new() }, failure.status)
        }
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
