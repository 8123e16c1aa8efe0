//! The graph of all revisions, and what each released version has of it.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::release::{self, Component, EmbeddedRelease, PerComponent, ReleaseEntry};

/// One alembic revision, as `migrations/history.toml` lists it.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Revision {
    /// Its identifier.
    pub id: &'static str,
    /// The revisions it builds upon: none for the first, several for a merge.
    #[serde(borrow)]
    pub down: Vec<&'static str>,
    /// The day it was written.
    pub date: &'static str,
    /// What it is about, in snake case; often cut, sometimes empty.
    pub slug: &'static str,
}

/// The place of a revision in the order in which the graph runs them, from 0.
pub type Position = usize;

/// A set of revisions, in the graph's order.
pub type Revisions = BTreeSet<Position>;

/// Every revision and every released version.
#[derive(Debug)]
pub struct History {
    revisions: Vec<Revision>,
    positions: HashMap<&'static str, Position>,
    released: &'static [ReleaseEntry],
    /// For each revision, those below it and itself, a bit each.
    below: Vec<Bits>,
}

type Bits = Vec<u64>;

fn has(bits: &Bits, position: Position) -> bool {
    bits[position / 64] >> (position % 64) & 1 == 1
}

/// The history of the chosen component.
pub fn history() -> &'static History {
    history_of(Component::chosen())
}

/// The history of a component, which is part of the program.
pub fn history_of(component: Component) -> &'static History {
    #[derive(Deserialize)]
    #[serde(bound = "'de: 'static")]
    struct File {
        revisions: Vec<Revision>,
    }
    static HISTORIES: PerComponent<History> = PerComponent::new();
    HISTORIES.get(component, || {
        let text = release::embedded(component, "history.json");
        let file: File =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("history.toml of the {component}: {error}"));
        let positions: HashMap<&str, Position> =
            file.revisions.iter().enumerate().map(|(at, revision)| (revision.id, at)).collect();
        let mut below: Vec<Bits> = Vec::with_capacity(file.revisions.len());
        for (at, revision) in file.revisions.iter().enumerate() {
            let mut bits = vec![0; file.revisions.len().div_ceil(64)];
            bits[at / 64] |= 1 << (at % 64);
            // Parents come first.
            for parent in
                revision.down.iter().filter_map(|id| positions.get(id)).filter_map(|parent| below.get(*parent))
            {
                bits.iter_mut().zip(parent).for_each(|(all, parents)| *all |= parents);
            }
            below.push(bits);
        }
        History { revisions: file.revisions, positions, released: release::released_of(component), below }
    })
}

impl History {
    /// All revisions, in the graph's order.
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// The released versions, by version.
    pub fn released(&self) -> &'static [ReleaseEntry] {
        self.released
    }

    /// Where the revision stands; `None` for an unknown one.
    pub fn position(&self, id: &str) -> Option<Position> {
        self.positions.get(id).copied()
    }

    /// The revisions among stamps; the unknown ones are left out.
    pub fn positions(&self, stamps: &[String]) -> Revisions {
        stamps.iter().filter_map(|id| self.position(id)).collect()
    }

    /// The identifier of a revision.
    pub fn id(&self, position: Position) -> &'static str {
        self.revisions[position].id
    }

    /// The identifiers of several revisions.
    pub fn ids<'a>(&self, positions: impl IntoIterator<Item = &'a Position>) -> Vec<&'static str> {
        positions.into_iter().map(|position| self.id(*position)).collect()
    }

    /// The revisions that one builds upon directly.
    pub fn parents(&self, position: Position) -> impl Iterator<Item = Position> {
        self.revisions[position].down.iter().filter_map(|id| self.position(id))
    }

    /// A revision and everything below it.
    pub fn ancestors(&self, position: Position) -> Revisions {
        (0..=position).filter(|lower| self.is_below(*lower, position)).collect()
    }

    /// Whether a revision is another's ancestor, or the same.
    pub fn is_below(&self, lower: Position, upper: Position) -> bool {
        has(&self.below[upper], lower)
    }

    /// Several revisions and everything below them.
    pub fn below<'a>(&self, positions: impl IntoIterator<Item = &'a Position>) -> Revisions {
        positions.into_iter().flat_map(|position| self.ancestors(*position)).collect()
    }

    /// Those of a set that no other of the set is above: what alembic_version holds.
    pub fn heads(&self, revisions: &Revisions) -> Revisions {
        let mut heads = Revisions::new();
        for position in revisions.iter().rev() {
            if !heads.iter().any(|head| self.is_below(*position, *head)) {
                heads.insert(*position);
            }
        }
        heads
    }

    /// The revisions that a fresh database of a released version stands for.
    pub fn own(&self, released: &ReleaseEntry) -> Revisions {
        let mut own = self.position(released.head).map(|head| self.ancestors(head)).unwrap_or_default();
        for revision in released.missing.iter().filter_map(|id| self.position(id)) {
            own.remove(&revision);
        }
        own.extend(released.extra.iter().filter_map(|id| self.position(id)));
        own
    }

    /// The revisions that a fresh database of an embedded release stands for.
    pub fn own_of(&self, release: &EmbeddedRelease) -> Revisions {
        self.own(release.released)
    }

    /// The revisions below the head of an embedded release in the newest graph, those included that the release never had.
    pub fn ancestors_of(&self, release: &EmbeddedRelease) -> Revisions {
        self.position(release.head()).map(|head| self.ancestors(head)).unwrap_or_default()
    }

    /// The released version that had a revision first. Of all that have it, the one with the shortest history: versions
    /// alone do not tell, `0.0.5` was released late.
    pub fn first_with(&self, position: Position) -> Option<&'static ReleaseEntry> {
        self.released
            .iter()
            .map(|released| (released, self.own(released)))
            .filter(|(_, own)| own.contains(&position))
            .min_by_key(|(_, own)| own.len())
            .map(|(released, _)| released)
    }

    /// The released versions that are stamped with a revision.
    pub fn stamped_with(&self, position: Position) -> impl Iterator<Item = &'static ReleaseEntry> {
        self.released.iter().filter(move |released| self.position(released.head) == Some(position))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_graph_is_whole_and_in_order() {
        for component in Component::ALL {
            let history = history_of(component);
            for (at, revision) in history.revisions().iter().enumerate() {
                assert_eq!(history.parents(at).count(), revision.down.len(), "{}", revision.id);
                assert!(history.parents(at).all(|parent| parent < at), "{}", revision.id);
            }
            let all: Revisions = (0..history.revisions().len()).collect();
            let newest = release::all_of(component).last().unwrap();
            assert_eq!(history.ids(&history.heads(&all)), [newest.head()]);
        }
    }

    #[test]
    fn every_release_has_a_known_head_that_is_the_only_one_of_its_revisions() {
        for (history, released) in Component::ALL
            .map(history_of)
            .iter()
            .flat_map(|history| history.released().iter().map(move |one| (history, one)))
        {
            let own = history.own(released);
            let heads = history.ids(&history.heads(&own));
            assert!(heads.contains(&released.head), "{}", released.name);
            assert_eq!(heads.len(), 1 + released.extra.len().min(1), "{}: {heads:?}", released.name);
        }
    }

    #[test]
    fn the_numbers_of_revisions_are_those_of_the_releases() {
        let history = history();
        for (name, count) in [("22.3.3", 100), ("22.9.23", 116), ("24.9.14", 173), ("26.8.3", 448), ("26.9.6", 556)] {
            let release = release::by_name(name).unwrap();
            assert_eq!(history.own_of(release).len(), count, "{name}");
        }
    }

    #[test]
    fn a_revision_is_told_by_the_release_that_first_had_it() {
        let history = history();
        let first = |id: &str| history.first_with(history.position(id).unwrap()).map(|released| released.name);
        for id in ["4545f5c948b3", "d1117da8d8bd", "e1b7f3d20a94"] {
            let stamped = history.released().iter().find(|released| released.head == id);
            assert_eq!(first(id), stamped.map(|released| released.name), "{id}");
        }
    }
}
