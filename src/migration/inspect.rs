//! Reading what a database has. Thin: [`state`](super::state) decides what it means.

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::result::QueryResult;

use super::state::{DatabaseState, LEDGER};
use crate::release;
use crate::schema::alembic_version::dsl::{alembic_version, version_num};
use crate::schema_facts::Facts;

/// Reads facts and stamps, in the caller's transaction, whose `search_path` is set for the work to come.
pub fn inspect(connection: &mut PgConnection) -> QueryResult<DatabaseState> {
    set_search_path(connection)?;
    let facts = Facts::read(connection)?;
    let stamps = if facts.has_table(LEDGER) { stamps(connection)? } else { Vec::new() };
    Ok(DatabaseState { stamps, facts })
}

/// The rows of alembic_version; NULL, which its column may hold since 22.9, is none.
fn stamps(connection: &mut PgConnection) -> QueryResult<Vec<String>> {
    alembic_version.filter(version_num.is_not_null()).order(version_num).select(version_num).load(connection)
}

/// `public`, and behind it the schemas of the extensions that releases use, should somebody have installed them elsewhere:
/// their functions are named without a schema, in scripts as in facts.
pub fn set_search_path(connection: &mut PgConnection) -> QueryResult<()> {
    use diesel::sql_types::{Array, Text};
    diesel::sql_query(
        "SELECT set_config('search_path', concat_ws(', ', 'public', string_agg(DISTINCT quote_ident(nspname), ', ')), true) \
         FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace \
         WHERE extname = ANY ($1) AND nspname NOT IN ('public', 'pg_catalog')",
    )
    .bind::<Array<Text>, _>(release::extensions())
    .execute(connection)?;
    Ok(())
}
