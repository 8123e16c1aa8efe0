//! Running the statements of a script one by one, so that a failing one can be shown with its file and line.

use diesel::connection::SimpleConnection;

use crate::database::ServerError;
use crate::release::Script;
use crate::sql::{self, Expanded};

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

/// A statement, its data files in their places.
struct Statement {
    expanded: Expanded<'static>,
    /// As it stands in the script.
    written: &'static str,
    line: usize,
}

/// The statements of a script; the build has read it once already and refused what cannot be cut.
fn cut(script: &Script) -> impl Iterator<Item = Statement> {
    let script = *script;
    sql::statements(script.sql).unwrap_or_default().into_iter().filter_map(move |statement| {
        let expanded = sql::expand(statement.text, |name| script.data_file(name)).ok()?;
        Some(Statement { expanded, written: statement.text, line: statement.line })
    })
}

/// The texts of a script's statements, without their semicolons, the data files that they name in their places.
pub fn statements(script: &Script) -> Vec<String> {
    cut(script).map(|statement| statement.expanded.text.into_owned()).collect()
}

/// Runs every statement of a script, in the caller's transaction.
pub fn run<C: SimpleConnection + ?Sized>(connection: &mut C, script: &Script) -> Result<(), ScriptError> {
    for statement in cut(script) {
        connection
            .batch_execute(&statement.expanded.text)
            .map_err(|error| failure(script.path, &statement, ServerError::new(error)))?;
    }
    Ok(())
}

fn failure(path: &str, statement: &Statement, source: ServerError) -> ScriptError {
    let inside = source.position().map_or(0, |position| {
        let text = &statement.expanded.text;
        let at = text.char_indices().nth(position.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
        sql::line_of(statement.written, statement.expanded.origin(at)) - 1
    });
    ScriptError::new(path, statement.line + inside, statement.written, source)
}

impl ScriptError {
    /// Of a statement, whose first line is told.
    pub(super) fn new(path: &str, line: usize, statement: &str, source: ServerError) -> Self {
        let mut lines = statement.lines();
        let first = lines.next().unwrap_or_default();
        let more = if lines.next().is_some() { " …" } else { "" };
        ScriptError { path: path.to_owned(), line, statement: format!("{first}{more}"), source }
    }
}
