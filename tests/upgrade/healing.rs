//! Databases that the reference upgraded over a gap: its alembic takes revisions below the stamp for applied, though the release
//! that the database came from never had them. Stamped with the new head, columns and tables missing.

use std::collections::BTreeSet;

use backend_ai::migration::history;
use diesel::prelude::*;

use super::conversions;
use super::lines::{self, Database, LINES, Line, differ, facts, run_up, stamp};
use super::snapshot::Snapshot;
use crate::support::Program;
use crate::support::filler::Manner;

/// From where to where, and how many columns and tables are missing then.
const GAPS: [(&str, &str, usize, usize); 3] =
    [("23.9.10", "24.3.11", 9, 0), ("24.3.11", "24.9.14", 2, 0), ("24.9.14", "25.6.17", 32, 2)];

/// Upgrades as alembic does: what is above the stamp in the graph of the target.
fn upgrade_over_the_gap(database: &Database, from: &Line, to: &Line) {
    let head = history().position(from.release().head()).expect("a known head");
    let below = history().ancestors(head);
    let own = to.own();
    let above: Vec<&str> = history().ids(own.difference(&below));
    let upgrade = |connection: &mut PgConnection| {
        run_up(connection, above);
        stamp(connection, [to.release().head()]);
        Ok(())
    };
    database.connect().transaction::<_, diesel::result::Error, _>(upgrade).expect("a commit");
}

fn missing(database: &Database, line: &Line) -> (usize, usize) {
    let found = facts(&mut database.connect());
    let missing = differ(&line.release().facts().without_positions(), &found);
    let of =
        |kind: &str| missing.iter().filter(|fact| fact.starts_with(&format!("missing: {kind} "))).collect::<Vec<_>>();
    // A column with another definition is there.
    let there = |fact: &str| {
        let name = fact.split(' ').nth(2).unwrap_or_default();
        found.with_prefix(&format!("column {name} ")).next().is_some()
    };
    (of("column").iter().filter(|fact| !there(fact)).count(), of("table").len())
}

#[test]
fn what_the_reference_skipped_is_found_and_made_up_for() {
    for (from, to, columns, tables) in GAPS {
        let (from, to) = (lines::line(from), lines::line(to));
        for last in [to, &LINES[LINES.len() - 1]] {
            let database = from.filled(3, Manner::Likely);
            upgrade_over_the_gap(&database, from, to);
            assert_eq!(missing(&database, to), (columns, tables), "{} → {}", from.name, to.name);
            let program = Program::new();
            program.alembic_ini(&database.url());

            let check = program.run(["mgr", "schema", "check", "--release", to.name]).status(20);
            for lacked in
                from.plan(to).into_iter().filter(|id| from.release().released.missing.iter().any(|lacked| lacked == id))
            {
                assert!(check.stdout.contains(lacked), "{lacked} is not named:\n{}", check.stdout);
            }
            program.run(["mgr", "schema", "upgrade", last.name]).success();
            assert_eq!(database.drift(last), [""; 0], "{} → {}", from.name, last.name);
            let after = Snapshot::take(&mut database.connect());
            // The same revisions ran, in another order.
            assert_eq!(
                conversions::differences(&database.before, &after, &from.plan(last)),
                [""; 0],
                "{} → {}",
                from.name,
                last.name
            );
            assert_eq!(database.second_run(&program, last), [""; 0]);
        }
    }
}

/// What alembic leaves in alembic_version when it is made to run revisions that are below the stamp: each takes the place of its
/// parents where they are there, and comes besides otherwise.
fn rows_after(stamped: &str, revisions: &[&'static str]) -> BTreeSet<String> {
    let mut rows = BTreeSet::from([stamped.to_owned()]);
    for revision in revisions {
        let position = history().position(revision).expect("a known revision");
        for parent in history().parents(position) {
            rows.remove(history().id(parent));
        }
        rows.insert((*revision).to_owned());
    }
    rows
}

#[test]
fn the_stamps_that_apply_missing_revisions_leaves_become_one() {
    let mut several = Vec::new();
    for (from, to, _, _) in GAPS {
        let (from, to) = (lines::line(from), lines::line(to));
        let plan = from.plan(to);
        let rows = rows_after(from.release().head(), &plan);
        several.push(rows.len());
        for last in [to, &LINES[LINES.len() - 1]] {
            let database = from.filled(3, Manner::Likely);
            let apply = |connection: &mut PgConnection| {
                run_up(connection, plan.iter().copied());
                stamp(connection, rows.iter().map(String::as_str));
                Ok(())
            };
            database.connect().transaction::<_, diesel::result::Error, _>(apply).expect("a commit");
            let program = Program::new();
            program.alembic_ini(&database.url());
            let upgrade = program.run(["mgr", "schema", "upgrade", last.name, "--json"]).success().json();
            let ran: Vec<&str> = upgrade["revisions"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|ran| ran["revision"].as_str())
                .collect();
            assert_eq!(ran, to.plan(last), "{} → {}", to.name, last.name);
            assert_eq!(database.drift(last), [""; 0], "{} → {}", from.name, last.name);
            let after = Snapshot::take(&mut database.connect());
            assert_eq!(conversions::differences(&database.before, &after, &from.plan(last)), [""; 0]);
            assert_eq!(database.second_run(&program, last), [""; 0]);
        }
    }
    assert!(several.iter().all(|rows| *rows > 1), "{several:?}");
    println!("rows in alembic_version: {several:?}");
}
