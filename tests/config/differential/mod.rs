//! Generated files and URLs, read by this program and by Python with the versions of SQLAlchemy that are in the field. How many, and
//! which: `FUZZ_INPUTS`, `FUZZ_SECONDS`, `FUZZ_SEED`.

// alembic.ini, beside configparser.
mod ini;
// manager.toml, beside tomllib.
mod toml;
// The URL, beside SQLAlchemy.
mod url;

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use fastrand::Rng;
use serde_json::{Value, json};

use crate::support::budget::Budget;

/// What one test compares where nothing else is said.
const INPUTS: u64 = 3000;
/// As many questions are asked at once.
const BATCH: usize = 250;
/// After so many differences a test has said enough.
const ENOUGH: usize = 5;
/// Those that managers have had, and what comes.
const SQLALCHEMY: [&str; 3] = ["1.4", "2.0", "2.1"];

fn one<'a>(random: &mut Rng, of: &[&'a str]) -> &'a str {
    random.choice(of).expect("one of several")
}

fn some(random: &mut Rng, of: &[&str], limit: usize) -> String {
    (0..random.usize(..=limit)).map(|_| one(random, of)).collect()
}

/// The environments that `make test` makes, one for each version of SQLAlchemy.
fn interpreter(sqlalchemy: &str) -> PathBuf {
    let named = std::env::var_os("SQLALCHEMY_PYTHONS").filter(|path| !path.is_empty()).map(PathBuf::from);
    let own = || Path::new(env!("CARGO_MANIFEST_DIR")).join(".backend.ai/python");
    named.unwrap_or_else(own).join(format!("sqlalchemy-{sqlalchemy}/bin/python"))
}

/// A process of Python's that answers, a line for each line.
struct Python {
    sqlalchemy: &'static str,
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Python {
    fn with(sqlalchemy: &'static str) -> Self {
        let interpreter = interpreter(sqlalchemy);
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/config/differential/answers.py");
        let spawned = Command::new(&interpreter).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = spawned.unwrap_or_else(|error| {
            panic!("{}: {error} (`make test` makes it: scripts/get-python)", interpreter.display());
        });
        let questions = child.stdin.take().expect("a pipe");
        let answers = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut python = Python { sqlalchemy, child, questions, answers };
        let version = python.ask("version", &[])["sqlalchemy"].as_str().expect("a version").to_owned();
        assert!(version.starts_with(&format!("{sqlalchemy}.")), "{} has SQLAlchemy {version}", interpreter.display());
        python
    }

    /// What it says to texts of a kind. It reads the whole line before it answers.
    fn ask(&mut self, kind: &str, texts: &[String]) -> Value {
        writeln!(self.questions, "{}", json!([kind, texts])).expect("Python reads the question");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("Python's answer");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("Python {}: {error}", self.sqlalchemy))
    }
}

impl Drop for Python {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a comparison comes to: whether both read the text; a difference, if it is not documented.
type Judgement = Result<bool, String>;

/// Makes up texts, asks Python for each, and judges. `kind` is what answers.py calls it.
fn compare(
    kind: &str,
    pythons: &[&'static str],
    make: impl Fn(&mut Rng) -> String,
    judge: impl Fn(&str, &Value, &str) -> Judgement,
) {
    let mut budget = Budget::new(&format!("differential {kind}"), INPUTS);
    let mut pythons: Vec<Python> = pythons.iter().map(|sqlalchemy| Python::with(sqlalchemy)).collect();
    let (mut accepted, mut differences) = (0_u64, Vec::new());
    while differences.len() < ENOUGH {
        let seeds: Vec<u64> = std::iter::from_fn(|| budget.next()).take(BATCH).collect();
        if seeds.is_empty() {
            break;
        }
        let texts: Vec<String> = seeds.iter().map(|seed| make(&mut Rng::with_seed(*seed))).collect();
        for (number, python) in pythons.iter_mut().enumerate() {
            let answers = python.ask(kind, &texts);
            for ((seed, text), theirs) in seeds.iter().zip(&texts).zip(answers.as_array().expect("answers")) {
                match judge(text, theirs, python.sqlalchemy) {
                    Ok(read) => accepted += u64::from(read && number == 0),
                    Err(what) => {
                        differences
                            .push(format!("FUZZ_SEED={seed}, SQLAlchemy {}: {text:?}: {what}", python.sqlalchemy));
                    }
                }
            }
        }
    }
    // A line of the table in docs/fuzz.md.
    println!("differential | {kind} | {} | {accepted} | {:.0} |", budget.done, budget.elapsed().as_secs_f64());
    differences.truncate(ENOUGH);
    assert!(differences.is_empty(), "{kind}:\n{}", differences.join("\n"));
    // What makes the texts must not fall into making nothing but broken ones.
    assert!(budget.done < 100 || accepted * 6 > budget.done, "{kind}: {accepted} of {} were read", budget.done);
}
