//! `alembic_version` as the only ledger of what ran: Diesel's migration harness over it.

use std::time::{Duration, Instant};

use diesel::QueryResult;
use diesel::connection::SimpleConnection;
use diesel::migration::{Migration, MigrationSource, MigrationVersion, Result};
use diesel::pg::{Pg, PgConnection};
use diesel_migrations::MigrationHarness;

use super::deletions::{self, Deletion};
use super::embedded::{self, EmbeddedRevision, EmbeddedRevisions};
use super::error::Error;
use super::history::{Position, Revisions, history};
use super::options::RunOptions;
use super::outcome::Ran;
use super::plan::{Direction, Plan};
use super::script::ScriptError;
use super::state::DatabaseState;
use crate::database::{self, failed};
use crate::logging::MIGRATION;
use crate::progress::{Progress, Unit};
use crate::took::Took;

/// How long DDL queues for a lock before it lets others pass and tries again.
const PATIENCE: Duration = Duration::from_secs(3);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(250);

/// A database, the revisions that it has, and those that it is to get or to lose.
pub struct Ledger<'a> {
    connection: &'a mut PgConnection,
    options: &'a RunOptions,
    plan: &'a Plan,
    applied: Revisions,
    progress: Progress,
    /// What alembic_version would hold now.
    stamps: String,
    ran: Vec<Ran>,
}

/// Runs the steps of a plan in the caller's transaction, and writes the stamps at its end.
pub fn migrate(
    connection: &mut PgConnection,
    seen: &DatabaseState,
    plan: &Plan,
    options: &RunOptions,
) -> std::result::Result<Vec<Ran>, Error> {
    let progress = Progress::of("", Some(plan.steps.len() as u64), Unit::Revisions);
    let (applied, stamps) = (seen.applied.clone(), seen.stamp());
    let mut ledger = Ledger { connection, options, plan, applied, progress, stamps, ran: Vec::new() };
    ledger.begin().map_err(failed)?;
    match plan.direction {
        Direction::Up => ledger.run_pending_migrations(EmbeddedRevisions).map(drop),
        Direction::Down => ledger.revert_planned(),
    }
    .map_err(told)?;
    write(ledger.connection, &history().ids(&plan.stamps)).map_err(failed)?;
    Ok(ledger.ran)
}

/// What came out of the harness as the error that went in.
fn told(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => *error,
        Err(error) => failed(diesel::result::Error::QueryBuilderError(error)).into(),
    }
}

impl Ledger<'_> {
    /// Nobody queues up behind this session for long. Revisions can see which others run in this transaction.
    fn begin(&mut self) -> QueryResult<()> {
        let bound = self.options.lock_timeout.min(PATIENCE).as_millis().max(1);
        let revisions = history().ids(&self.plan.revisions()).join(" ");
        self.connection
            .batch_execute(&format!("SET LOCAL lock_timeout = {bound}; SET LOCAL backend_ai.revisions = '{revisions}'"))
    }

    fn revert_planned(&mut self) -> Result<()> {
        for step in &self.plan.steps {
            self.revert_migration(&script_of(step.revision)?)?;
        }
        Ok(())
    }

    /// One revision, tried again while another session holds a lock in its way.
    fn run(&mut self, migration: &dyn Migration<Pg>) -> std::result::Result<Vec<Deletion>, Error> {
        let began = Instant::now();
        let revision = script_of(self.position(migration)?)?;
        if self.plan.direction == Direction::Up {
            self.options.hook.before(self.connection, revision.revision).map_err(failed)?;
        }
        loop {
            match attempt(self.connection, migration, &revision, self.plan.direction) {
                Err(error) if error.is_wait() && began.elapsed() < self.options.lock_timeout => {}
                result => return result,
            }
            log::info!(target: MIGRATION, "{}: somebody holds a lock on a table, trying again", revision.revision);
            self.options.cancellation.sleep(PAUSE).map_err(database::Error::from)?;
        }
    }

    fn position(&self, migration: &dyn Migration<Pg>) -> std::result::Result<Position, Error> {
        let version = migration.name().version().to_string();
        history().position(&version).ok_or_else(|| no_script(&version))
    }

    /// Runs a revision, keeps the account, and tells.
    fn step(&mut self, migration: &dyn Migration<Pg>) -> std::result::Result<MigrationVersion<'static>, Error> {
        self.options.cancellation.check().map_err(database::Error::from)?;
        let (began, index) = (Instant::now(), self.ran.len());
        let position = self.position(migration)?;
        let revision = &history().revisions()[position];
        let last = self.ran.last().map(|ran| format!(", the one before took {:.1}", ran.took));
        self.progress.at(index as u64, &format!("{}{}", revision.id, last.unwrap_or_default()));
        let deleted = self.run(migration)?;
        let took = Took::since(began);
        let after = self.plan.steps.get(index).map_or_else(String::new, |step| history().ids(&step.stamps).join(", "));
        let (word, from, to) = match self.plan.direction {
            Direction::Up => ("upgrade", self.stamps.as_str(), revision.id),
            Direction::Down => ("downgrade", revision.id, after.as_str()),
        };
        // A terminal shows one line that moves on.
        self.progress.instead_of(|| {
            log::info!(
                target: MIGRATION,
                "Running {word} {from} -> {to}, {} ({}/{}, {took:.3})",
                revision.slug, index + 1, self.plan.steps.len()
            );
        });
        for deletion in &deleted {
            log::warn!(target: MIGRATION, "{deletion}");
        }
        match self.plan.direction {
            Direction::Up => self.applied.insert(position),
            Direction::Down => self.applied.remove(&position),
        };
        self.stamps = after;
        self.ran.push(Ran { revision: position, took, deleted });
        Ok(migration.name().version().as_owned())
    }
}

/// Counts what goes, and runs the script; after a failure the transaction is as it was before.
fn attempt(
    connection: &mut PgConnection,
    migration: &dyn Migration<Pg>,
    revision: &EmbeddedRevision,
    direction: Direction,
) -> std::result::Result<Vec<Deletion>, Error> {
    let mut deleted = Vec::new();
    if direction == Direction::Up && revision.deletes.is_some() {
        connection.batch_execute("SAVEPOINT counts").map_err(failed)?;
        match deletions::count(connection, revision) {
            Ok(counts) => deleted = counts,
            Err(error) => {
                connection.batch_execute("ROLLBACK TO SAVEPOINT counts").map_err(failed)?;
                return Err(error.into());
            }
        }
    }
    let result = match direction {
        Direction::Up => migration.run(connection),
        Direction::Down => migration.revert(connection),
    };
    match result.map_err(|error| error.downcast::<ScriptError>()) {
        Ok(()) => Ok(deleted),
        Err(Ok(error)) => Err(Error::Script(*error)),
        Err(Err(error)) => Err(told(error)),
    }
}

fn script_of(position: Position) -> std::result::Result<EmbeddedRevision, Error> {
    embedded::revision(history(), position).ok_or_else(|| no_script(history().id(position)))
}

fn no_script(revision: &str) -> Error {
    Error::NoRevisions { from: String::new(), to: String::new(), count: 1, first: revision.to_owned() }
}

impl MigrationHarness<Pg> for Ledger<'_> {
    fn run_migration(&mut self, migration: &dyn Migration<Pg>) -> Result<MigrationVersion<'static>> {
        Ok(self.step(migration)?)
    }

    fn revert_migration(&mut self, migration: &dyn Migration<Pg>) -> Result<MigrationVersion<'static>> {
        Ok(self.step(migration)?)
    }

    fn applied_migrations(&mut self) -> Result<Vec<MigrationVersion<'static>>> {
        let newest_first = self.applied.iter().rev().map(|position| history().id(*position).to_owned());
        Ok(newest_first.map(MigrationVersion::from).collect())
    }

    /// Those of the plan, in the graph's order; an identifier's own order means nothing.
    fn pending_migrations<S: MigrationSource<Pg>>(&mut self, source: S) -> Result<Vec<Box<dyn Migration<Pg>>>> {
        let mut pending: Vec<(usize, Box<dyn Migration<Pg>>)> = Vec::new();
        for migration in source.migrations()? {
            let position = self.position(&migration)?;
            if let Some(index) = self.plan.steps.iter().position(|step| step.revision == position) {
                pending.push((index, migration));
            }
        }
        pending.sort_by_key(|(index, _)| *index);
        Ok(pending.into_iter().map(|(_, migration)| migration).collect())
    }
}

/// Makes alembic_version hold exactly these.
pub fn write(connection: &mut PgConnection, stamps: &[&str]) -> QueryResult<()> {
    connection.batch_execute(&statement(stamps))
}

/// The statements that do it; identifiers of revisions need no quoting.
pub fn statement(stamps: &[&str]) -> String {
    let rows: Vec<String> = stamps.iter().map(|stamp| format!("('{stamp}')")).collect();
    let insert = if rows.is_empty() {
        String::new()
    } else {
        format!("INSERT INTO public.alembic_version (version_num) VALUES {}", rows.join(", "))
    };
    format!("DELETE FROM public.alembic_version; {insert}")
}
