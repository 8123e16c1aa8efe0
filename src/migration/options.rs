//! What a command allows the runner to do.

use std::rc::Rc;
use std::time::Duration;

use diesel::PgConnection;

use super::hook::Hook;
use crate::database::{self, Cancellation};

/// Such as a backup.
pub type Beforehand = dyn Fn(&mut PgConnection) -> Result<(), database::Error>;

/// What a command allows.
#[derive(Clone)]
pub struct RunOptions {
    /// With a fresh database.
    pub fresh: OnFresh,
    /// With one that is behind.
    pub behind: OnBehind,
    /// Whether it is meant.
    pub mode: Mode,
    /// With facts that differ from the release's.
    pub drift: OnDrift,
    /// How many transactions.
    pub commits: Commits,
    /// With rows that a downgrade loses.
    pub losses: OnLoss,
    /// At most so many revisions.
    pub steps: Option<usize>,
    /// What a revision takes from outside.
    pub hook: Rc<dyn Hook>,
    /// Done before the first transaction that writes; not at all where nothing is to be written.
    pub beforehand: Option<Rc<Beforehand>>,
    /// For the lock, and for locks on tables.
    pub lock_timeout: Duration,
    /// Asked between statements.
    pub cancellation: Cancellation,
}

impl RunOptions {
    /// What a command that changes the database allows, before its own options.
    pub fn new(hook: Rc<dyn Hook>, lock_timeout: Duration, cancellation: Cancellation) -> Self {
        RunOptions {
            fresh: OnFresh::Refuse,
            behind: OnBehind::Upgrade,
            mode: Mode::Apply,
            drift: OnDrift::Warn,
            commits: Commits::Once,
            losses: OnLoss::Refuse,
            steps: None,
            hook,
            beforehand: None,
            lock_timeout,
            cancellation,
        }
    }
}

/// With a fresh database.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OnFresh {
    /// Its tables are created.
    Create,
    /// That is for `oneshot`.
    Refuse,
}

/// With a database that is behind.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OnBehind {
    /// It is upgraded.
    Upgrade,
    /// What it lacks is told.
    Report,
}

/// Whether the work is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Mode {
    /// It is.
    Apply,
    /// Look and plan, change nothing.
    DryRun,
    /// Do it all, tell what it did, roll it back.
    Rehearse,
}

/// With facts that differ from the release's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OnDrift {
    /// They are told.
    Warn,
    /// They are an error.
    Fail,
    /// They are mended; what stays is told.
    Repair,
    /// They are mended; what stays is an error.
    RepairOrFail,
}

impl OnDrift {
    /// From the two options of the command line.
    pub fn new(strict: bool, repair: bool) -> Self {
        match (strict, repair) {
            (false, false) => OnDrift::Warn,
            (true, false) => OnDrift::Fail,
            (false, true) => OnDrift::Repair,
            (true, true) => OnDrift::RepairOrFail,
        }
    }

    /// Whether they are mended.
    pub fn repairs(self) -> bool {
        matches!(self, OnDrift::Repair | OnDrift::RepairOrFail)
    }

    /// Whether those that stay are an error.
    pub fn fails(self) -> bool {
        matches!(self, OnDrift::Fail | OnDrift::RepairOrFail)
    }
}

/// How many transactions.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Commits {
    /// One for everything.
    Once,
    /// One a revision.
    PerRevision,
}

/// With rows or values that a downgrade loses.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum OnLoss {
    /// They have to be accepted first.
    Refuse,
    /// They are.
    Accept,
}
