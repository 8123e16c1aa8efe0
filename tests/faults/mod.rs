//! Faults at any moment. Whatever happens to a run, the database is as it was before or as it was wanted, and the next run works.
//!
//! A few are tried of each; `FAULTS=200` tries so many, and `make faults` makes docs/faults.md of what they print. `FAULTS_OF=upgrade`
//! tries those of one command.

// An administrator ends it.
mod administrator;
// Many runs on one database.
mod at_once;
// The clock jumps.
mod clock;
// The connection is cut at any message.
mod cut;
// The program is killed at any moment.
mod killed;
// Somebody else holds a table.
mod locked;
// There is too little memory for the program.
mod memory;
// The primary is gone, and a standby takes its place.
mod promoted;
// The server goes down at any moment.
mod server;
// The server's disk is full. It is one of its own, which only root can mount: `make faults` alone runs these.
mod with_disk;

use std::process::Command;
use std::thread::{self, JoinHandle};

use rustix::process::{Pid, Signal, kill_process};

use crate::fixture::examples::load_examples;
use crate::fixture::presets;
use crate::support::database::value;
use crate::support::{Cluster, Database, Facts, Outcome, mgr, releases};

/// How many are tried of each fault; so many by default.
fn tries(by_default: usize) -> usize {
    let Ok(wanted) = std::env::var("FAULTS") else { return by_default };
    wanted.parse().expect("FAULTS is a number")
}

/// A command, and the database that it is for.
struct Work {
    name: &'static str,
    arguments: Vec<String>,
    prepare: fn(&Database),
}

/// What populate loads: rows that are staged, and so many that they go straight into their table.
const ROWS: usize = 2_000;
const MANY: usize = 20_000;

fn work(name: &'static str, arguments: &[&str], prepare: fn(&Database)) -> Work {
    let json = ["--json".to_owned()];
    let arguments = arguments.iter().map(|word| (*word).to_owned()).chain(json).collect();
    Work { name, arguments, prepare }
}

/// All that writes, or what `FAULTS_OF` names.
fn works() -> Vec<Work> {
    let wanted = std::env::var("FAULTS_OF").ok();
    let mut works = all_works();
    works.retain(|work| wanted.as_ref().is_none_or(|wanted| work.name == wanted));
    assert!(!works.is_empty(), "FAULTS_OF names no command");
    works
}

fn all_works() -> Vec<Work> {
    let before = &releases()[releases().len() - 2].name;
    vec![
        work("oneshot", &["schema", "oneshot"], |_| {}),
        work("upgrade", &["schema", "upgrade", "--no-etcd"], |database| {
            database.schema(["oneshot", "--release", &releases()[0].name]).success();
        }),
        work("downgrade", &["schema", "downgrade", before, "--yes"], |database| {
            database.schema(["oneshot"]).success();
        }),
        work("populate", &["fixture", "populate", "f.json"], |database| {
            database.schema(["oneshot"]).success();
        }),
        work("populate of many rows", &["fixture", "populate", "many.json"], |database| {
            database.schema(["oneshot"]).success();
        }),
        work("provision", &["permissions", "provision"], |database| {
            database.schema(["oneshot"]).success();
            load_examples(database);
        }),
    ]
}

/// Its database, as often as it is wanted.
struct Prepared<'a> {
    work: &'a Work,
    cluster: &'a Cluster,
    template: Database,
    before: (Facts, String),
}

/// A run to which something will happen. What it says is read all the time: it would stop where a pipe is full.
struct Running {
    pid: Pid,
    outcome: JoinHandle<Outcome>,
}

impl Running {
    fn start(command: &mut Command) -> Self {
        let child = command.spawn().expect("the program");
        let pid = Pid::from_child(&child);
        Running { pid, outcome: thread::spawn(move || Outcome::of(child)) }
    }

    /// It may have ended before.
    fn kill(&self) {
        let _ = kill_process(self.pid, Signal::KILL);
    }

    fn end(self) -> Outcome {
        self.outcome.join().expect("the end of the program")
    }
}

/// What a fault has left.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum End {
    /// What was there before.
    Old,
    /// What was wanted.
    New,
}

impl<'a> Prepared<'a> {
    fn on(cluster: &'a Cluster, work: &'a Work) -> Self {
        let template = cluster.database();
        (work.prepare)(&template);
        let before = look(&template);
        Prepared { work, cluster, template, before }
    }

    /// A database of its own.
    fn database(&self) -> Database {
        let database = self.cluster.copy_of(&self.template.name);
        database.program.write("f.json", presets(ROWS));
        database.program.write("many.json", presets(MANY));
        database
    }

    /// What the fault has left of it, and whether the next run brings it to its end.
    fn end(&self, database: &Database) -> Result<End, String> {
        database.until_no_run_is_left();
        let end = if look(database) == self.before { End::Old } else { End::New };
        let changed = |outcome: &Outcome| (outcome.status == 0).then(|| outcome.json()["changed"].as_bool()).flatten();
        let next = self.run(database);
        if changed(&next) != Some(end == End::Old) {
            return Err(format!("{}: {end:?}, and the next run: {}: {}", self.work.name, next.status, next.both()));
        }
        let again = self.run(database);
        if changed(&again) != Some(false) {
            return Err(format!("{}: the run after the next one: {}: {}", self.work.name, again.status, again.both()));
        }
        Ok(end)
    }

    /// The same, where the status that the run ended with may go with what is left.
    fn judge(&self, database: &Database, outcome: &Outcome, may_go: impl Fn(i32, End) -> bool) -> Result<End, String> {
        let end = self.end(database)?;
        if may_go(outcome.status, end) {
            return Ok(end);
        }
        Err(format!("{} ended with {}, {end:?}: {}", self.work.name, outcome.status, outcome.both()))
    }

    fn command(&self, database: &Database) -> Command {
        database.program.command(mgr(&[], &self.work.arguments))
    }

    fn run(&self, database: &Database) -> Outcome {
        database.mgr(&self.work.arguments)
    }
}

fn look(database: &Database) -> (Facts, String) {
    (database.facts(), database.versions())
}

/// The connection was lost; or all was done, and that is true.
fn lost_or_done(status: i32, end: End) -> bool {
    matches!((status, end), (11, _) | (0, End::New))
}

/// It says that it is done if it is.
fn told(status: i32, end: End) -> bool {
    (status == 0) == (end == End::New)
}

/// Prints what became of some work, as a row of docs/faults.md.
#[track_caller]
fn tell(fault: &str, work: &str, ends: Vec<Result<End, String>>) {
    let count = |wanted: End| ends.iter().filter(|end| **end == Ok(wanted)).count();
    let (old, new, tried) = (count(End::Old), count(End::New), ends.len());
    println!("faults | {fault} | {work} | {tried} | {old} | {new} |");
    let wrong: Vec<String> = ends.into_iter().filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "{fault}: {} of {tried} are neither:\n{}", wrong.len(), wrong.join("\n"));
}

/// Each in its turn, as many beside it would move all of them.
fn moments(count: usize, of: std::time::Duration) -> Vec<std::time::Duration> {
    let mut random = fastrand::Rng::new();
    println!("seed of the moments: {}", random.get_seed());
    (0..count).map(|_| of.mul_f64(random.f64() * 1.05)).collect()
}

/// How long it takes where nothing happens.
fn clean_run(prepared: &Prepared<'_>) -> std::time::Duration {
    let database = prepared.database();
    let began = std::time::Instant::now();
    prepared.run(&database).success();
    began.elapsed()
}

/// Where nothing happens, the next run does it all.
#[test]
fn the_work_is_real() {
    let cluster = crate::support::cluster();
    println!("faults on PostgreSQL {}", value(&mut cluster.connect("postgres"), "current_setting('server_version')"));
    for work in works() {
        let prepared = Prepared::on(cluster, &work);
        let database = prepared.database();
        assert_eq!(prepared.end(&database), Ok(End::Old), "{}", work.name);
        assert_eq!(prepared.end(&database), Ok(End::New), "{}", work.name);
    }
}
