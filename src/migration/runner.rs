//! Bringing a database to where it is wanted: look, decide, and do it in one transaction.

use std::rc::Rc;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel_migrations::MigrationHarness;

use super::deletions::{self, Deletion};
use super::error::Error;
use super::history::{History, Position, history};
use super::hook::Hook;
use super::plan::{Direction, Plan, Step};
use super::script::ScriptError;
use super::state::{DatabaseState, LEDGER, State, Target, decide, ours};
use super::{applied, embedded, inspect, ledger, script};
use crate::database::foreign::Scope;
use crate::database::{Cancellation, ServerError, failed, lock, privilege, read_only};
use crate::logging::{MIGRATION, SCHEMA};
use crate::progress::Progress;
use crate::release::{self, EmbeddedRelease, Version};
use crate::schema_facts::{self, Difference, differences};

/// What a command allows.
#[derive(Clone)]
pub struct RunOptions {
    /// A fresh database is created.
    pub create: bool,
    /// A database that is behind is upgraded.
    pub upgrade: bool,
    /// Look and plan, change nothing.
    pub dry_run: bool,
    /// Drift is an error.
    pub strict: bool,
    /// Drift is mended.
    pub repair: bool,
    /// A transaction for each revision.
    pub per_revision: bool,
    /// At most so many revisions.
    pub steps: Option<usize>,
    /// What a revision takes from outside.
    pub hook: Rc<dyn Hook>,
    /// For the lock, and for locks on tables.
    pub lock_timeout: Duration,
    /// Asked between statements.
    pub cancellation: Cancellation,
}

/// What to do.
#[derive(Debug)]
pub enum Action {
    /// It is where it should be.
    Nothing,
    /// Create the wanted release.
    Create,
    /// Run revisions, or only leave one stamp.
    Upgrade(Plan),
    /// There is something to run, and it is not wanted.
    Pending(Plan),
    /// A person has to look.
    Refuse(Error),
}

/// A revision that ran.
#[derive(Clone, Debug)]
pub struct Ran {
    /// Which.
    pub revision: Position,
    /// How long it took.
    pub took: Duration,
    /// The rows that it deleted on purpose.
    pub deleted: Vec<Deletion>,
}

/// What was done.
#[derive(Debug)]
pub struct Outcome {
    /// What was wanted.
    pub wanted: Target,
    /// What the database was.
    pub before: State,
    /// What alembic_version held.
    pub stamps_before: Vec<String>,
    /// What it holds now.
    pub stamps: Vec<String>,
    /// Whether the tables were created.
    pub created: bool,
    /// The revisions that ran.
    pub ran: Vec<Ran>,
    /// The revisions that would have run.
    pub pending: Vec<Position>,
    /// The rows that those would delete on purpose, as far as that is known.
    pub deletions: Vec<Deletion>,
    /// The statements that mended drift, or would have.
    pub repaired: Vec<String>,
    /// The facts that differ from the wanted release; none where its facts are not known.
    pub drift: Vec<Difference>,
    /// What `--transaction-per-revision` has not run yet.
    left: Option<Plan>,
}

impl Outcome {
    fn new(wanted: Target, before: State, seen: &DatabaseState) -> Self {
        let drift = drift(&wanted, seen);
        let (stamps_before, stamps) = (seen.stamps.clone(), seen.stamps.clone());
        let (ran, pending, deletions, repaired, left) = Default::default();
        Outcome {
            wanted,
            before,
            stamps_before,
            stamps,
            created: false,
            ran,
            pending,
            deletions,
            repaired,
            drift,
            left,
        }
    }

    /// Whether anything is other than before.
    pub fn changed(&self) -> bool {
        self.created || !self.ran.is_empty() || self.stamps != self.stamps_before || !self.repaired.is_empty()
    }
}

/// What a look at the database makes wanted: a word such as `+1` depends on it.
pub type ChooseTarget<'a> = dyn Fn(&DatabaseState) -> Result<Target, Error> + 'a;

/// Decides what to do. Pure.
pub fn action(history: &History, seen: &DatabaseState, state: &State, wanted: &Target, options: &RunOptions) -> Action {
    let stamp = seen.stamps.join(", ");
    match state {
        State::Fresh if options.create && wanted.release.is_some() => Action::Create,
        State::At => Action::Nothing,
        State::Behind { .. } => {
            let plan = plan(history, seen, wanted);
            let plan = match options.steps {
                Some(steps) => plan.first(steps),
                None => plan,
            };
            let missing: Vec<Position> =
                plan.revisions().into_iter().filter(|revision| !embedded::embedded(history, *revision)).collect();
            match missing.first() {
                _ if !options.upgrade => Action::Pending(plan),
                Some(first) => Action::Refuse(Error::NoRevisions {
                    from: stamp,
                    to: wanted.name.clone(),
                    count: missing.len(),
                    first: history.id(*first).to_owned(),
                }),
                None => Action::Upgrade(plan),
            }
        }
        other => Action::Refuse(trouble(history, seen, other, wanted)),
    }
}

/// From what the database has to what is wanted; its one stamp at the end.
pub fn plan(history: &History, seen: &DatabaseState, wanted: &Target) -> Plan {
    let stamps = history.positions(&seen.stamps);
    let own = applied::applied(history, &stamps, &seen.facts);
    let mut plan = Plan::up(history, &own, &wanted.own);
    plan.stamps = [wanted.head].into();
    if let Some(last) = plan.steps.last_mut() {
        last.stamps = plan.stamps.clone();
    }
    plan
}

/// The trouble that a state is for everyone who wants it otherwise.
pub fn trouble(history: &History, seen: &DatabaseState, state: &State, wanted: &Target) -> Error {
    match state.clone() {
        State::Fresh | State::At | State::Behind { .. } => Error::Fresh,
        State::Ahead { revision, first } => {
            let version = |name: &str| name.parse::<Version>().ok();
            let wanted_version = wanted.release.map(|release| release.version);
            Error::Ahead {
                stamp: seen.stamps.join(", "),
                wanted: wanted.name.clone(),
                revision: history.id(revision).to_owned(),
                first: first.map(str::to_owned),
                newer_in_time: first
                    .and_then(version)
                    .zip(wanted_version)
                    .is_some_and(|(first, wanted)| first < wanted),
            }
        }
        State::Unknown { stamps } => Error::Unknown { stamps },
        State::Split { stamps } => Error::Split { stamps, wanted: wanted.name.clone() },
        State::Complete { release } => Error::Complete { release },
        State::Partial { release, found, missing, differences } => {
            Error::Partial { release, found, missing, differences }
        }
    }
}

/// The facts that differ from the wanted release.
pub fn drift(wanted: &Target, seen: &DatabaseState) -> Vec<Difference> {
    let at_wanted = seen.stamps.iter().any(|stamp| history().position(stamp) == Some(wanted.head));
    match wanted.release {
        Some(release) if at_wanted => differences(release.facts(), &seen.facts, ours),
        _ => Vec::new(),
    }
}

/// Looks at the database in a READ ONLY transaction.
pub fn inspect(connection: &mut PgConnection) -> Result<DatabaseState, Error> {
    read_only(connection, inspect::inspect)
}

/// Brings the database to where it is wanted. One that is there already is answered without the lock.
pub fn run(connection: &mut PgConnection, want: &ChooseTarget<'_>, options: &RunOptions) -> Result<Outcome, Error> {
    let history = history();
    let seen = inspect(connection)?;
    let wanted = want(&seen)?;
    let state = decide(history, &seen, &wanted);
    let action = action(history, &seen, &state, &wanted, options);
    let mut outcome = Outcome::new(wanted, state, &seen);
    match action {
        Action::Refuse(error) => return Err(error),
        Action::Nothing if !options.repair || outcome.drift.is_empty() => {
            log::info!(target: SCHEMA, "Detected an existing database (current revision: {}).", seen.stamps.join(", "));
            refuse_drift(&outcome, options)?;
            warn(&outcome);
            return Ok(outcome);
        }
        Action::Pending(plan) => {
            outcome.pending = plan.revisions();
            return Ok(outcome);
        }
        Action::Upgrade(plan) if options.dry_run => {
            outcome.pending = plan.revisions();
            outcome.deletions = read_only::<_, Error>(connection, |connection| {
                // The revisions' own queries are run, on a database in which the upgrade itself would run.
                release::refuse_foreign(connection, Scope::Schema)?;
                release::with_schema(connection, |connection| {
                    Ok(deletions::beforehand(connection, history, &seen, &outcome.pending))
                })
            })?;
            return Ok(outcome);
        }
        Action::Nothing if options.dry_run => {
            outcome.repaired = mending(&outcome.wanted, &outcome.drift);
            return Ok(outcome);
        }
        Action::Create if options.dry_run => return Ok(outcome),
        Action::Nothing | Action::Create | Action::Upgrade(_) => {}
    }
    let take = |connection: &mut PgConnection| take_lock(connection, options);
    let mut outcome = release::guarded(connection, take, |connection| locked(connection, want, options))?;
    while let Some(plan) = outcome.left.take() {
        outcome = next(connection, want, options, outcome, plan)?;
    }
    warn(&outcome);
    Ok(outcome)
}

/// The next transaction of `--transaction-per-revision`. The plan is the one that was made at the beginning; where another run has
/// been here in between, a new one is made.
fn next(
    connection: &mut PgConnection,
    want: &ChooseTarget<'_>,
    options: &RunOptions,
    so_far: Outcome,
    plan: Plan,
) -> Result<Outcome, Error> {
    let take = |connection: &mut PgConnection| take_lock(connection, options);
    release::guarded(connection, take, |connection| {
        let seen = inspect::inspect(connection)?;
        if seen.stamps != so_far.stamps {
            let done = so_far.ran.len();
            let options =
                RunOptions { steps: options.steps.map(|steps| steps.saturating_sub(done)), ..options.clone() };
            return Ok(after(so_far, locked(connection, want, &options)?));
        }
        let (now, left) = plan.split(&history().positions(&seen.stamps));
        let mut outcome = Outcome::new(so_far.wanted.clone(), so_far.before.clone(), &seen);
        outcome.ran = migrate(connection, history(), &seen, &now, options)?;
        outcome.left = left;
        finish(connection, &mut outcome, options)?;
        Ok(after(so_far, outcome))
    })
}

fn take_lock(connection: &mut PgConnection, options: &RunOptions) -> Result<(), Error> {
    Ok(lock::acquire(connection, options.lock_timeout, &options.cancellation)?)
}

/// A later outcome, told from the beginning on.
fn after(first: Outcome, later: Outcome) -> Outcome {
    let ran = first.ran.into_iter().chain(later.ran).collect();
    Outcome { before: first.before, stamps_before: first.stamps_before, ran, ..later }
}

/// Looks once more under the lock, and does what is to be done now: another run may have been here.
fn locked(connection: &mut PgConnection, want: &ChooseTarget<'_>, options: &RunOptions) -> Result<Outcome, Error> {
    let history = history();
    let seen = inspect::inspect(connection)?;
    let wanted = want(&seen)?;
    let state = decide(history, &seen, &wanted);
    let action = action(history, &seen, &state, &wanted, options);
    let mut outcome = Outcome::new(wanted, state, &seen);
    match action {
        Action::Refuse(error) => return Err(error),
        Action::Nothing | Action::Pending(_) => {
            log::info!(target: SCHEMA, "Detected an existing database (current revision: {}).", seen.stamps.join(", "));
        }
        Action::Create => {
            if let Some(release) = outcome.wanted.release {
                log::info!(target: SCHEMA, "Detected a fresh new database.");
                create(connection, release, &seen)?;
                outcome.created = true;
            }
        }
        Action::Upgrade(plan) => {
            log::info!(target: SCHEMA, "Detected an existing database (current revision: {}).", seen.stamps.join(", "));
            log::info!(target: SCHEMA, "Performing schema upgrade to {}...", outcome.wanted.name);
            tell_gaps(history, &outcome.before);
            check_privileges(connection, &seen)?;
            options.hook.prepare(&history.ids(&plan.revisions()))?;
            let (plan, left) = match options.per_revision {
                true => plan.split(&history.positions(&seen.stamps)),
                false => (plan, None),
            };
            outcome.left = left;
            outcome.ran = migrate(connection, history, &seen, &plan, options)?;
        }
    }
    finish(connection, &mut outcome, options)?;
    Ok(outcome)
}

/// Looks at what came out, and at its drift.
fn finish(connection: &mut PgConnection, outcome: &mut Outcome, options: &RunOptions) -> Result<(), Error> {
    if outcome.created || !outcome.ran.is_empty() || outcome.stamps.len() > 1 {
        let seen = inspect::inspect(connection)?;
        outcome.drift = drift(&outcome.wanted, &seen);
        outcome.stamps = seen.stamps;
    }
    if options.repair && !outcome.drift.is_empty() {
        outcome.repaired = repair(connection, &outcome.wanted, &outcome.drift)?;
        let seen = inspect::inspect(connection)?;
        outcome.drift = drift(&outcome.wanted, &seen);
    }
    refuse_drift(outcome, options)
}

/// What the facts show beyond the state, where they show anything.
fn judge(outcome: &Outcome) -> Option<Error> {
    let (first, release) = (outcome.drift.first()?, outcome.wanted.release?);
    Some(Error::Drift { count: outcome.drift.len(), release: release.version, first: first.to_string() })
}

fn warn(outcome: &Outcome) {
    if let Some(drift) = judge(outcome) {
        log::warn!(target: SCHEMA, "{drift}");
    }
}

/// `--strict`: drift fails, and the transaction with it.
fn refuse_drift(outcome: &Outcome, options: &RunOptions) -> Result<(), Error> {
    match judge(outcome) {
        Some(drift) if options.strict => Err(drift),
        _ => Ok(()),
    }
}

/// Names the revisions that an upgrade by other means has skipped.
fn tell_gaps(history: &History, state: &State) {
    let State::Behind { gaps, release, .. } = state else { return };
    match (gaps.is_empty(), release) {
        (true, _) => {}
        (false, Some(release)) => log::info!(
            target: SCHEMA,
            "Release {release} never had these revisions below its head: {}", history.ids(gaps).join(", ")
        ),
        (false, None) => log::warn!(
            target: SCHEMA,
            "These revisions are below the stamp, but never ran; they run now: {}", history.ids(gaps).join(", ")
        ),
    }
}

fn create(connection: &mut PgConnection, release: &EmbeddedRelease, seen: &DatabaseState) -> Result<(), Error> {
    check_server(connection, release)?;
    privilege::for_oneshot(connection, &release::extensions())?;
    log::info!(target: SCHEMA, "Creating tables...");
    if seen.facts.has_table(LEDGER) {
        // It has no row. The release's own may look different.
        connection.batch_execute("DROP TABLE public.alembic_version").map_err(failed)?;
    }
    release::with_schema(connection, |connection| {
        for script in [Some(release.schema()), release.rows()].into_iter().flatten() {
            script::run(connection, &script)?;
        }
        Ok::<(), Error>(())
    })?;
    log::info!(target: SCHEMA, "Stamping alembic version to head...");
    ledger::write(connection, &[release.head()]).map_err(failed)?;
    log::info!(target: MIGRATION, "Running stamp_revision  -> {}", release.head());
    Ok(())
}

fn check_server(connection: &mut PgConnection, release: &EmbeddedRelease) -> Result<(), Error> {
    let query = diesel::dsl::sql::<diesel::sql_types::Integer>("current_setting('server_version_num')::integer");
    let number: i32 = diesel::select(query).get_result(connection).map_err(failed)?;
    let server = u32::try_from(number / 10000).unwrap_or_default();
    if server < release.oldest_server() {
        return Err(Error::Server { release: release.version, oldest: release.oldest_server(), server });
    }
    Ok(())
}

fn check_privileges(connection: &mut PgConnection, seen: &DatabaseState) -> Result<(), Error> {
    let tables: Vec<&str> = seen.facts.tables().filter(|name| ours(name)).collect();
    privilege::for_oneshot(connection, &release::extensions())?;
    Ok(privilege::for_upgrade(connection, &tables)?)
}

/// Runs the steps of a plan, in the caller's transaction.
pub fn migrate(
    connection: &mut PgConnection,
    history: &'static History,
    seen: &DatabaseState,
    plan: &Plan,
    options: &RunOptions,
) -> Result<Vec<Ran>, Error> {
    let stamps = history.positions(&seen.stamps);
    let mut own = applied::applied(history, &stamps, &seen.facts);
    let mut before = history.ids(&stamps).join(", ");
    let mut ran = Vec::new();
    let progress = Progress::new(plan.steps.len());
    for (index, step) in plan.steps.iter().enumerate() {
        options.cancellation.check().map_err(crate::database::Error::from)?;
        let after = history.ids(&step.stamps).join(", ");
        let began = Instant::now();
        progress.at(index, &history.revisions()[step.revision].slug);
        let deleted = release::with_schema(connection, |connection| {
            run_step(connection, history, &own, plan.direction, step, options)
        })?;
        let took = began.elapsed();
        match plan.direction {
            Direction::Up => own.insert(step.revision),
            Direction::Down => own.remove(&step.revision),
        };
        let revision = &history.revisions()[step.revision];
        let word = if plan.direction == Direction::Up { "upgrade" } else { "downgrade" };
        let (from, to) = match plan.direction {
            Direction::Up => (before.as_str(), revision.id.as_str()),
            Direction::Down => (revision.id.as_str(), after.as_str()),
        };
        // On a terminal the bar shows them.
        let level = if progress.is_shown() { log::Level::Debug } else { log::Level::Info };
        log::log!(
            target: MIGRATION, level,
            "Running {word} {from} -> {to}, {} ({}/{}, {:.3} s)",
            revision.slug, index + 1, plan.steps.len(), took.as_secs_f64()
        );
        for deletion in &deleted {
            log::warn!(target: MIGRATION, "{deletion}");
        }
        before = after;
        ran.push(Ran { revision: step.revision, took, deleted });
    }
    ledger::write(connection, &history.ids(&plan.stamps)).map_err(failed)?;
    Ok(ran)
}

/// How long DDL queues for a lock before it lets others pass and tries again.
const PATIENCE: Duration = Duration::from_secs(3);

/// Runs one revision under a savepoint. A lock on a table that is not to be had soon is given up and tried for again, so that
/// nobody queues up behind it for long.
fn run_step(
    connection: &mut PgConnection,
    history: &'static History,
    own: &super::Revisions,
    direction: Direction,
    step: &Step,
    options: &RunOptions,
) -> Result<Vec<Deletion>, Error> {
    let missing = || Error::NoRevisions {
        from: String::new(),
        to: String::new(),
        count: 1,
        first: history.id(step.revision).to_owned(),
    };
    let folder = embedded::revision(history, step.revision).ok_or_else(missing)?;
    let began = Instant::now();
    loop {
        let left = options.lock_timeout.saturating_sub(began.elapsed());
        let bound = left.min(PATIENCE).as_millis().max(1);
        let result = connection.transaction::<_, Box<dyn std::error::Error + Send + Sync>, _>(|connection| {
            connection.batch_execute(&format!("SET LOCAL lock_timeout = {bound}"))?;
            let mut deleted = Vec::new();
            if direction == Direction::Up {
                options.hook.before(connection, folder.revision)?;
                deleted = deletions::count(connection, &folder)?;
            }
            let mut ledger = ledger::Ledger::new(connection, history, own.clone());
            match direction {
                Direction::Up => ledger.run_migration(&folder)?,
                Direction::Down => ledger.revert_migration(&folder)?,
            };
            Ok(deleted)
        });
        let error = match result.map_err(told) {
            Ok(deleted) => return Ok(deleted),
            Err(error) => error,
        };
        let again = matches!(&error, Error::Script(script) if script.source.is_lock_timeout());
        if !again || began.elapsed() >= options.lock_timeout {
            return Err(error);
        }
        log::info!(target: MIGRATION, "{}: somebody holds a lock on a table, trying again", folder.revision);
        options.cancellation.sleep(Duration::from_millis(250)).map_err(crate::database::Error::from)?;
    }
}

/// What came out of the harness as one of our errors.
fn told(error: Box<dyn std::error::Error + Send + Sync>) -> Error {
    let error = match error.downcast::<ScriptError>() {
        Ok(script) => return Error::Script(*script),
        Err(error) => error,
    };
    match error.downcast::<diesel::result::Error>() {
        Ok(error) => failed(*error).into(),
        Err(error) => {
            crate::database::Error::from(ServerError::new(diesel::result::Error::QueryBuilderError(error))).into()
        }
    }
}

/// The statements that would mend what differs.
pub fn mending(wanted: &Target, drift: &[Difference]) -> Vec<String> {
    let Some(release) = wanted.release else { return Vec::new() };
    schema_facts::repair::statements(drift, release.facts(), release.schema().sql)
        .into_iter()
        .filter_map(|mend| mend.sql)
        .collect()
}

fn repair(connection: &mut PgConnection, wanted: &Target, drift: &[Difference]) -> Result<Vec<String>, Error> {
    let statements = mending(wanted, drift);
    release::with_schema(connection, |connection| {
        for statement in &statements {
            log::info!(target: SCHEMA, "Repairing: {statement}");
            connection
                .batch_execute(statement)
                .map_err(|error| Error::Repair { statement: statement.clone(), source: ServerError::new(error) })?;
        }
        Ok::<(), Error>(())
    })?;
    Ok(statements)
}
