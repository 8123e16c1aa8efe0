//! Running a script: as one message to the server, and only after a failure statement by statement, to find the place.

use std::borrow::Cow;

use diesel::connection::SimpleConnection;

use crate::database::ServerError;
use crate::release::Script;
use crate::sql::{self, Expanded};

/// A statement failed.
#[derive(Debug, thiserror::Error)]
#[error("failed to run migrations/{path}{place}")]
pub struct ScriptError {
    path: String,
    /// `:7: ALTER TABLE …`, where it is known.
    place: String,
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

/// Runs a script in the caller's transaction, under a savepoint: a script that fails leaves the transaction as it was before.
pub fn run<C: SimpleConnection + ?Sized>(connection: &mut C, script: &Script) -> Result<(), ScriptError> {
    run_all(connection, "", &[*script], "")
}

/// Runs several, between other statements, as one.
pub fn run_all<C>(connection: &mut C, before: &str, scripts: &[Script], after: &str) -> Result<(), ScriptError>
where
    C: SimpleConnection + ?Sized,
{
    let scripts: Vec<&Script> = scripts.iter().filter(|script| !sql::is_blank(script.sql)).collect();
    // Scripts may only say why there is nothing to do.
    let Some(first) = scripts.first().copied() else { return Ok(()) };
    let begin = format!("SAVEPOINT script;{before};\n");
    let mut at_once = begin.clone();
    for script in &scripts {
        at_once += &expanded(script);
        at_once += "\n;";
    }
    let end = format!("{after};RELEASE SAVEPOINT script");
    let Err(error) = connection.batch_execute(&(at_once + &end)).map_err(ServerError::new) else { return Ok(()) };
    if error.connection_lost() {
        return Err(ScriptError::whole(first, error));
    }
    let begun = back(connection, first);
    // What the server cannot read it does not begin: then there is no savepoint, and nothing to find out.
    // Waiting once more for a lock would only tell for which of the statements; and who had it cancelled wants it to end.
    if begun.is_err() || error.is_lock_timeout() || error.is_canceled() {
        return Err(ScriptError::whole(first, error));
    }
    connection.batch_execute(&begin).map_err(|error| ScriptError::whole(first, ServerError::new(error)))?;
    for script in &scripts {
        for statement in cut(script) {
            if let Err(error) = connection.batch_execute(&statement.expanded.text) {
                let error = failure(script.path, &statement, ServerError::new(error));
                back(connection, script)?;
                return Err(error);
            }
        }
    }
    connection.batch_execute(&end).map_err(|error| ScriptError::whole(first, ServerError::new(error)))
}

/// The text of a script, its data files in their places.
fn expanded(script: &Script) -> Cow<'static, str> {
    let script = *script;
    sql::expand(script.sql, |name| script.data_file(name)).map_or(Cow::Borrowed(script.sql), |expanded| expanded.text)
}

/// To the savepoint, as if the script had not begun.
fn back<C: SimpleConnection + ?Sized>(connection: &mut C, script: &Script) -> Result<(), ScriptError> {
    let back = connection.batch_execute("ROLLBACK TO SAVEPOINT script");
    back.map_err(|error| ScriptError::whole(script, ServerError::new(error)))
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
        ScriptError { path: path.to_owned(), place: format!(":{line}: {first}{more}"), source }
    }

    /// Of one of its statements, whichever.
    fn whole(script: &Script, source: ServerError) -> Self {
        ScriptError { path: script.path.to_owned(), place: String::new(), source }
    }
}
