//! `--create-db`: makes the missing database, over the maintenance database.

use diesel::pg::Pg;
use diesel::query_builder::{AstPass, QueryFragment, QueryId};
use diesel::result::QueryResult;
use diesel::sql_types::{Bool, Text};
use diesel::{PgConnection, RunQueryDsl};

use super::connect::{ConnectError, ConnectOptions, establish, with_settings};
use super::connect_failure::ConnectFailure;
use super::server_error::ServerError;
use crate::config::Target;
use crate::logging::DATABASE;

/// Every cluster has one of them, unless somebody dropped it.
const MAINTENANCE: [&str; 2] = ["postgres", "template1"];

/// `CREATE DATABASE …`. template0 allows UTF8 whatever the cluster's encoding is, and nobody can be connected to it.
#[derive(Clone, Debug, QueryId)]
struct CreateDatabase {
    name: String,
    owner: String,
}

impl QueryFragment<Pg> for CreateDatabase {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        out.unsafe_to_cache_prepared();
        out.push_sql("CREATE DATABASE ");
        out.push_identifier(&self.name)?;
        out.push_sql(" OWNER ");
        out.push_identifier(&self.owner)?;
        out.push_sql(" ENCODING 'UTF8' TEMPLATE template0");
        Ok(())
    }
}

impl RunQueryDsl<PgConnection> for CreateDatabase {}

/// Creates `target.database`. That another run did it meanwhile is success.
pub(super) fn database(target: &Target, options: &ConnectOptions) -> Result<(), ConnectError> {
    let mut connection = maintenance(target, options)?;
    let statement = CreateDatabase { name: target.database.clone(), owner: target.user.clone() };
    log::info!(target: DATABASE, "Creating database \"{}\"...", target.database);
    let Err(error) = statement.clone().execute(&mut connection).map_err(ServerError::new) else { return Ok(()) };
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
fn maintenance(target: &Target, options: &ConnectOptions) -> Result<PgConnection, ConnectError> {
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
        let statement = CreateDatabase { name: "my \"db\"; --".into(), owner: "o'hara".into() };
        assert_eq!(
            diesel::debug_query::<Pg, _>(&statement).to_string(),
            "CREATE DATABASE \"my \"\"db\"\"; --\" OWNER \"o'hara\" ENCODING 'UTF8' TEMPLATE template0 -- binds: []"
        );
    }
}
