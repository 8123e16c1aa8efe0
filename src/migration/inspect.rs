//! Reading what a database has. Thin: [`state`](super::state) decides what it means.

use diesel::pg::PgConnection;
use diesel::prelude::*;

use super::error::Error;
use super::state::{DatabaseState, LEDGER};
use crate::database::failed;
use crate::database::foreign::{self, Scope};
use crate::release;
use crate::schema::alembic_version::dsl::{alembic_version, version_num};
use crate::schema_facts::Facts;

/// Reads facts and stamps, in the caller's transaction.
pub fn inspect(connection: &mut PgConnection) -> Result<DatabaseState, Error> {
    let facts = Facts::read(connection).map_err(failed)?;
    let stamps = if facts.has_table(LEDGER) { stamps(connection)? } else { Vec::new() };
    Ok(DatabaseState { stamps, facts })
}

/// The rows of alembic_version; NULL, which its column may hold since 22.9, is none. The planner already runs what an index of the
/// table is made of: so its owner is looked at first.
fn stamps(connection: &mut PgConnection) -> Result<Vec<String>, Error> {
    foreign::refuse(connection, Scope::Tables, &[LEDGER], &[])?;
    let stamps = alembic_version.filter(version_num.is_not_null()).order(version_num).select(version_num);
    Ok(stamps.load(connection).map_err(failed)?)
}

/// `public` and the schemas of the releases' extensions, for whoever runs a release's SQL in a transaction of his own.
pub fn set_search_path(connection: &mut PgConnection) -> QueryResult<()> {
    foreign::search_schema(connection, &release::extensions())
}
