//! Bringing a database to where it is wanted: look, decide, and do it in one transaction.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel_migrations::MigrationHarness;

use super::history::{History, Position, history};
use super::plan::{Direction, Plan, Step};
use super::script::ScriptError;
use super::state::{LEDGER, Seen, State, Wanted, decide, ours};
use super::trouble::Trouble;
use super::{folders, ledger, look, reading, script};
use crate::database::{Interruption, ServerError, failed, lock, privilege, read_only, transaction};
use crate::error::Error;
use crate::facts::{Difference, differences, mend};
use crate::logging::{MIGRATION, SCHEMA};
use crate::progress::Progress;
use crate::release::{self, Release, Version};

/// What a command allows.
#[derive(Clone, Debug)]
pub struct Choices {
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
    /// What one revision takes from etcd.
    pub etcd: crate::etcd::Import,
    /// For the lock, and for locks on tables.
    pub lock_timeout: Duration,
    /// Asked between statements.
    pub interruption: Interruption,
}

/// What to do.
#[derive(Clone, Debug, Eq, PartialEq)]
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
    Refuse(Trouble),
}

/// A revision that ran.
#[derive(Clone, Copy, Debug)]
pub struct Ran {
    /// Which.
    pub revision: Position,
    /// How long it took.
    pub took: Duration,
}

/// What was done.
#[derive(Debug)]
pub struct Outcome {
    /// What was wanted.
    pub wanted: Wanted,
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
    /// The statements that mended drift, or would have.
    pub repaired: Vec<String>,
    /// The facts that differ from the wanted release; none where its facts are not known.
    pub drift: Vec<Difference>,
}

impl Outcome {
    fn new(wanted: Wanted, before: State, seen: &Seen) -> Self {
        let drift = drift(&wanted, seen);
        let (stamps_before, stamps) = (seen.stamps.clone(), seen.stamps.clone());
        let (ran, pending, repaired) = Default::default();
        Outcome { wanted, before, stamps_before, stamps, created: false, ran, pending, repaired, drift }
    }

    /// Whether anything is other than before.
    pub fn changed(&self) -> bool {
        self.created || !self.ran.is_empty() || self.stamps != self.stamps_before || !self.repaired.is_empty()
    }
}

/// What a look at the database makes wanted: a word such as `+1` depends on it.
pub type Want<'a> = dyn Fn(&Seen) -> Result<Wanted, Error> + 'a;

/// Decides what to do. Pure.
pub fn action(history: &History, seen: &Seen, state: &State, wanted: &Wanted, choices: &Choices) -> Action {
    let stamp = seen.stamps.join(", ");
    match state {
        State::Fresh if choices.create && wanted.release.is_some() => Action::Create,
        State::At => Action::Nothing,
        State::Behind { .. } => {
            let plan = plan(history, seen, wanted);
            let plan = match choices.steps {
                Some(steps) => plan.first(steps),
                None => plan,
            };
            let missing: Vec<Position> =
                plan.revisions().into_iter().filter(|revision| !folders::embedded(history, *revision)).collect();
            match missing.first() {
                _ if !choices.upgrade => Action::Pending(plan),
                Some(first) => Action::Refuse(Trouble::NoRevisions {
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
pub fn plan(history: &History, seen: &Seen, wanted: &Wanted) -> Plan {
    let stamps = seen.stamps.iter().filter_map(|id| history.position(id)).collect();
    let own = reading::own(history, &stamps, &seen.facts);
    let mut plan = Plan::up(history, &own, &wanted.own);
    plan.stamps = [wanted.head].into();
    if let Some(last) = plan.steps.last_mut() {
        last.stamps = plan.stamps.clone();
    }
    plan
}

/// The trouble that a state is for everyone who wants it otherwise.
pub fn trouble(history: &History, seen: &Seen, state: &State, wanted: &Wanted) -> Trouble {
    match state.clone() {
        State::Fresh | State::At | State::Behind { .. } => Trouble::Fresh,
        State::Ahead { revision, first } => {
            let version = |name: &str| name.parse::<Version>().ok();
            let wanted_version = wanted.release.map(|release| release.version);
            Trouble::Ahead {
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
        State::Unknown { stamps } => Trouble::Unknown { stamps },
        State::Split { stamps } => Trouble::Split { stamps, wanted: wanted.name.clone() },
        State::Complete { release } => Trouble::Complete { release },
        State::Partial { release, found, missing, differences } => {
            Trouble::Partial { release, found, missing, differences }
        }
    }
}

/// The facts that differ from the wanted release.
pub fn drift(wanted: &Wanted, seen: &Seen) -> Vec<Difference> {
    let at_wanted = seen.stamps.iter().any(|stamp| history().position(stamp) == Some(wanted.head));
    match wanted.release {
        Some(release) if at_wanted => differences(release.facts(), &seen.facts, ours),
        _ => Vec::new(),
    }
}

/// Looks at the database in a READ ONLY transaction.
pub fn look(connection: &mut PgConnection) -> Result<Seen, Error> {
    read_only(connection, |connection| Ok(look::look(connection).map_err(failed)?))
}

/// Brings the database to where it is wanted. One that is there already is answered without the lock.
pub fn bring(connection: &mut PgConnection, want: &Want<'_>, choices: &Choices) -> Result<Outcome, Error> {
    let history = history();
    let seen = look(connection)?;
    let wanted = want(&seen)?;
    let state = decide(history, &seen, &wanted);
    let action = action(history, &seen, &state, &wanted, choices);
    let mut outcome = Outcome::new(wanted, state, &seen);
    match action {
        Action::Refuse(trouble) => return Err(trouble.into()),
        Action::Nothing if !choices.repair || outcome.drift.is_empty() => {
            log::info!(target: SCHEMA, "Detected an existing database (current revision: {}).", seen.stamps.join(", "));
            refuse_drift(&outcome, choices)?;
            warn(&outcome);
            return Ok(outcome);
        }
        Action::Pending(plan) => {
            outcome.pending = plan.revisions();
            return Ok(outcome);
        }
        Action::Upgrade(plan) if choices.dry_run => {
            outcome.pending = plan.revisions();
            return Ok(outcome);
        }
        Action::Nothing if choices.dry_run => {
            outcome.repaired = mending(&outcome.wanted, &outcome.drift);
            return Ok(outcome);
        }
        Action::Create if choices.dry_run => return Ok(outcome),
        Action::Nothing | Action::Create | Action::Upgrade(_) => {}
    }
    let mut outcome = transaction(connection, |connection| locked(connection, want, choices))?;
    if choices.per_revision && !outcome.ran.is_empty() {
        outcome = rest(connection, want, choices, outcome)?;
    }
    warn(&outcome);
    Ok(outcome)
}

/// The other revisions of `--transaction-per-revision`, each in its own.
fn rest(connection: &mut PgConnection, want: &Want<'_>, choices: &Choices, first: Outcome) -> Result<Outcome, Error> {
    let mut so_far = first;
    loop {
        let left = choices.steps.map(|steps| steps.saturating_sub(so_far.ran.len()));
        if left == Some(0) {
            return Ok(so_far);
        }
        let choices = Choices { steps: left, ..choices.clone() };
        let next = transaction(connection, |connection| locked(connection, want, &choices))?;
        let finished = next.ran.is_empty();
        let ran = so_far.ran.into_iter().chain(next.ran).collect();
        so_far = Outcome { before: so_far.before, stamps_before: so_far.stamps_before, ran, ..next };
        if finished {
            return Ok(so_far);
        }
    }
}

/// Looks once more under the lock, and does what is to be done now: another run may have been here.
fn locked(connection: &mut PgConnection, want: &Want<'_>, choices: &Choices) -> Result<Outcome, Error> {
    let history = history();
    lock::acquire(connection, choices.lock_timeout, &choices.interruption)?;
    let seen = look::look(connection).map_err(failed)?;
    let wanted = want(&seen)?;
    let state = decide(history, &seen, &wanted);
    let action = action(history, &seen, &state, &wanted, choices);
    let mut outcome = Outcome::new(wanted, state, &seen);
    match action {
        Action::Refuse(trouble) => return Err(trouble.into()),
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
            choices.etcd.prepare(&history.ids(&plan.revisions()))?;
            let plan = if choices.per_revision { plan.first(1) } else { plan };
            outcome.ran = migrate(connection, history, &seen, &plan, choices)?;
        }
    }
    if outcome.created || !outcome.ran.is_empty() || outcome.stamps.len() > 1 {
        let seen = look::look(connection).map_err(failed)?;
        outcome.drift = drift(&outcome.wanted, &seen);
        outcome.stamps = seen.stamps;
    }
    if choices.repair && !outcome.drift.is_empty() {
        outcome.repaired = repair(connection, &outcome.wanted, &outcome.drift)?;
        let seen = look::look(connection).map_err(failed)?;
        outcome.drift = drift(&outcome.wanted, &seen);
    }
    refuse_drift(&outcome, choices)?;
    Ok(outcome)
}

/// What the facts show beyond the state, where they show anything.
fn judge(outcome: &Outcome) -> Option<Trouble> {
    let (first, release) = (outcome.drift.first()?, outcome.wanted.release?);
    Some(Trouble::Drift { count: outcome.drift.len(), release: release.version, first: first.to_string() })
}

fn warn(outcome: &Outcome) {
    if let Some(drift) = judge(outcome) {
        log::warn!(target: SCHEMA, "{drift}");
    }
}

/// `--strict`: drift fails, and the transaction with it.
fn refuse_drift(outcome: &Outcome, choices: &Choices) -> Result<(), Error> {
    match judge(outcome) {
        Some(drift) if choices.strict => Err(drift.into()),
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

fn create(connection: &mut PgConnection, release: &Release, seen: &Seen) -> Result<(), Error> {
    check_server(connection, release)?;
    privilege::for_oneshot(connection, &release::extensions())?;
    log::info!(target: SCHEMA, "Creating tables...");
    if seen.facts.has_table(LEDGER) {
        // It has no row. The release's own may look different.
        connection.batch_execute("DROP TABLE alembic_version").map_err(failed)?;
    }
    for script in [Some(release.schema()), release.rows()].into_iter().flatten() {
        script::run(connection, &script)?;
    }
    log::info!(target: SCHEMA, "Stamping alembic version to head...");
    ledger::write(connection, &[release.head()]).map_err(failed)?;
    log::info!(target: MIGRATION, "Running stamp_revision  -> {}", release.head());
    Ok(())
}

fn check_server(connection: &mut PgConnection, release: &Release) -> Result<(), Error> {
    let query = diesel::dsl::sql::<diesel::sql_types::Integer>("current_setting('server_version_num')::integer");
    let number: i32 = diesel::select(query).get_result(connection).map_err(failed)?;
    let server = u32::try_from(number / 10000).unwrap_or_default();
    if server < release.oldest_server() {
        return Err(Trouble::Server { release: release.version, oldest: release.oldest_server(), server }.into());
    }
    Ok(())
}

fn check_privileges(connection: &mut PgConnection, seen: &Seen) -> Result<(), Error> {
    let tables: Vec<&str> = seen.facts.tables().filter(|name| ours(name)).collect();
    privilege::for_oneshot(connection, &release::extensions())?;
    Ok(privilege::for_upgrade(connection, &tables)?)
}

/// Runs the steps of a plan, in the caller's transaction.
pub fn migrate(
    connection: &mut PgConnection,
    history: &'static History,
    seen: &Seen,
    plan: &Plan,
    choices: &Choices,
) -> Result<Vec<Ran>, Error> {
    let stamps = seen.stamps.iter().filter_map(|id| history.position(id)).collect();
    let mut own = reading::own(history, &stamps, &seen.facts);
    let mut before = history.ids(&stamps).join(", ");
    let mut ran = Vec::new();
    let progress = Progress::new(plan.steps.len());
    for (index, step) in plan.steps.iter().enumerate() {
        choices.interruption.check().map_err(crate::database::Error::from)?;
        let after = history.ids(&step.stamps).join(", ");
        let began = Instant::now();
        progress.at(index, &history.revisions()[step.revision].slug);
        run_step(connection, history, &own, plan.direction, step, choices)?;
        let took = began.elapsed();
        progress.clear();
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
        log::info!(
            target: MIGRATION,
            "Running {word} {from} -> {to}, {} ({}/{}, {:.3} s)",
            revision.slug, index + 1, plan.steps.len(), took.as_secs_f64()
        );
        before = after;
        ran.push(Ran { revision: step.revision, took });
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
    choices: &Choices,
) -> Result<(), Error> {
    let missing = || Trouble::NoRevisions {
        from: String::new(),
        to: String::new(),
        count: 1,
        first: history.id(step.revision).to_owned(),
    };
    let folder = folders::folder(history, step.revision).ok_or_else(missing)?;
    let began = Instant::now();
    loop {
        let left = choices.lock_timeout.saturating_sub(began.elapsed());
        let bound = left.min(PATIENCE).as_millis().max(1);
        let result = connection.transaction::<_, Box<dyn std::error::Error + Send + Sync>, _>(|connection| {
            connection.batch_execute(&format!("SET LOCAL lock_timeout = {bound}"))?;
            if direction == Direction::Up {
                choices.etcd.hand_over(connection, folder.revision)?;
            }
            let mut ledger = ledger::Ledger::new(connection, history, own.clone());
            match direction {
                Direction::Up => ledger.run_migration(&folder)?,
                Direction::Down => ledger.revert_migration(&folder)?,
            };
            Ok(())
        });
        let Err(error) = result.map_err(told) else { return Ok(()) };
        let again = matches!(&error, Error::Script(script) if script.source.is_lock_timeout());
        if !again || began.elapsed() >= choices.lock_timeout {
            return Err(error);
        }
        log::info!(target: MIGRATION, "{}: somebody holds a lock on a table, trying again", folder.revision);
        choices.interruption.sleep(Duration::from_millis(250)).map_err(crate::database::Error::from)?;
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
pub fn mending(wanted: &Wanted, drift: &[Difference]) -> Vec<String> {
    let Some(release) = wanted.release else { return Vec::new() };
    mend::statements(drift, release.facts(), release.schema().sql).into_iter().filter_map(|mend| mend.sql).collect()
}

fn repair(connection: &mut PgConnection, wanted: &Wanted, drift: &[Difference]) -> Result<Vec<String>, Error> {
    let statements = mending(wanted, drift);
    for statement in &statements {
        log::info!(target: SCHEMA, "Repairing: {statement}");
        connection
            .batch_execute(statement)
            .map_err(|error| Error::Repair { statement: statement.clone(), source: ServerError::new(error) })?;
    }
    Ok(statements)
}
