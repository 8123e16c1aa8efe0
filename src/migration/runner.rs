//! Bringing a database to where it is wanted: look, decide, and do it in one transaction.

use std::convert::Infallible;

use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;

use super::action::{Action, action};
use super::create::create;
use super::error::Error;
use super::history::history;
use super::inspect::{Glance, Owners};
use super::options::{Commits, Mode, RunOptions};
use super::outcome::{Goal, Outcome};
use super::plan::{Direction, Plan};
use super::rehearsal::Tables;
use super::state::{DatabaseState, State, ours};
use super::{deletions, inspect, ledger};
use crate::database::foreign::Scope;
use crate::database::{self, ServerError, failed, lock, privilege, read_only};
use crate::logging::SCHEMA;
use crate::release;
use crate::schema_facts::Facts;

/// What a look at the database makes wanted: a word such as `+1` depends on it.
pub type ChooseGoal<'a> = dyn Fn(&DatabaseState) -> Result<Goal, Error> + 'a;

/// Looks at the database in a READ ONLY transaction, for a command that only reads: it waits for no other run.
pub fn inspect(connection: &mut PgConnection) -> Result<DatabaseState, Error> {
    loop {
        if let Some(seen) = inspect::inspect_patiently(connection)? {
            return Ok(seen);
        }
        // It may have ended by now.
        if let Some(holder) = lock::held(connection)? {
            return Err(database::Error::from(holder).into());
        }
    }
}

/// The rows of alembic_version, for a command that needs nothing else: it waits for nobody's locks.
pub fn stamps(connection: &mut PgConnection) -> Result<Vec<String>, Error> {
    Glance::take(connection)?.stamps(connection, Owners::Unknown)
}

/// The facts of any database, ours or not.
pub fn facts(connection: &mut PgConnection) -> Result<Facts, Error> {
    read_only(connection, |connection| Ok(Facts::read(connection).map_err(failed)?))
}

/// Brings the database to where it is wanted. One that is there already is answered without the lock.
pub fn run(connection: &mut PgConnection, choose: &ChooseGoal<'_>, options: &RunOptions) -> Result<Outcome, Error> {
    let seen = match options.mode {
        Mode::DryRun => Some(inspect(connection)?),
        // Where another run is at work, its end is waited for first.
        Mode::Apply | Mode::Rehearse => inspect::inspect_patiently(connection)?,
    };
    if let Some(seen) = seen
        && let Some(outcome) = without_writing(connection, &seen, choose, options)?
    {
        return Ok(outcome);
    }
    if options.mode == Mode::Rehearse {
        return rehearse(connection, choose, options);
    }
    if let Some(beforehand) = &options.beforehand {
        beforehand(connection)?;
    }
    let mut outcome = guarded(connection, options, |connection| locked(connection, choose, options))?;
    while let Some(plan) = outcome.left.take() {
        outcome = next(connection, choose, options, outcome, plan)?;
    }
    warn(&outcome);
    Ok(outcome)
}

/// A transaction that writes: under the lock, and on nothing that others have put in the way.
fn guarded<T>(
    connection: &mut PgConnection,
    options: &RunOptions,
    work: impl FnOnce(&mut PgConnection) -> Result<T, Error>,
) -> Result<T, Error> {
    let acquire = |connection: &mut PgConnection| {
        lock::acquire(connection, options.lock_timeout, &options.cancellation).map_err(Error::from)
    };
    release::guarded(connection, acquire, work)
}

/// The outcome where nothing is to be written; else there is none yet.
fn without_writing(
    connection: &mut PgConnection,
    seen: &DatabaseState,
    choose: &ChooseGoal<'_>,
    options: &RunOptions,
) -> Result<Option<Outcome>, Error> {
    let goal = choose(seen)?;
    let (state, action) = action(seen, &goal, options)?;
    let mut outcome = Outcome::new(goal, state, seen);
    match action {
        Action::Nothing if !options.drift.repairs() || outcome.drift.is_empty() => {
            detected(seen);
            refuse_drift(&outcome, options)?;
            warn(&outcome);
        }
        Action::Pending(plan) => outcome.pending = plan.revisions(),
        _ if options.mode != Mode::DryRun => return Ok(None),
        Action::Nothing => outcome.repaired = outcome.mending(),
        Action::Create(_) => {}
        Action::Run(plan) => {
            outcome.pending = plan.revisions();
            outcome.repaired = seen.before_upgrade();
            if plan.direction == Direction::Up {
                outcome.deletions = read_only::<_, Error>(connection, |connection| {
                    // The revisions' own queries are run, on a database in which the upgrade itself would run.
                    release::refuse_foreign(connection, Scope::Schema)?;
                    release::with_schema(connection, |connection| {
                        Ok(deletions::beforehand(connection, history(), seen, &outcome.pending))
                    })
                })?;
            }
        }
    }
    Ok(Some(outcome))
}

fn detected(seen: &DatabaseState) {
    log::info!(target: SCHEMA, "Detected an existing database (current revision: {}).", seen.stamp());
}

/// Looks once more under the lock, and does what is to be done now: another run may have been here.
fn locked(connection: &mut PgConnection, choose: &ChooseGoal<'_>, options: &RunOptions) -> Result<Outcome, Error> {
    let seen = inspect::inspect(connection)?;
    let goal = choose(&seen)?;
    let (state, action) = action(&seen, &goal, options)?;
    let mut outcome = Outcome::new(goal, state, &seen);
    match action {
        Action::Nothing | Action::Pending(_) => detected(&seen),
        Action::Create(release) => {
            log::info!(target: SCHEMA, "Detected a fresh new database.");
            create(connection, release, &seen)?;
            outcome.created = true;
            outcome.stamps = vec![release.head().to_owned()];
        }
        Action::Run(plan) => {
            detected(&seen);
            announce(&outcome, &plan);
            let tables: Vec<&str> = seen.facts.tables().filter(|name| ours(name)).collect();
            privilege::for_oneshot(connection, &release::extensions())?;
            privilege::for_upgrade(connection, &tables)?;
            if plan.direction == Direction::Up {
                prepare(connection, &plan, options)?;
            }
            let (plan, left) = match options.commits {
                Commits::PerRevision => plan.split(&seen.positions()),
                Commits::Once => (plan, None),
            };
            outcome.left = left;
            migrate(connection, &mut outcome, &seen, &plan, options)?;
        }
    }
    finish(connection, &mut outcome, options)?;
    Ok(outcome)
}

/// Runs the steps, and keeps the account.
fn migrate(
    connection: &mut PgConnection,
    outcome: &mut Outcome,
    seen: &DatabaseState,
    plan: &Plan,
    options: &RunOptions,
) -> Result<(), Error> {
    if let Some(release) = seen.found_as() {
        log::info!(target: SCHEMA, "Release {} has other tables than the later ones with its revisions", release.version);
        mend(connection, outcome, release.before_upgrade(Some(&seen.facts)))?;
    }
    outcome.ran = release::with_schema(connection, |connection| ledger::migrate(connection, seen, plan, options))?;
    // Most versions have nothing left to do: no look at the facts is needed for that.
    if let Some(release) = outcome.goal.reached(plan).filter(|release| !release.is_made_by_its_revisions()) {
        let facts = Facts::read(connection).map_err(failed)?;
        execute(connection, &release.after_upgrade(Some(&facts)))?;
    }
    outcome.stamps = history().ids(&plan.stamps).into_iter().map(str::to_owned).collect();
    Ok(())
}

/// What has to be had from elsewhere may take longer than a server lets a transaction idle.
fn prepare(connection: &mut PgConnection, plan: &Plan, options: &RunOptions) -> Result<(), Error> {
    connection.batch_execute("SET LOCAL idle_in_transaction_session_timeout = 0").map_err(failed)?;
    Ok(options.hook.prepare(&history().ids(&plan.revisions()))?)
}

fn announce(outcome: &Outcome, plan: &Plan) {
    let to = match &outcome.goal {
        Goal::Up(target) => target.name.clone(),
        Goal::Down(_) if plan.stamps.is_empty() => "base".to_owned(),
        Goal::Down(_) => history().ids(&plan.stamps).join(", "),
    };
    let word = if plan.direction == Direction::Up { "upgrade" } else { "downgrade" };
    log::info!(target: SCHEMA, "Performing schema {word} to {to}...");
    let State::Behind { gaps, release, .. } = &outcome.before else { return };
    match (gaps.is_empty(), release) {
        (true, _) => {}
        (false, Some(release)) => log::info!(
            target: SCHEMA,
            "Release {release} never had these revisions below its head: {}", history().ids(gaps).join(", ")
        ),
        (false, None) => log::warn!(
            target: SCHEMA,
            "These revisions are below the stamp, but never ran; they run now: {}", history().ids(gaps).join(", ")
        ),
    }
}

/// The next transaction of `--transaction-per-revision`. The plan is the one that was made at the beginning; where another run has
/// been here in between, a new one is made.
fn next(
    connection: &mut PgConnection,
    choose: &ChooseGoal<'_>,
    options: &RunOptions,
    so_far: Outcome,
    plan: Plan,
) -> Result<Outcome, Error> {
    guarded(connection, options, |connection| {
        let seen = inspect::inspect(connection)?;
        if seen.stamps != so_far.stamps {
            let done = so_far.ran.len();
            let options =
                RunOptions { steps: options.steps.map(|steps| steps.saturating_sub(done)), ..options.clone() };
            return Ok(so_far.followed_by(locked(connection, choose, &options)?));
        }
        let (now, left) = plan.split(&seen.positions());
        let mut outcome = Outcome::new(so_far.goal.clone(), so_far.before.clone(), &seen);
        outcome.left = left;
        migrate(connection, &mut outcome, &seen, &now, options)?;
        finish(connection, &mut outcome, options)?;
        Ok(so_far.followed_by(outcome))
    })
}

/// Does everything, asks what that was, and takes it back.
fn rehearse(connection: &mut PgConnection, choose: &ChooseGoal<'_>, options: &RunOptions) -> Result<Outcome, Error> {
    let work = |connection: &mut PgConnection| {
        let tables = Tables::before(connection)?;
        let mut outcome = locked(connection, choose, options)?;
        outcome.rehearsal = Some(tables.after(connection)?);
        Ok(outcome)
    };
    let mut rehearsed = None;
    let end = connection.transaction::<Infallible, _, _>(|connection| {
        rehearsed = Some(guarded(connection, options, work));
        Err(diesel::result::Error::RollbackTransaction)
    });
    let Err(error) = end;
    let outcome = rehearsed.unwrap_or_else(|| Err(failed(error).into()))?;
    warn(&outcome);
    Ok(outcome)
}

/// Looks at what came out, and at its drift.
fn finish(connection: &mut PgConnection, outcome: &mut Outcome, options: &RunOptions) -> Result<(), Error> {
    if outcome.changed() {
        look_again(connection, outcome)?;
    }
    if let (true, Some(release), Some(first)) = (outcome.created, outcome.goal.release(), outcome.drift.first()) {
        let (count, first) = (outcome.drift.len(), first.to_string());
        return Err(Error::Interfered { release: release.version, count, first });
    }
    if options.drift.repairs() && outcome.left.is_none() {
        repair(connection, outcome)?;
    }
    refuse_drift(outcome, options)
}

fn look_again(connection: &mut PgConnection, outcome: &mut Outcome) -> Result<(), Error> {
    let facts = Facts::read(connection).map_err(failed)?;
    outcome.look_at_drift(&DatabaseState::new(outcome.stamps.clone(), facts));
    Ok(())
}

fn repair(connection: &mut PgConnection, outcome: &mut Outcome) -> Result<(), Error> {
    let statements = outcome.mending();
    if statements.is_empty() {
        return Ok(());
    }
    mend(connection, outcome, statements)?;
    look_again(connection, outcome)
}

fn mend(connection: &mut PgConnection, outcome: &mut Outcome, statements: Vec<String>) -> Result<(), Error> {
    statements.iter().for_each(|statement| log::info!(target: SCHEMA, "Repairing: {statement}"));
    execute(connection, &statements)?;
    outcome.repaired.extend(statements);
    Ok(())
}

fn execute(connection: &mut PgConnection, statements: &[String]) -> Result<(), Error> {
    release::with_schema(connection, |connection| {
        for statement in statements {
            connection
                .batch_execute(statement)
                .map_err(|error| Error::Repair { statement: statement.clone(), source: ServerError::new(error) })?;
        }
        Ok(())
    })
}

/// What the facts show beyond the state, where they show anything.
fn judge(outcome: &Outcome) -> Option<Error> {
    let (first, release) = (outcome.drift.first()?, outcome.goal.release()?);
    let left = outcome.repairs.iter().filter(|repair| repair.sql.is_none()).map(|repair| repair.note.clone()).collect();
    let count = outcome.repairs.iter().filter(|repair| repair.sql.is_some()).count();
    Some(Error::Drift { release: release.version, count, first: first.to_string(), left })
}

fn warn(outcome: &Outcome) {
    if let Some(drift) = judge(outcome) {
        log::warn!(target: SCHEMA, "{drift}");
    }
}

/// `--strict`: drift fails, and the transaction with it.
fn refuse_drift(outcome: &Outcome, options: &RunOptions) -> Result<(), Error> {
    match judge(outcome) {
        Some(drift) if options.drift.fails() && outcome.left.is_none() => Err(drift),
        _ => Ok(()),
    }
}
