//! Reading what a database has. Thin: [`state`](super::state) decides what it means.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::result::QueryResult;
use diesel::sql_types::{Array, BigInt, Bool, Integer, Nullable, Text};

use super::belongs::refuse_another;
use super::error::Error;
use super::state::{DatabaseState, LEDGER, our_table};
use crate::database::foreign::{self, Scope};
use crate::database::{failed, lock, read_only};
use crate::release::Component;
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

    /// The rows of the ledger, should there be one, of a database that is the chosen component's. The planner already runs what an
    /// index of the table is made of: so its owner is looked at first, unless that was done.
    pub fn stamps(&self, connection: &mut PgConnection, owners: Owners) -> Result<Vec<String>, Error> {
        let has_ledger = self.has_ledger()?;
        if has_ledger && owners == Owners::Unknown {
            foreign::refuse(connection, Scope::Tables, &[LEDGER], &[])?;
        }
        let stamps = if has_ledger { stamps(connection).map_err(failed)? } else { Vec::new() };
        refuse_another(Component::chosen(), &stamps, &self.tables)?;
        Ok(stamps)
    }

    /// Whether there is a table of any release.
    pub fn has_our_tables(&self) -> bool {
        self.tables.iter().any(|name| our_table(name))
    }
}

/// Whether the owners of tables were looked at in this transaction.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Owners {
    /// By [`release::guarded`](crate::release::guarded).
    Trusted,
    /// Not yet.
    Unknown,
}

/// Reads stamps and facts in a transaction of [`release::guarded`](crate::release::guarded).
pub fn inspect(connection: &mut PgConnection) -> Result<DatabaseState, Error> {
    let glance = Glance::take(connection)?;
    after(connection, &glance, Owners::Trusted)
}

/// How often the catalogue is read anew where another session comes in between.
const READINGS: usize = 5;

/// Reads them in a READ ONLY transaction; nothing where another run is at work and its locks are in the way.
pub fn inspect_patiently(connection: &mut PgConnection) -> Result<Option<DatabaseState>, Error> {
    for _ in 1..READINGS {
        match look(connection) {
            Err(error) if error.is_race() => {}
            seen => return seen,
        }
    }
    look(connection)
}

fn look(connection: &mut PgConnection) -> Result<Option<DatabaseState>, Error> {
    let glance = Glance::take(connection)?;
    if !glance.has_ledger()? && !glance.has_our_tables() {
        return Ok(Some(after(connection, &glance, Owners::Unknown)?));
    }
    let seen = read_only(connection, |connection| {
        if glance.busy {
            connection.batch_execute("SET LOCAL lock_timeout = '200ms'").map_err(failed)?;
        }
        after(connection, &glance, Owners::Unknown)
    });
    match seen {
        Err(error) if glance.busy && error.is_wait() => Ok(None),
        seen => seen.map(Some),
    }
}

/// A database without stamps and without our tables is asked for no facts. They come first: whoever reads them may wait for any table,
/// but has locked none; the ledger is locked from its reading on, and a run that has the table may want the ledger next.
fn after(connection: &mut PgConnection, glance: &Glance, owners: Owners) -> Result<DatabaseState, Error> {
    let read = |connection: &mut PgConnection| Facts::read(connection).map_err(failed);
    let facts = glance.has_our_tables().then(|| read(connection)).transpose()?;
    let stamps = glance.stamps(connection, owners)?;
    let seen = match facts {
        Some(facts) => DatabaseState::new(stamps, facts),
        None if stamps.is_empty() => DatabaseState::default(),
        None => DatabaseState::new(stamps, read(connection)?),
    };
    let server = u32::try_from(glance.server).unwrap_or_default();
    Ok(DatabaseState { has_ledger: glance.has_ledger()?, server, ..seen })
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
