//! What a database is, seen from the release that is wanted: the table of docs/schema.md, decided without a server.

use std::collections::BTreeSet;

use super::error::Error;
use super::history::{History, Position, Revisions, history};
use super::{applied, embedded};
use crate::release::{self, EmbeddedRelease, Version};
use crate::schema_facts::{Difference, Facts, differences};

/// The table that holds the stamp.
pub const LEDGER: &str = "alembic_version";

/// What was seen of a database.
#[derive(Clone, Debug, Default)]
pub struct DatabaseState {
    /// The rows of alembic_version.
    pub stamps: Vec<String>,
    pub facts: Facts,
    /// The revisions that it has, by both; unknown stamps stand for none.
    pub applied: Revisions,
    /// Whether there is a table that holds stamps.
    pub has_ledger: bool,
    /// The server's major version; 0 where nobody asked.
    pub server: u32,
}

impl DatabaseState {
    /// Reads the revisions from stamps and facts.
    pub fn new(stamps: Vec<String>, facts: Facts) -> Self {
        let history = history();
        let applied = applied::applied(history, &history.positions(&stamps), &facts);
        DatabaseState { stamps, facts, applied, ..DatabaseState::default() }
    }

    /// What its stamps stand for, as far as they are known.
    pub fn positions(&self) -> Revisions {
        history().positions(&self.stamps)
    }

    /// For messages.
    pub fn stamp(&self) -> String {
        self.stamps.join(", ")
    }

    /// The release whose tables it has, where revisions expect those that another one with the same revisions has.
    pub fn found_as(&self) -> Option<&'static EmbeddedRelease> {
        let name = applied::released_as(history(), &self.applied)?;
        release::by_name(name).ok()?.found_as(&self.facts)
    }

    /// The statements that make these tables what revisions expect.
    pub fn before_upgrade(&self) -> Vec<String> {
        self.found_as().map(|release| release.before_upgrade(Some(&self.facts))).unwrap_or_default()
    }

    /// Refuses stamps that no history knows.
    pub fn known(&self) -> Result<(), Error> {
        let unknown: Vec<String> = self.stamps.iter().filter(|id| history().position(id).is_none()).cloned().collect();
        if unknown.is_empty() { Ok(()) } else { Err(Error::Unknown { stamps: unknown }) }
    }
}

/// What is wanted of it.
#[derive(Clone, Debug)]
pub struct Target {
    /// For messages: `26.9.6`, or a revision.
    pub name: String,
    /// The stamp.
    pub head: Position,
    /// The revisions that it stands for.
    pub own: Revisions,
    /// The release, where its facts are known.
    pub release: Option<&'static EmbeddedRelease>,
}

/// What the database is to whoever wants the target; everything else is an [`Error`].
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum State {
    /// None of our tables, no stamp.
    Fresh,
    /// At what is wanted.
    At,
    /// Known, and behind.
    Behind {
        /// What the wanted release has and the database has not, in order.
        pending: Vec<Position>,
        /// Those of them that are below the stamp: they never ran.
        gaps: Vec<Position>,
        /// The released version whose own history explains the gaps.
        release: Option<&'static str>,
    },
}

impl State {
    /// The name in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            State::Fresh => "fresh",
            State::At => "current",
            State::Behind { .. } => "behind",
        }
    }
}

/// The names of tables, types, functions and extensions that any embedded release uses, and of types that revisions make on the way.
pub fn ours(name: &str) -> bool {
    use std::sync::OnceLock;
    static NAMES: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let of_releases = release::vocabulary().owners.iter().copied();
        let lines = embedded::all().flat_map(|revision| revision.up.sql.lines());
        let made = lines.filter_map(|line| line.strip_prefix("CREATE TYPE ")?.split(' ').next());
        of_releases.chain(made).collect()
    });
    names.contains(name)
}

/// Whether any embedded release has a table of that name; the ledger does not count.
pub(super) fn our_table(name: &str) -> bool {
    name != LEDGER && release::vocabulary().tables.contains(name)
}

/// Decides what a database is.
pub fn decide(history: &History, seen: &DatabaseState, wanted: &Target) -> Result<State, Error> {
    if seen.stamps.is_empty() {
        return unstamped(seen, wanted);
    }
    seen.known()?;
    let stamps = seen.positions();
    if let Some(error) = hollow(history, seen, &stamps) {
        return Err(error);
    }
    let pending: Vec<Position> = wanted.own.difference(&seen.applied).copied().collect();
    // What the wanted release never had below its head and what leaves no facts behind may have run or not: it is no evidence.
    let no_evidence = |revision: &Position| {
        !stamps.contains(revision)
            && history.is_below(*revision, wanted.head)
            && applied::is_silent(history.id(*revision), &seen.facts)
    };
    let newest_extra = seen.applied.difference(&wanted.own).filter(|revision| !no_evidence(revision)).last().copied();
    match newest_extra {
        Some(_) if history.heads(&stamps).len() > 1 => {
            Err(Error::Split { stamps: seen.stamps.clone(), wanted: wanted.name.clone() })
        }
        Some(revision) => Err(ahead(history, seen, wanted, revision)),
        None => {
            let found = seen.found_as();
            if pending.is_empty() && seen.stamps.len() == 1 && !is_other(found, wanted) {
                return Ok(State::At);
            }
            let below = history.below(&stamps);
            let gaps = pending.iter().filter(|revision| below.contains(revision)).copied().collect();
            let known = found.map(|release| release.released.name);
            Ok(State::Behind { pending, gaps, release: known.or_else(|| applied::released_as(history, &seen.applied)) })
        }
    }
}

/// Whether the tables are those of an earlier release with the same revisions: of all that have such tables, the last is found.
fn is_other(found: Option<&EmbeddedRelease>, wanted: &Target) -> bool {
    found.zip(wanted.release).is_some_and(|(found, wanted)| found.version < wanted.version)
}

fn ahead(history: &History, seen: &DatabaseState, wanted: &Target, revision: Position) -> Error {
    let first = history.first_with(revision).map(|released| released.name);
    let version = |name: &str| name.parse::<Version>().ok();
    let wanted_version = wanted.release.map(|release| release.version);
    let newer_in_time = first.and_then(version).zip(wanted_version).is_some_and(|(first, wanted)| first < wanted);
    let joins = |release: &&'static EmbeddedRelease| {
        let own = history.own_of(release);
        own.is_superset(&seen.applied) && own.is_superset(&wanted.own)
    };
    Error::Ahead {
        stamp: seen.stamp(),
        wanted: wanted.name.clone(),
        revision: history.id(revision).to_owned(),
        first,
        newer_in_time,
        way_out: release::complete().find(joins).filter(|_| newer_in_time).map(|release| release.version),
    }
}

/// A stamp that stands for tables of which few or none are there.
fn hollow(history: &History, seen: &DatabaseState, stamps: &Revisions) -> Option<Error> {
    let below = history.below(stamps);
    // Between two releases it is what both of them have that must be there.
    let before = release::complete().rfind(|release| history.own_of(release).is_subset(&below));
    let after = release::complete().find(|release| history.ancestors_of(release).is_superset(&below))?;
    let expected: Vec<&str> = after
        .facts()
        .tables()
        .filter(|name| *name != LEDGER && before.is_none_or(|before| before.facts().has_table(name)))
        .collect();
    let missing: Vec<String> =
        expected.iter().filter(|name| !seen.facts.has_table(name)).map(|name| (*name).to_owned()).collect();
    let found = expected.len() - missing.len();
    // Before the first release that is embedded, nothing tells which of its tables there were.
    let few = if before.is_some() { found * 2 < expected.len() } else { found == 0 };
    few.then(|| Error::Hollow { stamp: seen.stamp(), found, missing })
}

fn unstamped(seen: &DatabaseState, wanted: &Target) -> Result<State, Error> {
    let found: Vec<String> = seen.facts.tables().filter(|name| our_table(name)).map(str::to_owned).collect();
    if found.is_empty() {
        return Ok(State::Fresh);
    }
    // The ledger may be missing, or be there and empty; both are the same here.
    let live = without_ledger(&seen.facts);
    let mut candidates: Vec<(usize, &EmbeddedRelease)> = release::distinct()
        .map(|release| (differences(&without_ledger(release.facts()), &live, ours).len(), release))
        .collect();
    // The wanted release first among equals, then the newest.
    candidates.sort_by_key(|(count, release)| {
        let is_wanted = wanted.release.is_some_and(|wanted| std::ptr::eq(wanted.facts(), release.facts()));
        (*count, !is_wanted, std::cmp::Reverse(release.version))
    });
    let (count, release) = candidates[0];
    if count == 0 {
        return Err(Error::Complete { release: release.version });
    }
    let missing = release
        .facts()
        .tables()
        .filter(|name| *name != LEDGER && !seen.facts.has_table(name))
        .map(str::to_owned)
        .collect();
    Err(Error::Partial { release: release.version, found, missing, differences: count })
}

/// The facts that are not about the ledger.
pub fn without_ledger(facts: &Facts) -> Facts {
    facts.without(|fact| fact.owner == LEDGER)
}

/// The facts that differ from the wanted release; none where its facts are not known or the stamp is another.
pub fn drift(wanted: &Target, seen: &DatabaseState) -> Vec<Difference> {
    match wanted.release {
        Some(release) if seen.positions().contains(&wanted.head) => differences(release.facts(), &seen.facts, ours),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests;
