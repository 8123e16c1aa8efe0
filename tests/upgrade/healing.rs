//! Databases that the reference upgraded over a gap: its alembic takes revisions below the stamp for applied, though the release
//! that the database came from never had them. Stamped with the new head, columns and tables missing.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::{conversions, run_up, stamp, wrong_with};
use crate::support::filler::Manner;
use crate::support::release::{ancestors, chain, position, revisions};
use crate::support::{Database, Release, release};

/// From where to where, and how many columns and tables are missing then.
const GAPS: [(&str, &str, usize, usize); 3] =
    [("23.09", "24.03", 9, 0), ("24.03", "24.09", 2, 0), ("24.09", "25.06", 32, 2)];

/// The release itself, and the last one that a database of it can be brought to.
fn targets(release: &'static Release) -> Vec<&'static Release> {
    let last = chain().pop().expect("a release");
    if release.leads_to(last) { vec![release, last] } else { vec![release] }
}

/// Upgrades as alembic does: what is above the stamp in the graph of the target.
fn upgrade_over_the_gap(database: &Database, from: &Release, to: &Release) {
    let below = ancestors(&from.head);
    let above = to.own().difference(&below).map(|position| revisions()[*position].id.as_str());
    let upgrade = |connection: &mut PgConnection| {
        run_up(connection, above);
        stamp(connection, [to.head.as_str()]);
        Ok(())
    };
    database.connect().transaction::<_, diesel::result::Error, _>(upgrade).expect("a commit");
}

/// How many columns and tables of the release there are not. A column with another definition is there.
fn missing(database: &Database, release: &Release) -> (usize, usize) {
    let found = database.facts().without_positions();
    let names = |kind: &str| -> BTreeSet<String> {
        let of_kind = |fact: &str| Some(fact.strip_prefix(kind)?.split(' ').next()?.to_owned());
        let there: BTreeSet<String> = found.lines().filter_map(of_kind).collect();
        release.facts().lines().filter_map(of_kind).filter(|name| !there.contains(name)).collect()
    };
    let tables = names("table ");
    // The columns of a missing table are counted as well.
    (names("column ").len(), tables.len())
}

#[test]
fn what_the_reference_skipped_is_found_and_made_up_for() {
    for (from, to, columns, tables) in GAPS {
        let (from, to) = (release(from), release(to));
        for last in targets(to) {
            let database = Database::filled(from, 3, Manner::Likely);
            let before = database.snapshot();
            upgrade_over_the_gap(&database, from, to);
            assert_eq!(missing(&database, to), (columns, tables), "{} → {}", from.name, to.name);
            let check = database.schema(["check", "--release", &to.name]).status(20);
            for lacked in from.plan(to).into_iter().filter(|id| from.missing.iter().any(|lacked| lacked == id)) {
                assert!(check.stdout.contains(lacked), "{lacked} is not named:\n{}", check.stdout);
            }
            database.schema(["upgrade", &last.name, "--no-etcd"]).success();
            // The same revisions ran, in another order.
            let mut wrong = match from.plan(last) {
                plan if conversions::describe(&plan) => conversions::differences(&before, &database.snapshot(), &plan),
                _ => Vec::new(),
            };
            wrong.extend(wrong_with(&database, last));
            assert_eq!(wrong, [""; 0], "{} → {}", from.name, last.name);
        }
    }
}

/// What alembic leaves in alembic_version when it is made to run revisions that are below the stamp: each takes the place of its
/// parents where they are there, and comes besides otherwise.
fn rows_after(stamped: &str, plan: &[&'static str]) -> BTreeSet<String> {
    let mut rows = BTreeSet::from([stamped.to_owned()]);
    for id in plan {
        for parent in &revisions()[position(id)].down {
            rows.remove(parent);
        }
        rows.insert((*id).to_owned());
    }
    rows
}

#[test]
fn the_stamps_that_apply_missing_revisions_leaves_become_one() {
    let mut several = Vec::new();
    for (from, to, _, _) in GAPS {
        let (from, to) = (release(from), release(to));
        let plan = from.plan(to);
        let rows = rows_after(&from.head, &plan);
        several.push(rows.len());
        for last in targets(to) {
            let database = Database::filled(from, 3, Manner::Likely);
            let before = database.snapshot();
            let apply = |connection: &mut PgConnection| {
                run_up(connection, plan.iter().copied());
                stamp(connection, rows.iter().map(String::as_str));
                Ok(())
            };
            database.connect().transaction::<_, diesel::result::Error, _>(apply).expect("a commit");
            let upgrade = database.schema(["upgrade", &last.name, "--no-etcd", "--json"]).success().json();
            let ran = upgrade["revisions"].as_array().into_iter().flatten();
            let ran: Vec<&str> = ran.filter_map(|ran| ran["revision"].as_str()).collect();
            assert_eq!(ran, to.plan(last), "{} → {}", to.name, last.name);
            let mut wrong = match from.plan(last) {
                plan if conversions::describe(&plan) => conversions::differences(&before, &database.snapshot(), &plan),
                _ => Vec::new(),
            };
            wrong.extend(wrong_with(&database, last));
            assert_eq!(wrong, [""; 0], "{} → {}", from.name, last.name);
        }
    }
    assert!(several.iter().all(|rows| *rows > 1), "{several:?}");
}
