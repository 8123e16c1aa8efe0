//! What other roles have put into the schema in which this program works, where it would run with this program's rights.
//!
//! A statement's functions, operators and casts are looked up in `search_path`, and one that fits the arguments better wins, whatever
//! the order of the schemas. Whoever may create in `public` (everybody, up to PostgreSQL 14 and in clusters upgraded from it) could so
//! have a function of his own called by a superuser. Hence:
//!
//! * a session looks into `pg_catalog` alone ([`session`](super::session)); only the releases' own SQL is run with the manager's
//!   schema in the path ([`with_schema`]);
//! * before that, [`refuse`] looks for what is not to be trusted, and once more before the end: what came in between takes the
//!   transaction with it.

use std::fmt;

use diesel::connection::SimpleConnection;
use diesel::deserialize::QueryableByName;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, Bool, Text};
use diesel::{PgConnection, RunQueryDsl, sql_query};

use super::session::SEARCH_PATH;
use super::{Error, failed};

/// More are counted, not shown.
const SHOWN: usize = 20;

/// How much of what others have made matters.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scope {
    /// All that a statement could find in the schema: for whoever writes.
    Schema,
    /// What runs when a table is read: owners of tables, what their columns, constraints, indexes and rules use.
    Tables,
}

/// One object.
#[derive(Clone, Debug, Eq, PartialEq, QueryableByName)]
pub struct Object {
    /// `operator public.=(character varying,character varying)`
    #[diesel(sql_type = Text)]
    pub what: String,
    /// Its owner, or that of a cast's function or type.
    #[diesel(sql_type = Text)]
    pub owner: String,
    /// What takes it out of the way.
    #[diesel(sql_type = Text)]
    pub sql: String,
}

/// Whether a closer look is worth it.
#[derive(QueryableByName)]
struct Suspects {
    #[diesel(sql_type = Bool)]
    there_are: bool,
}

/// Objects of roles that are not to be trusted.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ForeignObjects(Vec<Object>);

impl fmt::Display for ForeignObjects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |write: fn(&Object) -> String, separator: &str| {
            self.0.iter().take(SHOWN).map(write).collect::<Vec<_>>().join(separator)
        };
        write!(
            f,
            "other roles have put objects into this database that would run with this role's rights: {}",
            list(|object| format!("{} of \"{}\"", object.what, object.owner), ", "),
        )?;
        if self.0.len() > SHOWN {
            write!(f, " and {} more", self.0.len() - SHOWN)?;
        }
        write!(
            f,
            "; nothing was done. Look at them; then have the DBA run, in this database: {} \
             (or, where their owner may be trusted with all of this database, make him its owner: ALTER DATABASE … OWNER TO …;)",
            list(|object| object.sql.clone(), " "),
        )
    }
}

impl std::error::Error for ForeignObjects {}

/// Refuses a database in which statements of this program could run what others have written. `tables` are the manager's, in
/// `public`; the schemas of these extensions are searched as `public` is.
pub fn refuse(connection: &mut PgConnection, scope: Scope, tables: &[&str], extensions: &[&str]) -> Result<(), Error> {
    let suspects: Suspects = sql_query(concat!(include_str!("trusted.sql"), include_str!("suspects.sql")))
        .bind::<Array<Text>, _>(tables)
        .get_result(connection)
        .map_err(failed)?;
    if !suspects.there_are {
        return Ok(());
    }
    let found: Vec<Object> = sql_query(concat!(include_str!("trusted.sql"), include_str!("foreign.sql")))
        .bind::<Array<Text>, _>(tables)
        .bind::<Array<Text>, _>(extensions)
        .bind::<Bool, _>(scope == Scope::Schema)
        .load(connection)
        .map_err(failed)?;
    if found.is_empty() { Ok(()) } else { Err(ForeignObjects(found).into()) }
}

/// Keeps others from making functions and operators until the current transaction ends, so that none comes and goes unseen between
/// two looks. Only a superuser may; for others the two looks have to do.
pub fn hold_still(connection: &mut PgConnection) -> Result<(), Error> {
    let lock = "DO $$ BEGIN IF current_setting('is_superuser') = 'on' THEN \
                LOCK TABLE pg_catalog.pg_proc, pg_catalog.pg_operator IN SHARE ROW EXCLUSIVE MODE; END IF; END $$";
    connection.batch_execute(lock).map_err(failed)
}

/// Runs `work` with `public` in the search_path, and behind it the schemas of these extensions, should somebody have installed them
/// elsewhere: releases name their functions without a schema. [`refuse`] has to come first.
pub fn with_schema<T, E: From<Error>>(
    connection: &mut PgConnection,
    extensions: &[&str],
    work: impl FnOnce(&mut PgConnection) -> Result<T, E>,
) -> Result<T, E> {
    search_schema(connection, extensions).map_err(failed)?;
    let value = work(connection)?;
    connection.batch_execute(&reset_search_path()).map_err(failed)?;
    Ok(value)
}

/// Sets that search_path for the rest of the current transaction.
pub fn search_schema(connection: &mut PgConnection, extensions: &[&str]) -> QueryResult<()> {
    connection.batch_execute(&set_search_path(extensions))
}

/// The statement that sets it, for whoever sends it together with others. Temporary tables come last, so that none is taken for
/// another.
pub fn set_search_path(extensions: &[&str]) -> String {
    let names: Vec<String> = extensions.iter().map(|name| format!("'{}'", name.replace('\'', "''"))).collect();
    format!(
        "SELECT set_config('search_path', concat_ws(', ', 'public', string_agg(DISTINCT quote_ident(nspname), ', '), 'pg_temp'), true) \
         FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace \
         WHERE extname IN ({}) AND nspname NOT IN ('public', 'pg_catalog')",
        names.join(", ")
    )
}

/// The statement that takes it back.
pub fn reset_search_path() -> String {
    format!("SET LOCAL search_path = {SEARCH_PATH}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_bounded_and_names_owner_and_remedy() {
        let object = |number: usize| Object {
            what: format!("function public.f{number}()"),
            owner: "evil".into(),
            sql: format!("DROP FUNCTION public.f{number}();"),
        };
        let told = ForeignObjects((0..SHOWN + 3).map(object).collect()).to_string();
        assert!(told.contains("function public.f0() of \"evil\", "), "{told}");
        assert!(told.contains(" and 3 more; nothing was done."), "{told}");
        assert!(told.contains("DROP FUNCTION public.f19();") && !told.contains("f20()"), "{told}");
    }
}
