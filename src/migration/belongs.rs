//! Whose database it is: each component has one of its own, and the same ledger in it. Pure.

use super::error::Error;
use super::history::history_of;
use super::state::LEDGER;
use crate::release::{self, Component};

/// Refuses a database of another component than `wanted`, by its stamps, and without stamps by its tables.
pub fn refuse_another(wanted: Component, stamps: &[String], tables: &[String]) -> Result<(), Error> {
    let mut others = Component::ALL.into_iter().filter(|component| *component != wanted);
    others
        .find_map(|is| evidence(is, wanted, stamps, tables).map(|evidence| Error::AnotherComponent { is, evidence }))
        .map_or(Ok(()), Err)
}

/// By what it is told that a database is this component's and not the other's: a revision that only this one's history has, or all
/// tables of its newest release.
fn evidence(is: Component, other: Component, stamps: &[String], tables: &[String]) -> Option<String> {
    if !stamps.is_empty() {
        let known_by = |component: Component, id: &str| history_of(component).position(id).is_some();
        let stamp = stamps.iter().find(|id| known_by(is, id) && !known_by(other, id))?;
        return Some(format!("it is at its revision {stamp}"));
    }
    let newest = release::all_of(is).last()?;
    let there = |name: &str| name == LEDGER || tables.iter().any(|table| table == name);
    newest.facts().tables().all(there).then(|| format!("it has all tables of its release {}", newest.version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_of_another_component_is_refused() {
        for wanted in Component::ALL {
            for is in Component::ALL {
                let newest = release::all_of(is).last().unwrap();
                let tables: Vec<String> = newest.facts().tables().map(str::to_owned).collect();
                let allowed = |stamps: &[String], tables: &[String]| refuse_another(wanted, stamps, tables).is_ok();
                for revision in history_of(is).revisions() {
                    assert_eq!(
                        allowed(&[revision.id.clone()], &tables),
                        wanted == is,
                        "{wanted}: {is}, {}",
                        revision.id
                    );
                }
                assert_eq!(allowed(&[], &tables), wanted == is, "{wanted}: tables of {is}");
                assert!(allowed(&[], &[]) && allowed(&["nobody's".to_owned()], &tables));
            }
        }
    }
}
