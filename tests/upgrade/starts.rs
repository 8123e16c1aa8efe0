//! Databases at a revision between releases: any revision may be where somebody stopped.

use backend_ai::migration::{History, Plan, Position, history};
use diesel::prelude::*;

use super::lines::{self, LINES, run_up, stamp};
use crate::support::Program;

/// Brings a database to a revision and what is below it, and from there to the last line.
fn start_at(history: &History, position: Position) -> Vec<String> {
    let (first, last) = (&LINES[0], &LINES[LINES.len() - 1]);
    let revision = history.id(position);
    let database = first.fresh();
    let way = Plan::up(history, &first.own(), &history.ancestors(position)).revisions();
    let bring = |connection: &mut PgConnection| {
        run_up(connection, history.ids(&way));
        stamp(connection, [revision]);
        Ok(())
    };
    database.connect().transaction::<_, diesel::result::Error, _>(bring).expect("a commit");
    let program = Program::new();
    program.alembic_ini(&database.url());
    let upgrade = program.run(["mgr", "schema", "upgrade", last.name]);
    if upgrade.status != 0 {
        return vec![format!("{revision}: status {}\n{}", upgrade.status, upgrade.stderr)];
    }
    let mut wrong = database.drift(last);
    wrong.extend(database.second_run(&program, last));
    wrong.into_iter().map(|wrong| format!("{revision}: {wrong}")).collect()
}

/// Every thirteenth revision; with UPGRADE_EVERY_START=1 every one (docs/upgrades.md).
#[test]
fn a_stamp_in_the_middle_leads_to_the_last_line() {
    let history = history();
    let plan = LINES[0].plan(lines::line("25.19.2"));
    let step = if std::env::var_os("UPGRADE_EVERY_START").is_some() { 1 } else { 13 };
    let starts: Vec<Position> = plan.iter().step_by(step).filter_map(|id| history.position(id)).collect();
    let wrong: Vec<String> = starts.iter().flat_map(|position| start_at(history, *position)).collect();
    println!("starts | {} of {} | {} wrong", starts.len(), plan.len(), wrong.len());
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
