//! Roles out of role presets, with their permissions and grants: what `mgr permissions provision` does. A release that has them brings
//! `permissions/new_roles.sql`, which finds the roles that are missing, `problems.sql` and `provision.sql`, which stores them; only names by
//! template are made here.

mod error;
mod role_name;

use diesel::prelude::*;
use diesel::sql_types::{Array, Nullable, Text};
use diesel::{PgConnection, sql_query};

pub use error::Error;

use crate::database::{Cancellation, ServerError};
use crate::logging::PERMISSIONS;
use crate::migration::{Tables, Written, script};
use crate::release::{self, EmbeddedRelease, Script};
use role_name::{RoleName, Scope};

/// The scripts of a release.
#[derive(Clone, Copy, Debug)]
pub struct Scripts {
    new_roles: Script,
    problems: Script,
    provision: Script,
}

/// A sentence of problems.sql.
#[derive(QueryableByName)]
struct Problem {
    #[diesel(sql_type = Text)]
    problem: String,
}

/// A new role whose preset has a template for its name.
#[derive(QueryableByName)]
struct Templated {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    preset: String,
    #[diesel(sql_type = Text)]
    template: String,
    #[diesel(sql_type = Text)]
    scope_type: String,
    #[diesel(sql_type = Text)]
    scope_id: String,
    #[diesel(sql_type = Nullable<Text>)]
    scope_name: Option<String>,
}

impl Scripts {
    /// Those of the release with one of these stamps, alone.
    pub fn of(stamps: &[String]) -> Result<Self, Error> {
        let release = match stamps {
            [stamp] => release::with_head(stamp).next_back(),
            _ => None,
        };
        release.and_then(Self::of_release).ok_or_else(|| {
            let with = release::complete().filter(|release| Self::of_release(release).is_some());
            Error::Release {
                stamps: stamps.to_vec(),
                releases: with.map(|release| format!("release {}", release.version)).collect(),
            }
        })
    }

    fn of_release(release: &EmbeddedRelease) -> Option<Self> {
        let script = |name| release.script(&format!("permissions/{name}"));
        Some(Scripts {
            new_roles: script("new_roles.sql")?,
            problems: script("problems.sql")?,
            provision: script("provision.sql")?,
        })
    }
}

/// Makes the missing roles in the caller's transaction, in which nothing foreign is run; tells the rows written, by table.
pub fn provision(
    connection: &mut PgConnection,
    scripts: Scripts,
    cancellation: &Cancellation,
) -> Result<Vec<Written>, Error> {
    release::with_schema(connection, |connection| {
        let tables = Tables::before(connection)?;
        script::run(connection, &scripts.new_roles)?;
        let problems: Vec<Problem> = sql_query(scripts.problems.sql).load(connection).map_err(failed)?;
        if !problems.is_empty() {
            return Err(Error::Problems(problems.into_iter().map(|problem| problem.problem).collect()));
        }
        name_by_template(connection, cancellation)?;
        script::run(connection, &scripts.provision)?;
        Ok(tables.after(connection)?.written)
    })
}

/// Gives the new roles of presets with a template their names.
fn name_by_template(connection: &mut PgConnection, cancellation: &Cancellation) -> Result<(), Error> {
    let roles: Vec<Templated> = sql_query(
        "SELECT id::text, preset, template, scope_type, scope_id::text, scope_name FROM pg_temp.new_roles \
         WHERE template IS NOT NULL",
    )
    .load(connection)
    .map_err(failed)?;
    if roles.is_empty() {
        return Ok(());
    }
    let (mut ids, mut names) = (Vec::with_capacity(roles.len()), Vec::with_capacity(roles.len()));
    for Templated { id, preset, template, scope_type, scope_id, scope_name } in roles {
        cancellation.check().map_err(crate::database::Error::from)?;
        let scope = Scope { kind: &scope_type, id: &scope_id, name: scope_name.as_deref() };
        let name = match role_name::render(&template, &scope) {
            Ok(RoleName::Rendered(name)) => name,
            Ok(RoleName::Substitute { name, reason }) => {
                log::warn!(
                    target: PERMISSIONS,
                    "The role of preset \"{preset}\" for {scope_type} {scope_id} is called {name}, since its template {reason}"
                );
                name
            }
            Err(source) => return Err(Error::Template { preset, scope: format!("{scope_type} {scope_id}"), source }),
        };
        ids.push(id);
        names.push(name);
    }
    sql_query(
        "UPDATE pg_temp.new_roles SET name = given.name FROM unnest($1, $2) AS given (id, name) WHERE new_roles.id = given.id::uuid",
    )
    .bind::<Array<Text>, _>(ids)
    .bind::<Array<Text>, _>(names)
    .execute(connection)
    .map_err(failed)?;
    Ok(())
}

fn failed(error: diesel::result::Error) -> Error {
    Error::Server(ServerError::new(error))
}
