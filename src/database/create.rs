//! Makes the missing database, and drops one, over the maintenance database.

use diesel::pg::Pg;
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Text};
use diesel::{PgConnection, RunQueryDsl};

use super::connect::{ConnectError, ConnectOptions, establish, with_settings};
use super::connect_failure::ConnectFailure;
use super::lock::Holder;
use super::server_error::ServerError;
use super::statement::Sql;
use super::{Error, failed};
use crate::config::Target;
use crate::logging::DATABASE;

/// Every cluster has one of them, unless somebody dropped it.
const MAINTENANCE: [&str; 2] = ["postgres", "template1"];

/// template0 allows UTF8 whatever the cluster's encoding is, and nobody can be connected to it.
pub(super) fn create(name: &str, owner: &str) -> Sql {
    let mut sql = Sql::new("CREATE DATABASE ");
    sql.name(name).push(" OWNER ").name(owner).push(" ENCODING 'UTF8' TEMPLATE template0");
    sql
}

/// The sessions that use it are ended by force, or keep it.
pub(super) fn drop(name: &str, force: bool) -> Sql {
    let mut sql = Sql::new("DROP DATABASE IF EXISTS ");
    sql.name(name);
    if force {
        sql.push(" WITH (FORCE)");
    }
    sql
}

/// Drops `target.database`. True when it was there.
pub fn drop_database(target: &Target, options: &ConnectOptions, force: bool) -> Result<bool, Error> {
    let target = &options.access.target(target);
    let mut connection = maintenance(target, options)?;
    if !exists(&mut connection, &target.database).map_err(failed)? {
        return Ok(false);
    }
    let users = users(&mut connection, &target.database).map_err(failed)?;
    if !users.is_empty() && !force {
        return Err(Error::InUse(users));
    }
    log::info!(target: DATABASE, "Dropping database \"{}\"...", target.database);
    drop(&target.database, force).run(&mut connection).map_err(failed)?;
    Ok(true)
}

/// Sessions and prepared transactions in a database.
fn users(connection: &mut PgConnection, database: &str) -> QueryResult<Vec<Holder>> {
    diesel::sql_query(
        "SELECT pid, usename::text AS user_name, application_name, xact_start::text AS since \
         FROM pg_catalog.pg_stat_activity WHERE datname = $1 \
         UNION ALL SELECT 0, owner::text, gid, prepared::text FROM pg_catalog.pg_prepared_xacts WHERE database = $1",
    )
    .bind::<Text, _>(database)
    .load(connection)
}

/// Creates `target.database`. That another run did it meanwhile is success.
pub(super) fn database(target: &Target, options: &ConnectOptions) -> Result<(), ConnectError> {
    let mut connection = maintenance(target, options)?;
    let statement = create(&target.database, &target.user);
    log::info!(target: DATABASE, "Creating database \"{}\"...", target.database);
    let Err(error) = statement.run(&mut connection).map_err(ServerError::new) else { return Ok(()) };
    // 23505 and 42P04, whatever the server's language.
    if exists(&mut connection, &target.database).unwrap_or(false) {
        log::info!(target: DATABASE, "Another run has created database \"{}\"", target.database);
        return Ok(());
    }
    let reason = if error.connection_lost() { ConnectFailure::Terminated } else { ConnectFailure::NoDatabase };
    let failure = ConnectError::new(target, reason, format!("cannot create the database: {error}"));
    match may_create(&mut connection) {
        Ok(false) => {
            let sql = diesel::debug_query::<Pg, _>(&statement).to_string();
            let sql = sql.split(" -- binds").next().unwrap_or_default().to_owned();
            Err(failure.with_sql(format!("{sql};")))
        }
        _ => Err(failure),
    }
}

/// Logs in to the first maintenance database that lets us.
pub(super) fn maintenance(target: &Target, options: &ConnectOptions) -> Result<PgConnection, ConnectError> {
    let target = with_settings(target, options, options.cancellation.left());
    let [first, second] = MAINTENANCE;
    establish(&target, first).or_else(|error| establish(&target, second).map_err(|_| error))
}

/// Whether the server, which refused the login in words that nobody could read, knows no such database.
pub(super) fn is_missing(target: &Target, options: &ConnectOptions) -> bool {
    maintenance(target, options).is_ok_and(|mut connection| exists(&mut connection, &target.database) == Ok(false))
}

fn exists(connection: &mut PgConnection, name: &str) -> QueryResult<bool> {
    let query = diesel::select(
        diesel::dsl::sql::<Bool>("EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = ")
            .bind::<Text, _>(name)
            .sql(")"),
    );
    query.get_result(connection)
}

fn may_create(connection: &mut PgConnection) -> QueryResult<bool> {
    diesel::select(diesel::dsl::sql::<Bool>(
        "(SELECT rolcreatedb OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user)",
    ))
    .get_result(connection)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted() {
        let statement = create("my \"db\"; --", "o'hara");
        assert_eq!(
            diesel::debug_query::<Pg, _>(&statement).to_string(),
            "CREATE DATABASE \"my \"\"db\"\"; --\" OWNER \"o'hara\" ENCODING 'UTF8' TEMPLATE template0 -- binds: []"
        );
    }
}
