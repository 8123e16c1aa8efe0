//! `migrations/revisions/`: one folder a revision, as Diesel's migrations are, embedded in the binary.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use diesel::connection::BoxableConnection;
use diesel::migration::{Migration, MigrationMetadata, MigrationName, MigrationSource, MigrationVersion, Result};
use diesel::pg::Pg;

use super::history::{History, Position, history};
use super::script;
use crate::release::{Component, MIGRATIONS, Script};

/// The SQL of one revision.
#[derive(Clone, Copy, Debug)]
pub struct EmbeddedRevision {
    /// The revision, whose identifier is the migration's version.
    pub revision: &'static str,
    /// What makes it so.
    pub up: Script,
    /// What takes it back.
    pub down: Option<Script>,
    /// The rows that it deletes on purpose, no SQL but JSON.
    pub deletes: Option<Script>,
    name: &'static str,
}

impl EmbeddedRevision {
    /// What it does, a line each: what `up.sql` says of itself at its beginning, else its statements, cut short.
    pub fn does(&self) -> Vec<String> {
        let comment = self.up.sql.lines().map_while(|line| line.strip_prefix("--"));
        let paragraphs: Vec<String> = comment
            .collect::<Vec<_>>()
            .split(|line| line.trim().is_empty())
            .map(|lines| lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" "))
            .filter(|paragraph| !paragraph.is_empty())
            .collect();
        if paragraphs.is_empty() {
            script::statements(&self.up).iter().map(|one| cut_short(one)).collect()
        } else {
            paragraphs
        }
    }
}

/// A statement in one line of some length, without the comments in it.
fn cut_short(statement: &str) -> String {
    const LENGTH: usize = 100;
    let code = statement.lines().filter(|line| !line.trim_start().starts_with("--"));
    let line = code.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LENGTH { line } else { line.chars().take(LENGTH - 1).chain(['…']).collect() }
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
    all_of(Component::chosen())
}

fn all_of(component: Component) -> impl Iterator<Item = EmbeddedRevision> {
    let folders = MIGRATIONS.get_dir(component.path("revisions")).into_iter().flat_map(|revisions| revisions.dirs());
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
            deletes: script("deletes.json"),
            name,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::history::history_of;

    #[test]
    fn every_revision_is_embedded_and_tells_what_it_does() {
        for position in 0..history().revisions().len() {
            let id = history().id(position);
            let does = revision(history(), position).unwrap_or_else(|| panic!("{id} has no folder")).does();
            assert!(
                !does.is_empty() && does.iter().all(|line| !line.is_empty() && !line.contains('\n')),
                "{id}: {does:?}"
            );
        }
    }

    #[test]
    fn a_statement_is_one_short_line() {
        assert_eq!(cut_short("ALTER TABLE t\n    -- why\n    DROP COLUMN a"), "ALTER TABLE t DROP COLUMN a");
        assert_eq!(cut_short(&"é ".repeat(90)).chars().count(), 100);
    }

    #[test]
    fn every_folder_is_named_after_its_revision() {
        for component in Component::ALL {
            let history = history_of(component);
            for folder in all_of(component) {
                let position = history.position(folder.revision).unwrap_or_else(|| panic!("{folder}"));
                let revision = &history.revisions()[position];
                let name = format!("{}_{}_{}", revision.id, revision.date, revision.slug);
                assert_eq!(folder.name.trim_end_matches('_'), name.trim_end_matches('_'));
                assert!(folder.down.is_some(), "{folder} has no down.sql");
            }
            assert_eq!(all_of(component).count(), history.revisions().len(), "{component}");
        }
    }
}
