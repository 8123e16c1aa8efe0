//! A fresh database of a release.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Text};

use super::error::Error;
use super::state::DatabaseState;
use super::{ledger, script};
use crate::database::{failed, foreign, privilege};
use crate::logging::{MIGRATION, SCHEMA};
use crate::release::{self, EmbeddedRelease, Script};
use crate::schema_facts::Kind;

/// Creates the tables and the rows of a release, and stamps it.
pub fn create(
    connection: &mut PgConnection,
    release: &'static EmbeddedRelease,
    seen: &DatabaseState,
) -> Result<(), Error> {
    if seen.server < release.oldest_server() {
        return Err(Error::server(release, seen.server));
    }
    privilege::for_oneshot(connection, &release::extensions())?;
    refuse_taken_names(connection, release)?;
    if let Some(same) = release.same_as() {
        log::info!(target: SCHEMA, "Release {} has the schema and the column rules of {same}.", release.version);
    }
    log::info!(target: SCHEMA, "Creating tables...");
    if seen.has_ledger {
        // It has no row. The release's own may look different.
        connection.batch_execute("DROP TABLE public.alembic_version").map_err(failed)?;
    }
    let scripts: Vec<Script> = [Some(release.schema()), release.rows()].into_iter().flatten().collect();
    let before = foreign::set_search_path(&release::extensions());
    let after = format!("{};{}", ledger::statement(&[release.head()]), foreign::reset_search_path());
    script::run_all(connection, &before, &scripts, &after)?;
    log::info!(target: SCHEMA, "Stamping alembic version to head...");
    log::info!(target: MIGRATION, "Running stamp_revision  -> {}", release.head());
    Ok(())
}

/// Views, types, indexes … of others that are called like something of the release.
fn refuse_taken_names(connection: &mut PgConnection, release: &EmbeddedRelease) -> Result<(), Error> {
    #[derive(QueryableByName)]
    struct Taken {
        #[diesel(sql_type = Text)]
        what: String,
    }
    let facts = release.facts();
    let named = [Kind::Table, Kind::Index, Kind::Sequence, Kind::View, Kind::Enum, Kind::Domain];
    let names: Vec<&str> = named.into_iter().flat_map(|kind| facts.of_kind(kind)).map(|fact| fact.name).collect();
    let taken: Vec<Taken> = diesel::sql_query(
        "SELECT CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' \
                WHEN 'S' THEN 'sequence' WHEN 'i' THEN 'index' WHEN 'I' THEN 'index' ELSE 'table' END || ' ' || relname AS what \
         FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relname = ANY ($1) AND relkind <> 'c' \
           AND NOT (relname = 'alembic_version' AND relkind = 'r') \
         UNION ALL \
         SELECT 'type ' || typname FROM pg_type WHERE typnamespace = to_regnamespace('public') AND typname = ANY ($1) \
           AND NOT EXISTS (SELECT FROM pg_class WHERE oid = typrelid AND relkind <> 'c') \
         ORDER BY 1",
    )
    .bind::<Array<Text>, _>(names)
    .load(connection)
    .map_err(failed)?;
    if taken.is_empty() {
        return Ok(());
    }
    Err(Error::Taken { release: release.version, taken: taken.into_iter().map(|taken| taken.what).collect() })
}
