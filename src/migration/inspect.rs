//! Reading what a database has. Thin: [`state`](super::state) decides what it means.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text};

use super::blockers;
use super::error::Error;
use super::state::{DatabaseState, our_table};
use crate::database::{failed, lock, read_only};
use crate::release;
use crate::schema_facts::Facts;

/// What a look at the catalogue tells: no lock of another session keeps it waiting.
#[derive(Debug, QueryableByName)]
pub struct Glance {
    /// The server's major version.
    #[diesel(sql_type = Integer)]
    pub server: i32,
    /// Whether another session holds the lock of a run.
    #[diesel(sql_type = Bool)]
    pub busy: bool,
    /// The tables of `public`.
    #[diesel(sql_type = Array<Text>)]
    tables: Vec<String>,
    /// What alembic_version is, should it be anything.
    #[diesel(sql_type = Nullable<Text>)]
    ledger: Option<String>,
    /// The type of its column version_num, should there be one.
    #[diesel(sql_type = Nullable<Text>)]
    stamp_type: Option<String>,
    /// Whether that is one of the types of text.
    #[diesel(sql_type = Bool)]
    holds_text: bool,
}

impl Glance {
    /// Takes it, with one query.
    pub fn take(connection: &mut PgConnection) -> Result<Self, Error> {
        let query = diesel::sql_query(include_str!("glance.sql")).bind::<BigInt, _>(lock::KEY);
        Ok(query.get_result(connection).map_err(failed)?)
    }

    /// Whether there is a table that holds revisions; refuses what only has its name.
    pub fn has_ledger(&self) -> Result<bool, Error> {
        let what = match (self.ledger.as_deref(), &self.stamp_type) {
            (None, _) => return Ok(false),
            (Some("table"), Some(_)) if self.holds_text => return Ok(true),
            (Some("table"), Some(data_type)) => format!("its column version_num is of type {data_type}"),
            (Some("table"), None) => "it has no column version_num".to_owned(),
            (Some(other), _) => format!("it is a {other}"),
        };
        Err(Error::Ledger { what: format!("alembic_version is not what alembic makes: {what}") })
    }

    /// The rows of the ledger, should there be one.
    pub fn stamps(&self, connection: &mut PgConnection) -> Result<Vec<String>, Error> {
        if !self.has_ledger()? { Ok(Vec::new()) } else { Ok(stamps(connection).map_err(failed)?) }
    }

    /// Whether there is a table of any release.
    pub fn has_our_tables(&self) -> bool {
        self.tables.iter().any(|name| our_table(name))
    }
}

/// Reads stamps and facts in the caller's transaction. A database without stamps and without our tables is asked for no facts.
pub fn inspect(connection: &mut PgConnection) -> Result<DatabaseState, Error> {
    let glance = Glance::take(connection)?;
    after(connection, &glance)
}

/// The same in a READ ONLY transaction; nothing where another run is at work and its locks are in the way.
pub fn inspect_patiently(connection: &mut PgConnection) -> Result<Option<DatabaseState>, Error> {
    let mut busy = false;
    let seen = read_only(connection, |connection| {
        let glance = Glance::take(connection)?;
        busy = glance.busy;
        if busy {
            connection.batch_execute("SET LOCAL lock_timeout = '200ms'").map_err(failed)?;
        }
        after(connection, &glance)
    });
    match seen {
        Err(error) if busy && blockers::is_wait(&error) => Ok(None),
        seen => seen.map(Some),
    }
}

fn after(connection: &mut PgConnection, glance: &Glance) -> Result<DatabaseState, Error> {
    let stamps = glance.stamps(connection)?;
    if stamps.is_empty() && !glance.has_our_tables() {
        return Ok(DatabaseState::default());
    }
    set_search_path(connection).map_err(failed)?;
    Ok(DatabaseState::new(stamps, Facts::read(connection).map_err(failed)?))
}

/// The rows of alembic_version; NULL, which its column may hold since 22.9, is none.
fn stamps(connection: &mut PgConnection) -> QueryResult<Vec<String>> {
    #[derive(QueryableByName)]
    struct Stamp {
        #[diesel(sql_type = Text)]
        stamp: String,
    }
    let query =
        "SELECT btrim(version_num::text) AS stamp FROM public.alembic_version WHERE version_num IS NOT NULL ORDER BY 1";
    let stamps: Vec<Stamp> = diesel::sql_query(query).load(connection)?;
    Ok(stamps.into_iter().map(|stamp| stamp.stamp).filter(|stamp| !stamp.is_empty()).collect())
}

/// `public`, and behind it the schemas of the extensions that releases use, should somebody have installed them elsewhere:
/// their functions are named without a schema, in scripts as in facts.
pub fn set_search_path(connection: &mut PgConnection) -> QueryResult<()> {
    diesel::sql_query(
        "SELECT set_config('search_path', concat_ws(', ', 'public', string_agg(DISTINCT quote_ident(nspname), ', ')), true) \
         FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace \
         WHERE extname = ANY ($1) AND nspname NOT IN ('public', 'pg_catalog')",
    )
    .bind::<Array<Text>, _>(release::extensions())
    .execute(connection)?;
    Ok(())
}
