//! `alembic_version` as the only ledger of what ran: Diesel's migration harness over it.

use std::collections::BTreeSet;

use diesel::migration::{Migration, MigrationVersion, Result};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel_migrations::MigrationHarness;

use super::history::{History, Position, Revisions};
use crate::schema::alembic_version::dsl::{alembic_version, version_num};

/// A database, and the revisions that it is known to have.
pub struct Ledger<'a> {
    connection: &'a mut PgConnection,
    history: &'static History,
    own: Revisions,
}

impl<'a> Ledger<'a> {
    /// Starts from what [`reading`](super::applied) found.
    pub fn new(connection: &'a mut PgConnection, history: &'static History, own: Revisions) -> Self {
        Ledger { connection, history, own }
    }

    fn position(&self, migration: &dyn Migration<Pg>) -> Result<Position> {
        let version = migration.name().version().to_string();
        self.history.position(&version).ok_or_else(|| format!("revision {version} has no place in history").into())
    }

    /// Writes the stamps that stand for the revisions now.
    fn stamp(&mut self) -> QueryResult<()> {
        let heads = self.history.heads(&self.own);
        write(self.connection, &self.history.ids(&heads))
    }
}

impl MigrationHarness<Pg> for Ledger<'_> {
    fn run_migration(&mut self, migration: &dyn Migration<Pg>) -> Result<MigrationVersion<'static>> {
        let position = self.position(migration)?;
        migration.run(self.connection)?;
        self.own.insert(position);
        self.stamp()?;
        Ok(migration.name().version().as_owned())
    }

    fn revert_migration(&mut self, migration: &dyn Migration<Pg>) -> Result<MigrationVersion<'static>> {
        let position = self.position(migration)?;
        migration.revert(self.connection)?;
        self.own.remove(&position);
        self.stamp()?;
        Ok(migration.name().version().as_owned())
    }

    fn applied_migrations(&mut self) -> Result<Vec<MigrationVersion<'static>>> {
        Ok(self.history.ids(&self.own).into_iter().rev().map(|id| MigrationVersion::from(id.to_owned())).collect())
    }
}

/// Makes alembic_version hold exactly these, and touches no row that is right already.
pub fn write(connection: &mut PgConnection, stamps: &[&str]) -> QueryResult<()> {
    let wanted: BTreeSet<&str> = stamps.iter().copied().collect();
    let held: Vec<Option<String>> = alembic_version.select(version_num.nullable()).load(connection)?;
    let right = held.len() == wanted.len() && held.iter().flatten().all(|stamp| wanted.contains(stamp.as_str()));
    if right && held.iter().flatten().collect::<BTreeSet<_>>().len() == wanted.len() {
        return Ok(());
    }
    diesel::delete(alembic_version).execute(connection)?;
    let rows: Vec<_> = wanted.into_iter().map(|stamp| version_num.eq(stamp)).collect();
    diesel::insert_into(alembic_version).values(rows).execute(connection)?;
    Ok(())
}
