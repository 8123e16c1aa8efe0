//! From a word to what is wanted. Pure.

use super::error::Error;
use super::history::{History, Position, Revisions};
use super::plan::Plan;
use super::revision_spec::{RevisionSpec, SpecError};
use super::state::{DatabaseState, Target, ours};
use crate::release::{self, EmbeddedRelease, ReleaseEntry};
use crate::schema_facts::{Facts, differences};

impl Target {
    /// What a word wants of a database. `base` and steps down are nothing to go up to.
    pub fn of_spec(history: &History, word: &RevisionSpec, seen: &DatabaseState) -> Result<Self, SpecError> {
        match word {
            RevisionSpec::Release(released) => Self::of_released(history, released),
            RevisionSpec::Revision(position) => Ok(Self::of_revision(history, *position, seen)),
            RevisionSpec::Steps(steps) if *steps > 0 => Self::of_released(history, release::newest().released),
            RevisionSpec::Base => Err(SpecError::Unknown("base".to_owned())),
            RevisionSpec::Steps(steps) => Err(SpecError::Walk { from: seen.stamp(), steps: *steps }),
        }
    }

    /// A released version, with its facts where it is embedded.
    pub fn of_released(history: &History, released: &'static ReleaseEntry) -> Result<Self, SpecError> {
        let unknown = || SpecError::Unknown(released.head.to_owned());
        let embedded = released.version().and_then(release::by_version);
        Ok(Target {
            name: released.name.to_owned(),
            head: history.position(released.head).ok_or_else(unknown)?,
            own: history.own(released),
            release: embedded,
        })
    }

    /// A revision. One that is a release's head stands for that release; where several releases have it, for that which the
    /// database is.
    fn of_revision(history: &History, head: Position, seen: &DatabaseState) -> Self {
        let stamped = || release::with_head(history.id(head));
        let release = nearest(stamped().filter(|release| history.own_of(release) == seen.applied), &seen.facts);
        let release = release.or_else(|| stamped().next_back());
        let below = history.ancestors(head);
        let own = match release {
            // The database has more below the same head than the embedded release: then the graph's reading is meant.
            Some(release) if history.own_of(release).is_superset(&seen.applied) => history.own_of(release),
            _ => below,
        };
        let release = release.filter(|release| history.own_of(release) == own);
        Target { name: history.id(head).to_owned(), head, own, release }
    }
}

/// The release whose facts are nearest to these, the newest of equals: some share their revisions and differ all the same.
pub fn nearest(
    releases: impl DoubleEndedIterator<Item = &'static EmbeddedRelease>,
    facts: &Facts,
) -> Option<&'static EmbeddedRelease> {
    let mut releases: Vec<_> = releases.rev().collect();
    // A single one is compared with nothing.
    releases.sort_by_cached_key(|release| differences(release.facts(), facts, ours).len());
    releases.first().copied()
}

impl Plan {
    /// The way down to what a word means; refuses what is not below the database.
    pub fn down_to_spec(history: &History, word: &RevisionSpec, seen: &DatabaseState) -> Result<Plan, Error> {
        seen.known()?;
        let own = &seen.applied;
        let not_below = |wanted: &str| Error::NotBelow { wanted: wanted.to_owned(), stamp: seen.stamp() };
        let target = match word {
            RevisionSpec::Base => Revisions::new(),
            RevisionSpec::Revision(position) if !own.contains(position) => {
                return Err(not_below(history.id(*position)));
            }
            // What this database has of it: what a release has besides is not put in on the way down.
            RevisionSpec::Revision(position) => history.ancestors(*position).intersection(own).copied().collect(),
            RevisionSpec::Release(released) => {
                let target = history.own(released);
                if !target.is_subset(own) {
                    return Err(not_below(released.name));
                }
                target
            }
            RevisionSpec::Steps(steps) => {
                let all = Plan::down(history, own, &Revisions::new());
                return match usize::try_from(-i64::from(*steps)) {
                    Ok(count) if count <= all.steps.len() => Ok(all.first(count)),
                    _ => Err(SpecError::Walk { from: seen.stamp(), steps: *steps }.into()),
                };
            }
        };
        Ok(Plan::down(history, own, &target))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::state::decide;
    use crate::migration::{State, history, revision_spec};

    fn seen(release: &str) -> DatabaseState {
        let release = release::by_name(release).unwrap();
        DatabaseState::new(vec![release.head().to_owned()], release.facts().clone())
    }

    fn wanted(word: &str, seen: &DatabaseState) -> Target {
        Target::of_spec(history(), &revision_spec::parse(history(), word).unwrap(), seen).unwrap()
    }

    #[test]
    fn a_head_means_the_release_that_has_it() {
        let seen = seen("24.9.14");
        let wanted = wanted("ecc9f6322be4", &seen);
        assert_eq!(wanted.release.map(|release| release.version.to_string()).as_deref(), Some("24.09.14"));
        assert_eq!(decide(history(), &seen, &wanted).unwrap(), State::At);
    }

    #[test]
    fn a_head_that_several_releases_share_means_what_the_database_is() {
        for name in ["24.09.14", "24.09.6", "25.2.0"] {
            let seen = seen(name);
            let wanted = wanted("ecc9f6322be4", &seen);
            assert_eq!(wanted.release.map(EmbeddedRelease::facts), Some(&seen.facts), "{name}");
            assert_eq!(decide(history(), &seen, &wanted).unwrap(), State::At);
        }
    }

    #[test]
    fn a_head_means_all_that_is_below_it_where_the_database_has_more_than_its_releases() {
        // 23.09.10 never had what was put below its head later; this database has.
        let facts = release::by_name("24.3.11").unwrap().facts().clone();
        let seen = DatabaseState::new(vec!["75ea2b136830".to_owned()], facts);
        let wanted = wanted("75ea2b136830", &seen);
        assert!(release::with_head("75ea2b136830").count() > 0 && wanted.release.is_none());
        assert_eq!(wanted.own, history().ancestors(wanted.head));
    }

    #[test]
    fn releases_bring_their_facts_and_their_own_history() {
        let seen = DatabaseState::default();
        for name in ["22.03.14", "25.2.0"] {
            let release = wanted(name, &seen).release;
            assert_eq!(release.map(|release| release.version.to_string()).as_deref(), Some(name));
        }
        assert_eq!(wanted("24.09", &seen).own.len(), 173);
        assert_eq!(wanted("25.2.0", &seen).own.len(), 180);
        assert_eq!(wanted("+1", &seen).name, release::newest().released.name);
        assert!(Target::of_spec(history(), &RevisionSpec::Base, &seen).is_err());
        for steps in [-1, 0] {
            let refused = Target::of_spec(history(), &RevisionSpec::Steps(steps), &seen);
            assert!(matches!(refused, Err(SpecError::Walk { steps: told, .. }) if told == steps));
        }
    }

    #[test]
    fn the_way_down_ends_where_the_word_says() {
        let (history, seen) = (history(), seen("22.9.23"));
        let down = |word: &str| {
            let word = revision_spec::parse(history, word).unwrap();
            Plan::down_to_spec(history, &word, &seen)
        };
        let all = down("base").unwrap();
        assert_eq!((all.steps.len(), all.stamps.len()), (seen.applied.len(), 0));
        let older = release::by_name("22.3.3").unwrap();
        for word in ["22.03.3", older.head()] {
            let plan = down(word).unwrap();
            assert_eq!(plan.steps.len(), seen.applied.len() - history.own_of(older).len(), "{word}");
            assert_eq!(history.ids(&plan.stamps), [older.head()], "{word}");
        }
        assert_eq!(down("-2").unwrap().revisions(), all.revisions()[..2]);
        let too_far = format!("-{}", seen.applied.len() + 1);
        for word in [too_far.as_str(), "+1"] {
            assert!(matches!(down(word), Err(Error::Spec(SpecError::Walk { .. }))), "{word}");
        }
        for word in ["24.09", "ecc9f6322be4"] {
            assert!(matches!(down(word), Err(Error::NotBelow { .. })), "{word}");
        }
        let unknown = DatabaseState { stamps: vec!["0123456789ab".to_owned()], ..DatabaseState::default() };
        assert!(matches!(Plan::down_to_spec(history, &RevisionSpec::Base, &unknown), Err(Error::Unknown { .. })));
    }
}
