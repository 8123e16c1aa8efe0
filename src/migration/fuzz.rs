//! Words for revisions, and ranges of them, against databases of several ages.

use super::plan::Plan;
use super::revision_spec::{RevisionRange, RevisionSpec};
use super::state::{DatabaseState, Target};
use super::{history, state};
use crate::fuzz::{Corpus, run};
use crate::release;

#[test]
fn revision_words() {
    let history = history();
    let mut samples: Vec<String> =
        ["head", "heads", "base", "latest", "+1", "-3", "22.03:head", ":", "base:25.15", "head-2", "26.9.6"]
            .map(str::to_owned)
            .to_vec();
    samples.extend(history.revisions().iter().map(|revision| revision.id.to_owned()));
    samples.extend(history.released().iter().map(|released| released.name.to_owned()));
    let words = [
        "head",
        "base",
        "+",
        "-",
        ":",
        ".",
        "0",
        "9",
        "a",
        "f",
        " ",
        "@",
        "v",
        "rc1",
        "24.09",
        "+2147483648",
        "ä",
        "\u{662}",
        "current",
    ];
    let seen: Vec<DatabaseState> = ["22.3.3", "24.9.14", "26.9.6"]
        .iter()
        .map(|name| {
            let release = release::by_name(name).unwrap();
            DatabaseState::new(vec![release.head().to_owned()], release.facts().clone())
        })
        .collect();
    let empty = DatabaseState::default();
    run("revision words", &Corpus::new(samples, &words), |input, random| {
        let text = String::from_utf8_lossy(input);
        let _ = release::by_name(&text).map(|release| release.version.to_string());
        let word: RevisionRange = text.parse().map_err(|error: super::revision_spec::SpecError| error.to_string())?;
        let words = match word {
            RevisionRange::One(one) => vec![one],
            RevisionRange::Between(start, end) => vec![start, end],
        };
        // What a release is compared with takes its time.
        let seen = if random.u8(..64) == 0 { random.choice(&seen).unwrap() } else { &empty };
        words.iter().try_for_each(|word| planned(word, seen))
    });
}

/// Where a word leads, up and down.
fn planned(word: &RevisionSpec, seen: &DatabaseState) -> Result<(), String> {
    let down = Plan::down_to_spec(history(), word, seen);
    let up = Target::of_spec(history(), word, seen);
    let up = up.map(|target| state::decide(history(), seen, &target).map(|_| ()).map_err(|error| error.to_string()));
    match (down, up) {
        (Err(down), Err(up)) => Err(format!("{down}\n{up}")),
        (_, Ok(Err(decided))) if decided.is_empty() => panic!("an error without words"),
        _ => Ok(()),
    }
}
