//! Whose database it is: each component has one of its own, and the same ledger in it. Pure.

use super::error::Error;
use super::history::history_of;
use super::state::LEDGER;
use crate::release::{self, Component, EmbeddedRelease};

/// Refuses a database of another component than `wanted`.
pub fn refuse_another(wanted: Component, stamps: &[String], tables: &[String]) -> Result<(), Error> {
    let owner = if stamps.is_empty() { by_tables(tables) } else { by_stamps(wanted, stamps, tables) };
    match owner {
        Some((is, evidence)) if is != wanted => Err(Error::AnotherComponent { is, evidence }),
        _ => Ok(()),
    }
}

/// The component of which some release has all of its tables there; the newest is looked at first.
fn by_tables(tables: &[String]) -> Option<(Component, String)> {
    let all_there = |release: &EmbeddedRelease| tables_of(release).all(|name| is_among(name, tables));
    // No release is without tables, and reading the facts of all takes its time.
    if tables.is_empty() {
        return None;
    }
    let is_there = |component: &Component| release::all_of(*component).iter().rev().any(all_there);
    Component::ALL.into_iter().find(is_there).map(|is| (is, "it has all of its tables".to_owned()))
}

/// The component whose history has a stamp. Several may have it (alembic's identifiers are random, but some were written by hand): then
/// the one of whose tables the largest part is there, and among equals the wanted one.
fn by_stamps(wanted: Component, stamps: &[String], tables: &[String]) -> Option<(Component, String)> {
    let known = |component: Component| stamps.iter().find(|id| history_of(component).position(id).is_some());
    let candidates: Vec<_> =
        Component::ALL.into_iter().filter_map(|component| Some((component, known(component)?))).collect();
    let part = |component: Component| {
        let (found, all) = release::all_of(component).last().map_or((0, 0), |newest| found(newest, tables));
        (found * 1000 / all.max(1), component == wanted)
    };
    let (is, stamp) = match candidates[..] {
        [only] => only,
        _ => candidates.into_iter().max_by_key(|(component, _)| part(*component))?,
    };
    Some((is, format!("it is at its revision {stamp}")))
}

/// How many tables of a release are there, and how many it has.
fn found(release: &EmbeddedRelease, tables: &[String]) -> (usize, usize) {
    (tables_of(release).filter(|name| is_among(name, tables)).count(), tables_of(release).count())
}

fn tables_of(release: &EmbeddedRelease) -> impl Iterator<Item = &str> {
    release.facts().tables().filter(|name| *name != LEDGER)
}

fn is_among(name: &str, tables: &[String]) -> bool {
    tables.iter().any(|table| table == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whose a database is that is refused.
    fn owner(wanted: Component, stamps: &[&str], tables: &[String]) -> Option<Component> {
        let stamps: Vec<String> = stamps.iter().map(|stamp| (*stamp).to_owned()).collect();
        match refuse_another(wanted, &stamps, tables) {
            Err(Error::AnotherComponent { is, .. }) => Some(is),
            Err(other) => panic!("{other}"),
            Ok(()) => None,
        }
    }

    #[test]
    fn a_database_of_another_component_is_refused() {
        for wanted in Component::ALL {
            assert_eq!(owner(wanted, &[], &[]), None);
            for is in Component::ALL {
                let newest = release::all_of(is).last().unwrap();
                let tables: Vec<String> = newest.facts().tables().map(str::to_owned).collect();
                let expected = Some(is).filter(|is| *is != wanted);
                for revision in history_of(is).revisions() {
                    assert_eq!(owner(wanted, &[revision.id], &tables), expected, "{wanted}: {}", revision.id);
                }
                for release in release::all_of(is) {
                    let tables: Vec<String> = release.facts().tables().map(str::to_owned).collect();
                    assert_eq!(
                        owner(wanted, &[], &tables),
                        expected,
                        "{wanted}: tables of the {is} {}",
                        release.version
                    );
                }
                assert_eq!(owner(wanted, &["nobody's"], &tables), None);
            }
        }
    }
}
