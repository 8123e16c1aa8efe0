//! What a run did, or would do.

use serde::{Serialize, Serializer};

use super::deletions::Deletion;
use super::history::{Position, history};
use super::plan::Plan;
use super::rehearsal::Rehearsal;
use super::state::{DatabaseState, State, Target, drift};
use crate::release::EmbeddedRelease;
use crate::schema_facts::Difference;
use crate::schema_facts::repair::{self, Repair};
use crate::took::Took;

/// Where to.
#[derive(Clone, Debug)]
pub enum Goal {
    /// What the target has and the database has not.
    Up(Target),
    /// These revisions are taken back.
    Down(Plan),
}

impl Goal {
    /// The release, where one is wanted and its facts are known.
    pub fn release(&self) -> Option<&'static EmbeddedRelease> {
        match self {
            Goal::Up(target) => target.release,
            Goal::Down(_) => None,
        }
    }

    /// The release that a plan ends in, where one is wanted and its facts are known.
    pub fn reached(&self, plan: &Plan) -> Option<&'static EmbeddedRelease> {
        match self {
            Goal::Up(target) if !plan.steps.is_empty() && plan.stamps.contains(&target.head) => target.release,
            _ => None,
        }
    }

    /// The facts that differ from what is wanted.
    pub(super) fn drift(&self, seen: &DatabaseState) -> Vec<Difference> {
        match self {
            Goal::Up(target) => drift(target, seen),
            Goal::Down(_) => Vec::new(),
        }
    }
}

/// A revision that ran.
#[derive(Clone, Debug, Serialize)]
pub struct Ran {
    /// Which.
    #[serde(serialize_with = "id")]
    pub revision: Position,
    /// How long it took.
    #[serde(rename = "seconds")]
    pub took: Took,
    /// The rows that it deleted on purpose.
    #[serde(skip)]
    pub deleted: Vec<Deletion>,
}

fn id<S: Serializer>(revision: &Position, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(history().id(*revision))
}

/// What was done.
#[derive(Debug)]
pub struct Outcome {
    /// What was wanted.
    pub goal: Goal,
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
    /// What would mend those, or why nothing does.
    pub repairs: Vec<Repair>,
    /// What a rehearsal found out.
    pub rehearsal: Option<Rehearsal>,
    /// What `--transaction-per-revision` has not run yet.
    pub(super) left: Option<Plan>,
}

impl Outcome {
    pub(super) fn new(goal: Goal, before: State, seen: &DatabaseState) -> Self {
        let mut outcome = Outcome {
            goal,
            before,
            stamps_before: seen.stamps.clone(),
            stamps: seen.stamps.clone(),
            created: false,
            ran: Vec::new(),
            pending: Vec::new(),
            deletions: Vec::new(),
            repaired: Vec::new(),
            drift: Vec::new(),
            repairs: Vec::new(),
            rehearsal: None,
            left: None,
        };
        outcome.look_at_drift(seen);
        outcome
    }

    /// Compares with the wanted release.
    pub(super) fn look_at_drift(&mut self, seen: &DatabaseState) {
        self.drift = self.goal.drift(seen);
        self.repairs = match self.goal.release() {
            Some(release) if !self.drift.is_empty() => {
                let schema = release.schema().sql;
                let database = repair::Database { expected: release.facts(), found: &seen.facts, schema };
                repair::statements(&self.drift, &database)
            }
            _ => Vec::new(),
        };
    }

    /// The statements that would mend what differs.
    pub(super) fn mending(&self) -> Vec<String> {
        self.repairs.iter().filter_map(|repair| repair.sql.clone()).collect()
    }

    /// Whether anything is other than before.
    pub fn changed(&self) -> bool {
        self.created || !self.ran.is_empty() || self.stamps != self.stamps_before || !self.repaired.is_empty()
    }

    /// A later outcome, told from the beginning on.
    pub(super) fn followed_by(self, later: Outcome) -> Outcome {
        let ran = self.ran.into_iter().chain(later.ran).collect();
        let repaired = self.repaired.into_iter().chain(later.repaired).collect();
        Outcome { before: self.before, stamps_before: self.stamps_before, ran, repaired, ..later }
    }
}
