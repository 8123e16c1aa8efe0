//! From a word to what is wanted. Pure.

use super::history::{History, Position};
use super::reading;
use super::state::{Seen, Wanted};
use super::words::{Word, WordError};
use crate::release::{self, Release, Released};

impl Wanted {
    /// What a word wants of a database. `base` and steps down are nothing to go up to.
    pub fn of_word(history: &History, word: &Word, seen: &Seen) -> Result<Self, WordError> {
        match word {
            Word::Release(released) => Self::of_released(history, released),
            Word::Revision(position) => Ok(Self::of_revision(history, *position, seen)),
            Word::Steps(steps) if *steps > 0 => Self::of_released(history, release::newest().released),
            Word::Base => Err(WordError::Unknown("base".to_owned())),
            Word::Steps(steps) => Err(WordError::Walk { from: seen.stamps.join(", "), steps: *steps }),
        }
    }

    /// A released version, with its facts where it is embedded.
    pub fn of_released(history: &History, released: &'static Released) -> Result<Self, WordError> {
        let unknown = || WordError::Unknown(released.head.clone());
        let embedded = release::all().iter().find(|release| release.released.same_revisions(released));
        Ok(Wanted {
            name: released.name.clone(),
            head: history.position(&released.head).ok_or_else(unknown)?,
            own: history.own(released),
            release: embedded,
        })
    }

    /// A revision. One that is a release's head stands for that release; where several releases have it, for that which the
    /// database is.
    fn of_revision(history: &History, head: Position, seen: &Seen) -> Self {
        let stamps = history.positions(&seen.stamps);
        let own = reading::own(history, &stamps, &seen.facts);
        let embedded: Vec<&'static Release> =
            release::all().iter().filter(|release| history.position(release.head()) == Some(head)).collect();
        let release = embedded.iter().find(|release| history.own_of(release) == own).or(embedded.last()).copied();
        let below = history.ancestors(head);
        let own = match release {
            // The database has more below the same head than the embedded release: then the graph's reading is meant.
            Some(release) if history.own_of(release).is_superset(&own) => history.own_of(release),
            _ => below,
        };
        let release = release.filter(|release| history.own_of(release) == own);
        Wanted { name: history.id(head).to_owned(), head, own, release }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::state::decide;
    use crate::migration::{State, history, words};

    fn seen(release: &str) -> Seen {
        let release = release::by_name(release).unwrap();
        Seen { stamps: vec![release.head().to_owned()], facts: release.facts().clone() }
    }

    fn wanted(word: &str, seen: &Seen) -> Wanted {
        Wanted::of_word(history(), &words::word(history(), word).unwrap(), seen).unwrap()
    }

    #[test]
    fn a_head_means_the_release_that_has_it() {
        let seen = seen("24.9.14");
        let wanted = wanted("ecc9f6322be4", &seen);
        assert_eq!(wanted.release.map(|release| release.version.to_string()).as_deref(), Some("24.9.14"));
        assert_eq!(decide(history(), &seen, &wanted), State::At);
    }

    #[test]
    fn a_head_that_several_releases_share_means_what_the_database_is() {
        // The facts of 25.2.0: not embedded, but 25.6.17 has the same revisions below that head.
        let seen = Seen { stamps: vec!["ecc9f6322be4".to_owned()], facts: seen("25.6.17").facts };
        let wanted = wanted("ecc9f6322be4", &seen);
        assert!(wanted.release.is_none());
        assert_eq!(decide(history(), &seen, &wanted), State::At);
    }

    #[test]
    fn releases_bring_their_facts_and_their_own_history() {
        let seen = Seen::default();
        assert_eq!(
            wanted("22.03.14", &seen).release.map(|release| release.version.to_string()).as_deref(),
            Some("22.3.3")
        );
        assert!(wanted("25.2.0", &seen).release.is_none());
        assert_eq!(wanted("24.09", &seen).own.len(), 173);
        assert_eq!(wanted("25.2.0", &seen).own.len(), 180);
        assert_eq!(wanted("+1", &seen).name, "26.9.6");
        assert!(Wanted::of_word(history(), &Word::Base, &seen).is_err());
        assert!(Wanted::of_word(history(), &Word::Steps(-1), &seen).is_err());
    }
}
