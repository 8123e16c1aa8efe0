use super::{End, Prepared, Running, tell, tries, work, works};
use crate::support::{Database, Outcome, cluster, mgr};

/// The same command so many times at once: one of them does it.
#[test]
fn the_same_many_times() {
    for work in works() {
        let prepared = Prepared::on(cluster(), &work);
        let database = prepared.database();
        let count = tries(4).min(50);
        // Each waits for all before it.
        let start = |_| Running::start(prepared.command(&database).args(["--lock-timeout", "600"]));
        let runs: Vec<Running> = (0..count).map(start).collect();
        let outcomes: Vec<Outcome> = runs.into_iter().map(|run| run.end().success()).collect();
        let changed = outcomes.iter().filter(|outcome| outcome.json()["changed"] == true).count();
        assert_eq!(changed, 1, "{}: {changed} of {count} did something", work.name);
        assert_eq!(prepared.end(&database), Ok(End::New));
        tell(&format!("{count} at once"), work.name, vec![Ok(End::New)]);
    }
}

/// Different ones: each does its work or says why not, and what is left is whole.
#[test]
fn different_ones() {
    let all = work("oneshot, upgrade and populate", &["schema", "oneshot"], |_| {});
    let prepared = Prepared::on(cluster(), &all);
    let ends = (0..tries(1).min(50)).map(|_| {
        let database = prepared.database();
        let start = |arguments: &[&str]| database.program.start(mgr(&[], arguments));
        let runs = [
            start(&["schema", "oneshot"]),
            start(&["schema", "upgrade", "--no-etcd"]),
            start(&["fixture", "populate", "f.json"]),
            start(&["schema", "oneshot"]),
        ];
        let outcomes = runs.map(Outcome::of);
        let [first, upgrade, populate, second] = outcomes.each_ref().map(|outcome| outcome.status);
        // Before the tables are there: 13 says that the database is fresh.
        let told = first == 0 && second == 0 && [0, 13].contains(&upgrade) && [0, 13].contains(&populate);
        let rows = rows(&database);
        let end = prepared.end(&database)?;
        if told && [0, super::ROWS].contains(&rows) {
            Ok(end)
        } else {
            Err(outcomes.iter().map(|outcome| format!("{}: {}", outcome.status, outcome.both())).collect())
        }
    });
    tell("at once", all.name, ends.collect());
}

fn rows(database: &Database) -> usize {
    database.count("resource_presets")
}
