//! `migrations/revisions/`: one folder a revision, as Diesel's migrations are, embedded in the binary.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationName, MigrationSource, MigrationVersion, Result};
use diesel::pg::Pg;

use super::history::{History, Position, history};
use super::script;
use crate::release::{MIGRATIONS, Script};

/// The SQL of one revision.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedRevision {
    /// The revision, whose identifier is the migration's version.
    pub revision: &'static str,
    /// What makes it so.
    pub up: Script,
    /// What takes it back.
    pub down: Option<Script>,
    /// The rows that it deletes on purpose, no SQL but TOML.
    pub deletes: Option<Script>,
    name: &'static str,
}

impl MigrationName for EmbeddedRevision {
    fn version(&self) -> MigrationVersion<'_> {
        self.revision.into()
    }
}

impl fmt::Display for EmbeddedRevision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl MigrationMetadata for EmbeddedRevision {
    /// The transaction is the caller's.
    fn run_in_transaction(&self) -> bool {
        false
    }
}

impl Migration<Pg> for EmbeddedRevision {
    fn run(&self, connection: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        Ok(script::run(connection, &self.up)?)
    }

    fn revert(&self, connection: &mut dyn BoxableConnection<Pg>) -> Result<()> {
        let down = self.down.ok_or(diesel_migrations::MigrationError::NoMigrationRevertFile)?;
        Ok(script::run(connection, &down)?)
    }

    fn metadata(&self) -> &dyn MigrationMetadata {
        self
    }

    fn name(&self) -> &dyn MigrationName {
        self
    }
}

/// All embedded revisions as Diesel sees migrations, in the graph's order.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedRevisions;

impl MigrationSource<Pg> for EmbeddedRevisions {
    fn migrations(&self) -> Result<Vec<Box<dyn Migration<Pg>>>> {
        let positions = 0..history().revisions().len();
        Ok(positions
            .filter_map(|position| revision(history(), position))
            .map(|folder| Box::new(folder) as Box<dyn Migration<Pg>>)
            .collect())
    }
}

/// The SQL of a revision, where this build has it.
pub fn revision(history: &History, position: Position) -> Option<EmbeddedRevision> {
    static EMBEDDED: OnceLock<HashMap<&str, EmbeddedRevision>> = OnceLock::new();
    EMBEDDED.get_or_init(|| all().map(|folder| (folder.revision, folder)).collect()).get(history.id(position)).copied()
}

/// Whether this build has the SQL of a revision.
pub fn embedded(history: &History, position: Position) -> bool {
    revision(history, position).is_some()
}

pub(super) fn all() -> impl Iterator<Item = EmbeddedRevision> {
    let folders = MIGRATIONS.get_dir("revisions").into_iter().flat_map(|revisions| revisions.dirs());
    folders.filter_map(|folder| {
        let name = folder.path().file_name()?.to_str()?;
        let script = |file: &str| {
            let file = folder.get_file(folder.path().join(file))?;
            Some(Script { path: file.path().to_str()?, sql: file.contents_utf8()? })
        };
        // REVISION_DATE_slug: what stands before the first `_` is the version for diesel_cli.
        let revision = name.split('_').next()?;
        Some(EmbeddedRevision {
            revision,
            up: script("up.sql")?,
            down: script("down.sql"),
            deletes: script("deletes.toml"),
            name,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_is_named_after_its_revision() {
        for folder in all() {
            let position = history().position(folder.revision).unwrap_or_else(|| panic!("{folder}"));
            let revision = &history().revisions()[position];
            let name = format!("{}_{}_{}", revision.id, revision.date, revision.slug);
            assert_eq!(folder.name.trim_end_matches('_'), name.trim_end_matches('_'));
            assert!(folder.down.is_some(), "{folder} has no down.sql");
        }
    }
}
