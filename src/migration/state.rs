//! What a database is, seen from the release that is wanted: the table of docs/schema.md, decided without a server.

use std::collections::BTreeSet;

use super::applied;
use super::history::{History, Position, Revisions};
use crate::release::{self, EmbeddedRelease, Version};
use crate::schema_facts::{Facts, differences};

/// The table that holds the stamp.
pub const LEDGER: &str = "alembic_version";

/// What was seen of a database.
#[derive(Clone, Debug, Default)]
pub struct DatabaseState {
    /// The rows of alembic_version.
    pub stamps: Vec<String>,
    /// The facts.
    pub facts: Facts,
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

/// What the database is.
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
    /// Known, and it has what the wanted release has not.
    Ahead {
        /// The newest revision that is too much.
        revision: Position,
        /// The release that first had it.
        first: Option<&'static str>,
    },
    /// A stamp that no history knows.
    Unknown {
        /// The stamps that are unknown.
        stamps: Vec<String>,
    },
    /// Several stamps that nothing wanted joins.
    Split {
        /// All of them.
        stamps: Vec<String>,
    },
    /// Our tables without a stamp; the facts equal those of a release.
    Complete {
        /// That release.
        release: Version,
    },
    /// Our tables without a stamp, not all of any release or not as they should be.
    Partial {
        /// The release that they resemble most.
        release: Version,
        /// Tables that are there.
        found: Vec<String>,
        /// Tables of that release that are not.
        missing: Vec<String>,
        /// How many facts differ from it.
        differences: usize,
    },
}

impl State {
    /// The name in `--json`.
    pub fn name(&self) -> &'static str {
        match self {
            State::Fresh => "fresh",
            State::At => "current",
            State::Behind { .. } => "behind",
            State::Ahead { .. } => "newer",
            State::Unknown { .. } => "unknown",
            State::Split { .. } => "split",
            State::Complete { .. } => "unstamped",
            State::Partial { .. } => "partial",
        }
    }
}

impl Target {
    /// An embedded release.
    pub fn release(history: &History, release: &'static EmbeddedRelease) -> Option<Self> {
        Some(Target {
            name: release.version.to_string(),
            head: history.position(release.head())?,
            own: history.own_of(release),
            release: Some(release),
        })
    }
}

/// The names of tables, types, functions and extensions that any embedded release uses.
pub fn ours(name: &str) -> bool {
    use std::sync::OnceLock;
    static NAMES: OnceLock<BTreeSet<String>> = OnceLock::new();
    NAMES
        .get_or_init(|| release::all().iter().flat_map(|release| release.facts().owners()).map(str::to_owned).collect())
        .contains(name)
}

/// Whether any embedded release has a table of that name; the ledger does not count.
fn our_table(name: &str) -> bool {
    name != LEDGER && release::all().iter().any(|release| release.facts().has_table(name))
}

/// Decides what a database is.
pub fn decide(history: &History, seen: &DatabaseState, wanted: &Target) -> State {
    if seen.stamps.is_empty() {
        return unstamped(seen, wanted);
    }
    let unknown: Vec<String> = seen.stamps.iter().filter(|id| history.position(id).is_none()).cloned().collect();
    if !unknown.is_empty() {
        return State::Unknown { stamps: unknown };
    }
    let stamps = history.positions(&seen.stamps);
    let own = applied::applied(history, &stamps, &seen.facts);
    let pending: Vec<Position> = wanted.own.difference(&own).copied().collect();
    let newest_extra = own.difference(&wanted.own).last().copied();
    match newest_extra {
        Some(_) if history.heads(&stamps).len() > 1 => State::Split { stamps: seen.stamps.clone() },
        Some(revision) => {
            let first = history.first_with(revision).map(|released| released.name.as_str());
            State::Ahead { revision, first }
        }
        None if pending.is_empty() && seen.stamps.len() == 1 => State::At,
        None => {
            let below = history.below(&stamps);
            let gaps = pending.iter().filter(|revision| below.contains(revision)).copied().collect();
            State::Behind { pending, gaps, release: applied::released_as(history, &own) }
        }
    }
}

fn unstamped(seen: &DatabaseState, wanted: &Target) -> State {
    let found: Vec<String> = seen.facts.tables().filter(|name| our_table(name)).map(str::to_owned).collect();
    if found.is_empty() {
        return State::Fresh;
    }
    // The ledger may be missing, or be there and empty; both are the same here.
    let about_the_ledger = |line: &str| crate::schema_facts::owner(line) == LEDGER;
    let live = seen.facts.without(about_the_ledger);
    let mut candidates: Vec<(usize, &EmbeddedRelease)> = release::all()
        .iter()
        .map(|release| (differences(&release.facts().without(about_the_ledger), &live, ours).len(), release))
        .collect();
    // The wanted release first among equals, then the newest.
    candidates.sort_by_key(|(count, release)| {
        let is_wanted = wanted.release.is_some_and(|wanted| wanted.version == release.version);
        (*count, !is_wanted, std::cmp::Reverse(release.version))
    });
    let (count, release) = candidates[0];
    if count == 0 {
        return State::Complete { release: release.version };
    }
    let missing = release
        .facts()
        .tables()
        .filter(|name| *name != LEDGER && !seen.facts.has_table(name))
        .map(str::to_owned)
        .collect();
    State::Partial { release: release.version, found, missing, differences: count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::history;

    fn wanted(name: &str) -> Target {
        Target::release(history(), release::by_name(name).unwrap()).unwrap()
    }

    fn facts(name: &str) -> Facts {
        release::by_name(name).unwrap().facts().clone()
    }

    fn state(stamps: &[&str], facts: Facts, release: &str) -> State {
        let seen = DatabaseState { stamps: stamps.iter().map(|id| (*id).to_owned()).collect(), facts };
        decide(history(), &seen, &wanted(release))
    }

    fn ids(positions: &[Position]) -> Vec<&str> {
        history().ids(positions)
    }

    #[test]
    fn none_of_our_tables_is_fresh() {
        assert_eq!(state(&[], Facts::default(), "26.9.6"), State::Fresh);
        let foreign =
            "table orders\ncolumn orders.id #001 integer\nextension pgcrypto\nfunction f() returns void language sql\n";
        assert_eq!(state(&[], Facts::parse(foreign), "26.9.6"), State::Fresh);
        let ledger = "table alembic_version\ncolumn alembic_version.version_num #001 character varying(32)\n";
        assert_eq!(state(&[], Facts::parse(ledger), "22.3.3"), State::Fresh);
    }

    #[test]
    fn the_wanted_head_is_current() {
        for release in release::all() {
            let name = release.version.to_string();
            assert_eq!(state(&[release.head()], release.facts().clone(), &name), State::At, "{name}");
        }
    }

    #[test]
    fn an_earlier_release_is_behind() {
        let State::Behind { pending, gaps, release } = state(&["ecc9f6322be4"], facts("24.9.14"), "25.6.17") else {
            panic!("not behind")
        };
        assert_eq!(pending.len(), 189 - 173);
        assert_eq!(gaps.len(), 7);
        assert_eq!(release, Some("24.09.14"));
        let State::Behind { pending, gaps, release } = state(&["81c264528f20"], facts("22.3.3"), "22.9.23") else {
            panic!("not behind")
        };
        assert_eq!((pending.len(), gaps.len(), release), (16, 0, Some("22.03.14")));
    }

    #[test]
    fn a_later_release_is_newer() {
        let State::Ahead { revision, first } = state(&["ecc9f6322be4"], facts("24.9.14"), "22.3.3") else {
            panic!("not ahead")
        };
        assert_eq!((history().id(revision), first), ("ecc9f6322be4", Some("24.09.6")));
        // Newer in time, though its version is lower.
        let State::Ahead { revision, first } = state(&["e1b7f3d20a94"], facts("26.4.16"), "26.8.3") else {
            panic!("not ahead")
        };
        assert_eq!((history().id(revision), first), ("e1b7f3d20a94", Some("26.4.16")));
    }

    #[test]
    fn a_stamp_that_nobody_knows_is_unknown() {
        let unknown = State::Unknown { stamps: vec!["000000000000".to_owned()] };
        assert_eq!(state(&["000000000000"], facts("24.9.14"), "26.9.6"), unknown);
        assert_eq!(state(&["ecc9f6322be4", "000000000000"], facts("24.9.14"), "26.9.6"), unknown);
    }

    #[test]
    fn several_stamps_are_behind_when_the_wanted_release_joins_them() {
        let behind = state(&["57b523dec0e8", "0e558d06e0e3"], Facts::default(), "22.3.3");
        assert!(matches!(behind, State::Behind { .. }), "{behind:?}");
        // The head and two below it, as apply-missing-revisions leaves them: nothing to run, one stamp to leave.
        let State::Behind { pending, .. } = state(&["ecc9f6322be4", "81c264528f20"], facts("24.9.14"), "24.9.14")
        else {
            panic!("not behind")
        };
        assert_eq!(ids(&pending), [""; 0]);
    }

    #[test]
    fn several_stamps_that_nothing_joins_are_split() {
        // Two branches of 2023 that 22.9.23 does not have.
        let split = state(&["ac4e179c57fe", "10c58e701d87"], facts("23.3.12"), "22.3.3");
        assert!(matches!(&split, State::Split { stamps } if stamps.len() == 2), "{split:?}");
    }

    #[test]
    fn our_tables_without_a_stamp_are_complete_or_partial() {
        for release in release::all() {
            let state = state(&[], release.facts().clone(), "26.9.6");
            assert_eq!(state, State::Complete { release: release.version });
        }
        let without_users = facts("24.9.14").without(|line| crate::schema_facts::owner(line) == "users");
        let State::Partial { release, found, missing, .. } = state(&[], without_users, "26.9.6") else {
            panic!("not partial")
        };
        assert_eq!(release.to_string(), "24.9.14");
        assert_eq!(missing, ["users"]);
        assert!(found.contains(&"keypairs".to_owned()) && !found.contains(&LEDGER.to_owned()));
    }

    #[test]
    fn what_never_ran_below_a_stamp_is_a_gap() {
        let gap = facts("25.6.17").without(|line| line.starts_with("column sessions.batch_timeout "));
        let State::Behind { pending, gaps, release } = state(&["c7fedaca4883"], gap, "25.6.17") else {
            panic!("not behind")
        };
        assert_eq!((ids(&pending), ids(&gaps), release), (vec!["d4c174934fd0"], vec!["d4c174934fd0"], None));
    }

    #[test]
    fn other_drift_does_not_change_the_state() {
        let drifted = facts("25.6.17").without(|line| line.starts_with("index users.ix_users_email "));
        assert_eq!(state(&["c7fedaca4883"], drifted, "25.6.17"), State::At);
    }
}
