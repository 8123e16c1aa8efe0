//! What both files have in common: reading the text, putting the secrets over it, telling what does not count.

use std::path::Path;

use super::Configured;
use super::alembic_ini::ParseError;
use super::error::{Error, Problem};
use super::file;
use super::keywords::is_shielded;
use super::origin::{Diagnostic, Source};
use super::secrets::{self, SecretSources};

/// The text of a file, `None` where there is no such file.
pub fn read(path: &Path) -> Result<Option<String>, Error> {
    let bytes = match file::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Error::invalid(Source::file(path), Problem::Unreadable { kind: secrets::reason(&error) }));
        }
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        Error::invalid(Source::file(path), Problem::NotUtf8 { offset: error.utf8_error().valid_up_to() })
    })?;
    Ok(Some(text))
}

pub fn located(path: &Path, fault: ParseError) -> Error {
    let place = match fault.at {
        Some((line, column)) => Source::place(path, line, column),
        None => Source::file(path),
    };
    Error::invalid(place, fault.problem)
}

/// Puts the secrets over the file's password, and warns of a file that others can read.
pub(super) fn finish(mut configured: Configured, sources: &SecretSources, path: &Path) -> Result<Configured, Error> {
    let in_file = matches!(&configured.origin.password, Some(Source::File { .. }));
    if in_file && secrets::others_can_read(path) {
        let text = format!("{}: holds a password and others can read it; chmod 600 it", path.display());
        configured.notes.push(Diagnostic::warn(text));
    }
    if let Some(found) = sources.password()? {
        configured.notes.extend(found.notes);
        configured.target.password = Some(found.password);
        configured.origin.password = Some(found.source);
    }
    if configured.target.password.as_ref().is_some_and(|password| password.expose().is_empty()) {
        configured.target.password = None;
    }
    if configured.target.password.is_none() {
        let named = configured.target.parameters.get("passfile").map(|path| Source::Passfile(path.into()));
        configured.origin.password = named.or_else(|| sources.passfile());
    }
    configured.notes.push(match &configured.origin.password {
        Some(source @ Source::File { .. }) => Diagnostic::debug(format!("password from {source}")),
        Some(source) if in_file => {
            Diagnostic::info(format!("password from {source}; the one of {} does not count", path.display()))
        }
        Some(source) => Diagnostic::info(format!("password from {source}")),
        None => Diagnostic::debug("no password"),
    });
    configured.notes.extend(stray(sources));
    Ok(configured)
}

/// PG* variables that libpq would have read, and which do not count here.
fn stray(sources: &SecretSources) -> Option<Diagnostic> {
    let ignored: Vec<&str> = sources.environment.names().filter(|name| is_shielded(name)).collect();
    (!ignored.is_empty())
        .then(|| Diagnostic::info(format!("not used, the configuration counts: {}", ignored.join(", "))))
}
