//! `mgr config show`: what was understood of the configuration.

use std::fmt;

use clap::Args;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::command::report::Failure;
use crate::command::schema::{DatabaseArgs, counted};
use crate::command::{Error, Options, Report};
use crate::config::{self, Configured, SecretSources, Source};
use crate::exit_status::ExitStatus;

#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr config show
  backend.ai mgr -f /etc/backend.ai/manager.toml config show --json")]
pub struct Show {
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Both files; one that is missing is said to be, one that is wrong makes the status that of a wrong configuration.
pub fn run(arguments: &Show, options: &Options) -> Result<Report, Error> {
    let sources = SecretSources::of_process(options.password_file.clone());
    let alembic = config::alembic(arguments.database.file(), &arguments.database.section, &sources);
    let manager = config::manager(options.config_path.as_deref(), &sources);
    let (alembic, manager) = match (alembic, manager) {
        // Nothing to show.
        (Err(error @ config::Error::NotFound { .. }), Err(config::Error::NotFound { .. })) => return Err(error.into()),
        both => both,
    };
    let mismatch = match (&alembic, &manager) {
        (Ok(alembic), Ok(manager)) => config::mismatch(alembic, manager),
        _ => None,
    };
    let wrong = |read: &Result<Configured, config::Error>| match read {
        Err(error) if !matches!(error, config::Error::NotFound { .. }) => Some(error.to_string()),
        _ => None,
    };
    let failure = wrong(&alembic).or_else(|| wrong(&manager)).or_else(|| mismatch.as_ref().map(ToString::to_string));
    let shown = Shown {
        alembic: Half::of("alembic.ini", &alembic),
        manager: Half::of("manager.toml", &manager),
        mismatch: mismatch.map(|error| error.to_string()),
        error: failure.clone().map(|message| Failure::new(CLASS, message)),
    };
    let report = Report::of(&shown);
    let Some(message) = failure else { return Ok(report) };
    log::error!(target: crate::logging::COMMAND, "{message}");
    Ok(report.with_status(CLASS))
}

/// Whatever is wrong here is wrong with the configuration.
const CLASS: ExitStatus = ExitStatus::Config;

/// What was understood.
#[derive(Serialize)]
struct Shown<'a> {
    alembic: Half<'a>,
    manager: Half<'a>,
    mismatch: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Failure>,
}

/// Of one file.
#[derive(Serialize)]
#[serde(untagged)]
enum Half<'a> {
    Read {
        #[serde(skip)]
        name: &'static str,
        #[serde(flatten, serialize_with = "as_document")]
        configured: &'a Configured,
    },
    Unreadable {
        #[serde(skip)]
        name: &'static str,
        error: String,
    },
}

impl<'a> Half<'a> {
    fn of(name: &'static str, read: &'a Result<Configured, config::Error>) -> Self {
        match read {
            Ok(configured) => Half::Read { name, configured },
            Err(error) => Half::Unreadable { name, error: error.to_string() },
        }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n\n{}", self.alembic, self.manager)?;
        self.mismatch.iter().try_for_each(|mismatch| write!(f, "\n\n{mismatch}"))
    }
}

impl fmt::Display for Half<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, configured) = match self {
            Half::Read { name, configured } => (name, configured),
            Half::Unreadable { name, error } => return write!(f, "{name}\n  {error}"),
        };
        let rows = rows(configured);
        let width = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).chars().count()).max().unwrap_or_default();
        let (names, values) = (width(|row| &row.name), width(|row| &row.value));
        f.write_str(name)?;
        for Row { name, value, source } in &rows {
            write!(f, "\n  {name:names$}  {value:values$}  {source}")?;
        }
        for note in configured.notes.iter().filter(|note| note.level <= log::Level::Info) {
            write!(f, "\n  {}: {}", note.level.as_str().to_lowercase(), note.text)?;
        }
        Ok(())
    }
}

struct Row {
    name: String,
    value: String,
    source: String,
}

fn rows(configured: &Configured) -> Vec<Row> {
    let Configured { target, origin, .. } = configured;
    let row = |name: &str, value: &str, source: Option<&Source>| Row {
        name: name.to_owned(),
        // A line break in a name would look like another row.
        value: value.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect(),
        source: source.map(Source::to_string).unwrap_or_default(),
    };
    let mut rows = Vec::new();
    for host in &target.hosts {
        rows.push(row("host", &host.name, Some(&origin.hosts)));
        let port =
            host.port.map_or_else(|| ("5432".to_owned(), &Source::Default), |port| (port.to_string(), &origin.hosts));
        rows.push(row("port", &port.0, Some(port.1)));
    }
    rows.push(row("database", &target.database, Some(&origin.database)));
    rows.push(row("user", &target.user, Some(&origin.user)));
    let password = match &target.password {
        Some(password) => format!("*** ({})", counted(password.length(), "character")),
        None => "none".to_owned(),
    };
    rows.push(row("password", &password, origin.password.as_ref()));
    rows.extend(target.parameters.iter().map(|(name, value)| row(name, value, origin.parameters.get(name))));
    rows
}

/// One file for programs.
fn as_document<S: Serializer>(configured: &Configured, serializer: S) -> Result<S::Ok, S::Error> {
    let Configured { target, origin, notes, .. } = configured;
    let told = |source: &Source| source.to_string();
    let hosts: Vec<Value> =
        target.hosts.iter().map(|host| json!({ "host": host.name, "port": host.port.unwrap_or(5432) })).collect();
    let parameters: serde_json::Map<String, Value> = target
        .parameters
        .iter()
        .map(|(name, value)| (name.clone(), json!({ "value": value, "from": origin.parameters.get(name).map(told) })))
        .collect();
    let document = json!({
        "file": origin.file.as_ref().map(|path| path.display().to_string()),
        "hosts": { "value": hosts, "from": told(&origin.hosts) },
        "database": { "value": target.database, "from": told(&origin.database) },
        "user": { "value": target.user, "from": told(&origin.user) },
        "password": {
            "value": target.password.as_ref().map(ToString::to_string),
            "length": target.password.as_ref().map(config::Secret::length),
            "from": origin.password.as_ref().map(told),
        },
        "parameters": parameters,
        "notes": notes.iter().map(|note| json!({ "level": note.level.as_str(), "text": note.text })).collect::<Vec<_>>(),
    });
    document.serialize(serializer)
}
