//! Running the statements of a script one by one, so that a failing one can be shown with its file and line.

use diesel::connection::SimpleConnection;

use crate::database::ServerError;
use crate::release::Script;
use crate::sql::{self, Statement};

/// A statement failed.
#[derive(Debug, thiserror::Error)]
#[error("failed to run migrations/{path}:{line}: {statement}")]
pub struct ScriptError {
    path: String,
    line: usize,
    /// Its first line.
    statement: String,
    /// What the server said.
    #[source]
    pub source: ServerError,
}

/// The statements of a script; the build has read it once already and refused what cannot be cut.
pub fn statements(script: &Script) -> Vec<Statement<'static>> {
    sql::statements(script.sql).unwrap_or_default()
}

/// Runs every statement of a script, in the caller's transaction.
pub fn run<C: SimpleConnection + ?Sized>(connection: &mut C, script: &Script) -> Result<(), ScriptError> {
    for statement in statements(script) {
        connection
            .batch_execute(statement.text)
            .map_err(|error| failure(script, &statement, ServerError::new(error)))?;
    }
    Ok(())
}

fn failure(script: &Script, statement: &Statement<'_>, source: ServerError) -> ScriptError {
    let inside = source.position().map_or(0, |position| {
        let before = statement.text.chars().take(position.saturating_sub(1));
        before.filter(|c| *c == '\n').count()
    });
    let mut lines = statement.text.lines();
    let first = lines.next().unwrap_or_default();
    let more = if lines.next().is_some() { " …" } else { "" };
    ScriptError {
        path: script.path.to_owned(),
        line: statement.line + inside,
        statement: format!("{first}{more}"),
        source,
    }
}
