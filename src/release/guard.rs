//! The manager's tables and extensions, where what others have put into a database matters.

use diesel::PgConnection;
use diesel::connection::SimpleConnection;

use super::{extensions, vocabulary};
use crate::database::foreign::{self, Scope};
use crate::database::{Error, transaction};

/// Refuses a database in which this program could run what other roles have written.
pub fn refuse_foreign(connection: &mut PgConnection, scope: Scope) -> Result<(), Error> {
    let tables: Vec<&str> = vocabulary().tables.iter().copied().collect();
    foreign::refuse(connection, scope, &tables, &extensions())
}

/// Runs `work` in a transaction that writes, and in which nothing of what others have written is run: looked at before the work, and
/// once more before it is committed. `lock` comes first.
pub fn guarded<T, E: From<Error>>(
    connection: &mut PgConnection,
    lock: impl FnOnce(&mut PgConnection) -> Result<(), E>,
    work: impl FnOnce(&mut PgConnection) -> Result<T, E>,
) -> Result<T, E> {
    transaction(connection, |connection| {
        lock(connection)?;
        foreign::hold_still(connection)?;
        refuse_foreign(connection, Scope::Schema)?;
        let value = work(connection)?;
        refuse_foreign(connection, Scope::Schema)?;
        Ok(value)
    })
}

/// Runs `work` with the manager's schema in the search_path; the look at it has to come first.
pub fn with_schema<T, E: From<Error>>(
    connection: &mut PgConnection,
    work: impl FnOnce(&mut PgConnection) -> Result<T, E>,
) -> Result<T, E> {
    foreign::with_schema(connection, &extensions(), work)
}

/// Runs a script of a release where [`with_schema`] would, in one message.
pub fn run_in_schema(connection: &mut PgConnection, script: &str) -> diesel::QueryResult<()> {
    let (set, reset) = (foreign::set_search_path(&extensions()), foreign::reset_search_path());
    connection.batch_execute(&format!("{set};\n{script}\n;{reset}"))
}
