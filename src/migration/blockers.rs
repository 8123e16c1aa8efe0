//! Who holds locks on tables that a script wants: asked after a lock was not to be had.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text};

use super::error::Error;
use crate::database::{self, failed};
use crate::release;

/// Whether it failed because it waited for another session: in vain, or each for the other.
pub fn is_wait(error: &Error) -> bool {
    let source = match error {
        Error::Database(database::Error::Server(source)) => source,
        Error::Script(error) => &error.source,
        _ => return false,
    };
    source.is_lock_timeout() || source.message() == "deadlock detected"
}

/// A line a session that has locks on tables of this script: on which, who it is, since when, and what ends it.
pub fn holders(connection: &mut PgConnection, script: &str) -> Result<Vec<String>, Error> {
    let words: Vec<String> = crate::sql::words(script).into_iter().filter(|word| is_table(word)).collect();
    ask(connection, &words)
}

/// The same for any of our tables.
pub fn holders_of_all(connection: &mut PgConnection) -> Result<Vec<String>, Error> {
    let tables = release::all().iter().flat_map(|release| release.facts().tables()).map(str::to_owned);
    ask(connection, &tables.collect::<Vec<_>>())
}

fn ask(connection: &mut PgConnection, tables: &[String]) -> Result<Vec<String>, Error> {
    #[derive(QueryableByName)]
    struct Holder {
        #[diesel(sql_type = Text)]
        told: String,
    }
    let query = diesel::sql_query(include_str!("blockers.sql")).bind::<Array<Text>, _>(tables);
    let holders: Vec<Holder> = query.load(connection).map_err(failed)?;
    Ok(holders.into_iter().map(|holder| holder.told).collect())
}

fn is_table(word: &str) -> bool {
    release::all().iter().any(|release| release.facts().has_table(word))
}
