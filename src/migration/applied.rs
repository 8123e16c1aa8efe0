//! Which revisions a database has.
//!
//! A stamp says what may be there. Releases got backports that the newest graph puts below heads that never had them, and
//! alembic skips those in silence; for them the facts say what is there (`migrations/backports.toml`).

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::history::{History, Position, Revisions};
use crate::release::{self, Component};
use crate::schema_facts::Facts;

/// The facts that tell whether a revision ran.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Backport {
    #[serde(default)]
    present: Vec<String>,
    #[serde(default)]
    absent: Vec<String>,
    given: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Verdict {
    Ran,
    NeverRan,
    Silent,
}

impl Backport {
    fn verdict(&self, facts: &Facts) -> Verdict {
        let any = |prefixes: &[String]| prefixes.iter().any(|prefix| facts.with_prefix(prefix).next().is_some());
        if self.given.as_ref().is_some_and(|given| facts.with_prefix(given).next().is_none()) {
            Verdict::Silent
        } else if any(&self.present) || (self.present.is_empty() && !any(&self.absent)) {
            Verdict::Ran
        } else {
            Verdict::NeverRan
        }
    }
}

fn backports() -> &'static HashMap<String, Backport> {
    static BACKPORTS: OnceLock<HashMap<String, Backport>> = OnceLock::new();
    BACKPORTS.get_or_init(|| {
        // Components without backports have no such file.
        let text = release::optional(Component::chosen(), "backports.json").unwrap_or("{}");
        serde_json::from_str(text).expect("backports.toml is part of the program")
    })
}

/// Whether the facts do not tell if a revision ran.
pub fn is_silent(revision: &str, facts: &Facts) -> bool {
    backports().get(revision).is_none_or(|backport| backport.verdict(facts) == Verdict::Silent)
}

/// The revisions of a database with these stamps and facts.
pub fn applied(history: &History, stamps: &Revisions, facts: &Facts) -> Revisions {
    let facts = facts.without_positions();
    let below = history.below(stamps);
    let judge = |id: &str| backports().get(id).map_or(Verdict::Silent, |backport| backport.verdict(&facts));
    let mut own = below.clone();
    for released in history.released() {
        let Some(head) = history.position(released.head).filter(|head| below.contains(head)) else { continue };
        let verdicts: Vec<Verdict> = released.missing.iter().map(|id| judge(id)).collect();
        let told: Vec<Verdict> = verdicts.iter().copied().filter(|verdict| *verdict != Verdict::Silent).collect();
        // Nothing to go by: then the release that the stamp names is what it is.
        let silent_never_ran = if told.is_empty() {
            stamps.contains(&head) && history.stamped_with(head).all(|other| other.missing == released.missing)
        } else {
            told.iter().all(|verdict| *verdict == Verdict::NeverRan)
        };
        for (id, verdict) in released.missing.iter().zip(verdicts) {
            let never_ran = verdict == Verdict::NeverRan || (verdict == Verdict::Silent && silent_never_ran);
            if let (true, Some(revision)) = (never_ran, history.position(id)) {
                own.remove(&revision);
            }
        }
        if stamps.contains(&head) {
            let also = released.extra.iter().filter(|id| judge(id) == Verdict::Ran);
            own.extend(also.filter_map(|id| history.position(id)));
        }
    }
    // A stamp between releases has no head to go by, but the facts speak all the same.
    own.retain(|revision| judge(history.id(*revision)) != Verdict::NeverRan);
    own
}

/// The released version whose own revisions these are, by the newest name.
pub fn released_as(history: &History, own: &Revisions) -> Option<&'static str> {
    let mut heads: Vec<Position> = history.heads(own).into_iter().collect();
    heads.reverse();
    heads.iter().find_map(|head| {
        let of_head: Vec<_> = history.stamped_with(*head).collect();
        of_head.iter().rev().find(|released| history.own(released) == *own).map(|released| released.name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::history;
    use crate::release::EmbeddedRelease;

    fn stamps(ids: &[&str]) -> Revisions {
        ids.iter().map(|id| history().position(id).unwrap()).collect()
    }

    fn without(facts: &Facts, prefixes: &[&str]) -> Facts {
        let kept: Vec<&str> =
            facts.lines().filter(|line| !prefixes.iter().any(|prefix| line.starts_with(prefix))).collect();
        Facts::parse(&kept.join("\n"))
    }

    fn release(name: &str) -> &'static EmbeddedRelease {
        release::by_name(name).unwrap()
    }

    #[test]
    fn backports_are_revisions_that_some_release_lacks_or_has_also() {
        let named: Vec<&str> =
            history().released().iter().flat_map(|r| r.missing.iter().chain(&r.extra)).copied().collect();
        for id in backports().keys() {
            assert!(named.contains(&id.as_str()), "{id}");
        }
    }

    #[test]
    fn a_fresh_database_has_its_releases_own_revisions() {
        for release in release::distinct() {
            let own = applied(history(), &stamps(&[release.head()]), release.facts());
            let expected = history().own_of(release);
            let difference: Vec<_> = own.symmetric_difference(&expected).collect();
            assert_eq!(history().ids(difference), [""; 0], "{}", release.version);
        }
    }

    #[test]
    fn an_ambiguous_head_is_decided_by_facts() {
        let stamp = stamps(&["ecc9f6322be4"]);
        let healthy = applied(history(), &stamp, release("24.9.14").facts());
        assert_eq!(released_as(history(), &healthy), Some("24.09.14"));
        // 25.2.0 is not embedded, but 25.6.17 has the same seven revisions.
        let later = applied(history(), &stamp, release("25.6.17").facts());
        assert_eq!(released_as(history(), &later), Some("25.2.0"));
    }

    #[test]
    fn what_an_upgrade_skipped_is_seen_below_any_later_stamp() {
        let facts = without(
            release("25.6.17").facts(),
            &["column sessions.batch_timeout ", "table networks", "column networks.", "column endpoints.replicas "],
        );
        let own = applied(history(), &stamps(&["c7fedaca4883"]), &facts);
        let missing: Vec<Position> = history().own_of(release("25.6.17")).difference(&own).copied().collect();
        assert_eq!(history().ids(&missing), ["d4c174934fd0", "428215fddea3", "3215bc85dc45"]);
    }

    #[test]
    fn a_revision_of_rows_alone_shares_the_fate_of_its_siblings() {
        let gap = [
            "index sessions.ix_sessions_vfolder_mounts ",
            "column vfolders.domain_name ",
            "column vfolder_permissions.id ",
        ];
        let facts = without(release("24.9.14").facts(), &gap);
        let gone = applied(history(), &stamps(&["ecc9f6322be4"]), &facts);
        let rows_alone = history().position("c4b7ec740b36").unwrap();
        assert!(!gone.contains(&rows_alone));
        let facts = without(release("24.9.14").facts(), &gap[..2]);
        assert!(applied(history(), &stamps(&["ecc9f6322be4"]), &facts).contains(&rows_alone));
    }

    #[test]
    fn several_stamps_are_read_together() {
        let facts = release("24.9.14").facts();
        let one = applied(history(), &stamps(&["ecc9f6322be4"]), facts);
        let more = applied(history(), &stamps(&["ecc9f6322be4", "81c264528f20"]), facts);
        assert_eq!(one, more);
    }

    #[test]
    fn facts_are_silent_of_revisions_that_leave_none() {
        let (nothing, facts) = (Facts::default(), release("24.9.14").facts());
        // Of rows alone.
        assert!(is_silent("c4b7ec740b36", &nothing) && is_silent("c4b7ec740b36", facts));
        // A column that is not there tells as much as one that is.
        assert!(!is_silent("d4c174934fd0", &nothing) && !is_silent("d4c174934fd0", facts));
        // One that was dropped, where there is the table.
        assert!(is_silent("d6a02307a057", &nothing) && !is_silent("d6a02307a057", facts));
    }
}
