//! A copy of a database on the same server, for a rehearsal: made by pg_dump and pg_restore, since the original may be in use.

use std::process::Stdio;
use std::time::Instant;

use diesel::sql_types::{Array, BigInt, Text};
use diesel::{PgConnection, QueryableByName, RunQueryDsl, sql_query};

use super::connect::{ConnectOptions, connect};
use super::statement::Sql;
use super::{Error, client, create, failed};
use crate::config::Target;
use crate::logging::DATABASE;
use crate::took::Took;

/// What the comment on a copy says: one that a killed run left behind is known by it.
const MARK: &str = "a copy that backend.ai made for a rehearsal; it may be dropped";

/// A database that is dropped with this value.
pub struct Copy {
    /// Where it is.
    pub target: Target,
    /// The original's size.
    pub bytes: i64,
    /// How long it took to make.
    pub took: Took,
    /// To another database: nobody drops the one that he is in.
    connection: PgConnection,
}

/// What the original tells.
#[derive(QueryableByName)]
struct Original {
    #[diesel(sql_type = Text)]
    collate: String,
    #[diesel(sql_type = Text)]
    ctype: String,
    #[diesel(sql_type = BigInt)]
    bytes: i64,
    /// The schemas of its extensions.
    #[diesel(sql_type = Array<Text>)]
    schemas: Vec<String>,
    /// And their names, in the same order.
    #[diesel(sql_type = Array<Text>)]
    extensions: Vec<String>,
}

impl Copy {
    /// Copies what is in `public` to a database NAME_rehearsal, with these extensions. Whatever others have put there must have been
    /// refused before: restoring runs it.
    pub fn make(
        original: &mut PgConnection,
        target: &Target,
        options: &ConnectOptions,
        extensions: &[&str],
    ) -> Result<Copy, Error> {
        let began = Instant::now();
        for program in ["pg_dump", "pg_restore"] {
            client::check_version(program, target, original)?;
        }
        let seen = look(original, extensions)?;
        let name = format!("{}_rehearsal", target.database);
        let mut connection = create::maintenance(target, options)?;
        drop_leftover(&mut connection, &name)?;
        log::info!(target: DATABASE, "Copying database \"{}\" to \"{name}\"...", target.database);
        create(&mut connection, &name, target, &seen)?;
        // From here on it is dropped, whatever happens.
        let mut copy = Copy {
            target: Target { database: name, ..target.clone() },
            bytes: seen.bytes,
            took: Took::default(),
            connection,
        };
        copy.fill(target, options, &seen)?;
        copy.took = Took::since(began);
        Ok(copy)
    }

    fn fill(&self, original: &Target, options: &ConnectOptions, seen: &Original) -> Result<(), Error> {
        let mut sql = Sql::default();
        for (schema, extension) in seen.schemas.iter().zip(&seen.extensions) {
            sql.push("CREATE SCHEMA IF NOT EXISTS ")
                .name(schema)
                .push("; CREATE EXTENSION IF NOT EXISTS ")
                .name(extension);
            sql.push(" SCHEMA ").name(schema).push("; ");
        }
        sql.run(&mut connect(&self.target, options)?).map_err(failed)?;
        let mut dump = client::command("pg_dump", original, ["--format=custom", "--compress=0", "--schema=public"]);
        let mut dump = client::start("pg_dump", dump.stdout(Stdio::piped()))?;
        // What is in the schema, and not the schema itself, which is there.
        let content = ["--exit-on-error", "--no-owner", "--no-privileges", "--schema=public"];
        let mut restore = client::command("pg_restore", &self.target, content);
        let restore = client::start("pg_restore", restore.stdin(dump.output()).stdout(Stdio::null()))?;
        let restored = restore.wait(&options.cancellation);
        // Where the one failed, the other complains about it; where pg_restore did, pg_dump may wait for it no longer.
        match restored {
            Ok(()) => dump.wait(&options.cancellation),
            Err(error) => Err(error),
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        if let Err(error) = create::drop(&self.target.database, false).run(&mut self.connection) {
            log::warn!(
                target: DATABASE,
                "The copy is still there ({error}); to drop it: DROP DATABASE \"{}\";", self.target.database
            );
        }
    }
}

fn look(original: &mut PgConnection, extensions: &[&str]) -> Result<Original, Error> {
    let query = sql_query(include_str!("copy.sql")).bind::<Array<Text>, _>(extensions);
    query.get_result(original).map_err(failed)
}

fn create(connection: &mut PgConnection, name: &str, target: &Target, seen: &Original) -> Result<(), Error> {
    let mut sql = create::create(name, &target.user);
    sql.push(" LC_COLLATE ").literal(&seen.collate).push(" LC_CTYPE ").literal(&seen.ctype);
    sql.run(connection).map_err(failed)?;
    let mut mark = Sql::new("COMMENT ON DATABASE ");
    mark.name(name).push(" IS ").literal(MARK).run(connection).map_err(failed)
}

/// One that a killed run has left.
fn drop_leftover(connection: &mut PgConnection, name: &str) -> Result<(), Error> {
    #[derive(QueryableByName)]
    struct Leftover {
        #[diesel(sql_type = Text)]
        datname: String,
    }
    let query = "SELECT datname::text AS datname FROM pg_catalog.pg_database \
                 WHERE datname = $1 AND pg_catalog.shobj_description(oid, 'pg_database') = $2";
    let leftover = sql_query(query).bind::<Text, _>(name).bind::<Text, _>(MARK);
    let leftover: Vec<Leftover> = leftover.load(connection).map_err(failed)?;
    leftover.iter().try_for_each(|leftover| create::drop(&leftover.datname, false).run(connection).map_err(failed))
}
