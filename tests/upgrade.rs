//! Upgrades between all ordered pairs of release lines, from fresh databases and from ones with rows in every table: no drift, no
//! row lost, one stamp, nothing left to do. docs/upgrades.md has the times, by `scripts/upgrade-table`.

mod chain;
mod conversions;
mod deletions;
mod healing;
mod lines;
mod snapshot;
mod starts;
mod stops;

use std::time::Instant;

use backend_ai::migration::history;

use crate::support::Program;
use crate::support::filler::Manner;
use lines::{LINES, Line};
use snapshot::Snapshot;

/// What the databases at the beginning hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rows {
    None,
    Filled(u64, Manner),
}

/// Upgrades a copy of a line's database to every later line.
fn upgrades_to_every_later_line(from: &str, rows: Rows) {
    let from = lines::line(from);
    let later: Vec<&Line> = LINES.iter().filter(|line| line.position > from.position).collect();
    assert!(!later.is_empty());
    let wrong: Vec<String> = later.iter().flat_map(|to| upgrade(from, to, rows)).collect();
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong after the upgrade; nothing, hopefully.
fn upgrade(from: &Line, to: &Line, rows: Rows) -> Vec<String> {
    let pair = format!("{} → {}", from.name, to.name);
    let database = match rows {
        Rows::None => from.fresh(),
        Rows::Filled(seed, manner) => from.filled(seed, manner),
    };
    let program = Program::new();
    program.alembic_ini(&database.url());
    let began = Instant::now();
    let outcome = program.run(["mgr", "schema", "upgrade", to.name]);
    let took = began.elapsed();
    if outcome.status != 0 {
        return vec![format!("{pair}: status {}\n{}", outcome.status, outcome.stderr)];
    }
    let mut wrong = database.drift(to);
    let plan = from.plan(to);
    wrong.extend(conversions::differences(&database.before, &Snapshot::take(&mut database.connect()), &plan));
    wrong.extend(database.second_run(&program, to));
    // For scripts/upgrade-table.
    println!(
        "upgrade | {} | {} | {} | {:?} | {} | {:.2}",
        from.name,
        to.name,
        plan.len(),
        rows,
        database.before.len(),
        took.as_secs_f64()
    );
    wrong.into_iter().map(|wrong| format!("{pair}: {wrong}")).collect()
}

/// A test a line, so that they run side by side.
macro_rules! from_lines {
    ($($module:ident $line:literal,)*) => {$(
        mod $module {
            use super::*;

            #[test]
            fn a_fresh_database_leads_to_every_later_line() {
                upgrades_to_every_later_line($line, Rows::None);
            }

            #[test]
            fn a_filled_database_leads_to_every_later_line() {
                upgrades_to_every_later_line($line, Rows::Filled(seed(1), Manner::Likely));
            }
        }
    )*};
}

from_lines! {
    from_22_3 "22.3.3",
    from_22_9 "22.9.23",
    from_23_3 "23.3.12",
    from_23_9 "23.9.10",
    from_24_3 "24.3.11",
    from_24_9 "24.9.14",
    from_25_6 "25.6.17",
    from_25_15 "25.15.12",
}

#[test]
fn rows_of_any_shape_lead_to_the_last_line() {
    // All that a schema allows is in the field somewhere.
    let last = &LINES[LINES.len() - 1];
    let wrong: Vec<String> = LINES[..LINES.len() - 1]
        .iter()
        .flat_map(|from| upgrade(from, last, Rows::Filled(seed(2), Manner::Wild)))
        .collect();
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// UPGRADE_SEED looks at other rows than the usual ones.
fn seed(usual: u64) -> u64 {
    std::env::var("UPGRADE_SEED").ok().map_or(usual, |seed| seed.parse().expect("UPGRADE_SEED is a number"))
}

#[test]
fn every_table_and_every_member_of_every_enumeration_is_filled() {
    for line in &LINES {
        let database = line.filled(1, Manner::Likely);
        let rows = &database.before;
        for table in line.release().facts().tables().filter(|table| *table != "alembic_version") {
            assert!(rows.rows(table).len() >= 2, "{}: {table} has {} rows", line.name, rows.rows(table).len());
        }
        for (table, column, members) in database.enumerations() {
            for member in members {
                let used = rows.rows(&table).iter().any(|row| row[&column] == member.as_str());
                assert!(used, "{}: {table}.{column} never is {member}", line.name);
            }
        }
    }
}

#[test]
fn the_lines_are_the_oldest_embedded_releases_that_lead_to_each_other() {
    for pair in LINES.windows(2) {
        assert!(pair[0].own().is_subset(&pair[1].own()), "{} → {}", pair[0].name, pair[1].name);
    }
    let first = LINES[0].own();
    let revisions = LINES[LINES.len() - 1].own().difference(&first).count();
    assert_eq!((LINES.len(), revisions), (9, 145));
    assert_eq!(history().ids(&history().heads(&first)), ["81c264528f20"]);
}
