//! What to run, in which order, and what alembic_version holds after each step. Pure.

use super::history::{History, Position, Revisions};
use super::state::{DatabaseState, Target};

/// Which way.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Direction {
    /// `up.sql`
    Up,
    /// `down.sql`
    Down,
}

/// One revision to run, and the stamps after it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Step {
    pub revision: Position,
    /// What alembic_version holds afterwards.
    pub stamps: Revisions,
}

/// What to run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Plan {
    /// Which way.
    pub direction: Direction,
    /// In this order.
    pub steps: Vec<Step>,
    /// What alembic_version holds at the end.
    pub stamps: Revisions,
}

impl Plan {
    /// From the revisions that a database has to those of `target`, which has one head.
    ///
    /// What the target has and the database has not, in the graph's order: not what comes after the stamp.
    pub fn up(history: &History, own: &Revisions, target: &Revisions) -> Plan {
        let mut stamps = history.heads(own);
        let steps = target.difference(own).map(|revision| {
            // A backport is below the stamp already.
            if !stamps.iter().any(|stamp| history.is_below(*revision, *stamp)) {
                stamps.retain(|stamp| !history.is_below(*stamp, *revision));
                stamps.insert(*revision);
            }
            Step { revision: *revision, stamps: stamps.clone() }
        });
        let steps = steps.collect();
        Plan { direction: Direction::Up, steps, stamps }
    }

    /// From what the database has to what is wanted; its one stamp at the end.
    pub fn to_target(history: &History, seen: &DatabaseState, target: &Target) -> Plan {
        let mut plan = Plan::up(history, &seen.applied, &target.own);
        plan.stamps = [target.head].into();
        if let Some(last) = plan.steps.last_mut() {
            last.stamps = plan.stamps.clone();
        }
        plan
    }

    /// Takes back what a database has above `target`, the newest first.
    pub fn down(history: &History, own: &Revisions, target: &Revisions) -> Plan {
        let mut now = own.clone();
        let surplus: Vec<Position> = own.difference(target).copied().collect();
        let steps = surplus.into_iter().rev().map(|revision| {
            now.remove(&revision);
            Step { revision, stamps: history.heads(&now) }
        });
        let steps: Vec<Step> = steps.collect();
        let stamps = history.heads(&now);
        Plan { direction: Direction::Down, steps, stamps }
    }

    /// Only the first steps.
    pub fn first(mut self, count: usize) -> Plan {
        self.steps.truncate(count);
        if let Some(last) = self.steps.last() {
            self.stamps = last.stamps.clone();
        }
        self
    }

    /// What goes into the next of several transactions, and what is left after it, from a database with these stamps: one revision
    /// at a time, but the backports below the stamp together with all before them. alembic_version would not tell that some of
    /// them ran, and the facts say nothing of those that touch rows alone.
    pub fn split(mut self, stamps: &Revisions) -> (Plan, Option<Plan>) {
        let before = std::iter::once(stamps).chain(self.steps.iter().map(|step| &step.stamps));
        let backport = before.zip(&self.steps).enumerate().filter(|(_, (before, step))| **before == step.stamps).last();
        let count = backport.map_or(0, |(index, _)| index) + 1;
        if count >= self.steps.len() {
            return (self, None);
        }
        let left = Plan { steps: self.steps.split_off(count), ..self };
        (
            Plan { direction: left.direction, stamps: self.steps[count - 1].stamps.clone(), steps: self.steps },
            Some(left),
        )
    }

    /// The revisions, in order.
    pub fn revisions(&self) -> Vec<Position> {
        self.steps.iter().map(|step| step.revision).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::history;
    use crate::release::ReleaseEntry;

    /// Releases, but those that stand for the same revisions only once.
    fn distinct(history: &History) -> Vec<(&'static ReleaseEntry, Revisions)> {
        let mut all: Vec<(&ReleaseEntry, Revisions)> = Vec::new();
        for released in history.released() {
            let own = history.own(released);
            if all.iter().all(|(_, other)| *other != own) {
                all.push((released, own));
            }
        }
        all
    }

    #[test]
    fn backports_share_a_transaction_with_what_is_before_them() {
        let history = history();
        let own = |name: &str| history.own_of(crate::release::by_name(name).unwrap());
        let (from, to) = (own("24.9.14"), own("25.6.17"));
        let mut stamps = history.heads(&from);
        let mut left = Some(Plan::up(history, &from, &to));
        let whole = left.clone().unwrap();
        let (mut sizes, mut ran) = (Vec::new(), Vec::new());
        while let Some(plan) = left {
            let (now, rest) = plan.split(&stamps);
            stamps = now.stamps.clone();
            sizes.push(now.steps.len());
            ran.extend(now.steps);
            left = rest;
        }
        assert_eq!((&ran, &stamps), (&whole.steps, &whole.stamps));
        // All that is below the stamp of the beginning, and what is before it; then one at a time.
        let below = history.below(&history.heads(&from));
        let last = whole.revisions().iter().rposition(|revision| below.contains(revision)).unwrap();
        assert!(last >= 6 && sizes[0] == last + 1, "{sizes:?}");
        assert!(sizes.len() > 1 && sizes[1..].iter().all(|size| *size == 1), "{sizes:?}");
    }

    fn in_order(plan: &Plan) -> bool {
        plan.revisions().windows(2).all(|pair| pair[0] < pair[1])
    }

    #[test]
    fn every_release_leads_to_every_later_one() {
        let history = history();
        let all = distinct(history);
        let mut pairs = 0;
        for (from, own) in &all {
            for (to, target) in all.iter().filter(|(_, target)| own.is_subset(target)) {
                let plan = Plan::up(history, own, target);
                assert!(in_order(&plan), "{} → {}", from.name, to.name);
                assert_eq!(plan.steps.len(), target.len() - own.len(), "{} → {}", from.name, to.name);
                // Parents first.
                let mut now = own.clone();
                for step in &plan.steps {
                    let parents: Vec<_> =
                        history.parents(step.revision).filter(|parent| target.contains(parent)).collect();
                    assert!(parents.iter().all(|parent| now.contains(parent)), "{} → {}", from.name, to.name);
                    now.insert(step.revision);
                }
                assert_eq!(&now, target);
                assert_eq!(plan.stamps, history.heads(target), "{} → {}", from.name, to.name);
                pairs += 1;
                // Down again; a part of the pairs, for the time it takes.
                if pairs % 20 != 0 {
                    continue;
                }
                let back = Plan::down(history, target, own);
                let mut reversed = back.revisions();
                reversed.reverse();
                assert_eq!(reversed, plan.revisions());
                assert_eq!(back.stamps, history.heads(own));
            }
        }
        assert!(pairs > all.len() * all.len() / 4, "{pairs}");
    }

    #[test]
    fn what_a_release_lacks_is_in_every_plan_to_a_later_one_that_has_it() {
        let history = history();
        let lacking: Vec<_> = history.released().iter().filter(|released| !released.missing.is_empty()).collect();
        assert!(!lacking.is_empty());
        let all = distinct(history);
        for from in lacking {
            let own = history.own(from);
            let lacks: Revisions = from.missing.iter().filter_map(|id| history.position(id)).collect();
            for (to, target) in all.iter().filter(|(_, target)| own.is_subset(target)) {
                let planned: Revisions = Plan::up(history, &own, target).revisions().into_iter().collect();
                let wanted: Revisions = lacks.intersection(target).copied().collect();
                let below: Revisions = history.ancestors(history.position(from.head).unwrap());
                let backports: Revisions = planned.intersection(&below).copied().collect();
                assert_eq!(backports, wanted, "{} → {}", from.name, to.name);
            }
        }
    }

    #[test]
    fn one_stamp_stands_at_the_end_for_every_head() {
        let history = history();
        for released in history.released() {
            let target = history.own(released);
            let plan = Plan::up(history, &Revisions::new(), &target);
            let head = history.position(released.head).unwrap();
            assert!(plan.stamps.contains(&head), "{}", released.name);
            assert_eq!(plan.stamps.len(), 1 + released.extra.len().min(1), "{}", released.name);
        }
    }

    #[test]
    fn a_part_of_a_plan_ends_with_the_stamps_of_its_last_step() {
        let history = history();
        let all = history.ancestors(history.position("ff4bfca66bf8").unwrap());
        let plan = Plan::up(history, &Revisions::new(), &all);
        // Two branches of 2018, before their merge.
        let part = plan.clone().first(plan.steps.len() - 1);
        assert_eq!(history.ids(&part.stamps), ["352fa4f88f61", "0e558d06e0e3"]);
        assert_eq!(history.ids(&plan.stamps), ["ff4bfca66bf8"]);
        assert_eq!(plan.clone().first(1000), plan);
    }
}
