//! Made-up input for everything that reads what a user or another host wrote: no panic, no end of time, no end of memory, and a
//! message for each refusal. The targets are the tests `fuzz::…` beside what they try; this runs one.
//!
//! `FUZZ_INPUTS` or `FUZZ_SECONDS` is how long each target runs, `FUZZ_SEED` where it begins: an input is made of the seed and its
//! number alone, so that `FUZZ_SEED=SEED+NUMBER FUZZ_INPUTS=1` makes it again.

mod budget;
pub mod json_values;
mod mutation;
mod watch;

use std::panic::{AssertUnwindSafe, catch_unwind};

use fastrand::Rng;

use budget::Budget;
pub use mutation::Corpus;
use watch::Watch;

/// For each target, where nothing else is said: few enough for `make test`.
const INPUTS: u64 = 150;
/// As the main thread of the program has.
const STACK: usize = 8 << 20;
/// After so many failures a target has said enough.
const ENOUGH: usize = 5;
/// The longest message for a refusal that is still one: values are shortened in messages.
const LONGEST_MESSAGE: usize = 64 * 1024;

/// What became of an input: accepted, or refused with what the user is told.
pub type Outcome = Result<(), String>;

/// Feeds a target with inputs made of `corpus`, and prints what came of it. What `target` draws from `random` belongs to the input.
pub fn run(name: &str, corpus: &Corpus, target: impl FnMut(&[u8], &mut Rng) -> Outcome + Send) {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(name.to_owned()).stack_size(STACK);
        let running = thread.spawn_scoped(scope, || feed(name, corpus, target)).expect("a thread");
        if let Err(failure) = running.join() {
            std::panic::resume_unwind(failure);
        }
    });
}

fn feed(name: &str, corpus: &Corpus, mut target: impl FnMut(&[u8], &mut Rng) -> Outcome) {
    let (mut budget, watch) = (Budget::new(name, INPUTS), Watch::new(name));
    let (mut accepted, mut failures) = (0, Vec::new());
    while failures.len() < ENOUGH
        && let Some(seed) = budget.next()
    {
        let mut random = Rng::with_seed(seed);
        let input = corpus.input(&mut random);
        watch.begin(seed);
        let outcome = catch_unwind(AssertUnwindSafe(|| target(&input, &mut random)));
        watch.end();
        match outcome {
            Ok(Ok(())) => accepted += 1,
            Ok(Err(message)) if message.trim().is_empty() || message.len() > LONGEST_MESSAGE => {
                failures.push(format!("FUZZ_SEED={seed}: refused in {} bytes: {}", message.len(), shown(&input)));
            }
            Ok(Err(_)) => {}
            Err(_) => failures.push(format!("FUZZ_SEED={seed}: {}", shown(&input))),
        }
    }
    let measured = watch.finish();
    // A line of the table in docs/fuzz.md.
    println!("fuzz {name}: FUZZ_SEED={} took longest", measured.longest_seed);
    println!(
        "fuzz | {name} | {} | {accepted} | {:.0} | {} | {:.0} | {} |",
        budget.done,
        budget.elapsed().as_secs_f64(),
        failures.len(),
        measured.longest.as_secs_f64() * 1000.0,
        measured.peak_mib,
    );
    assert!(failures.is_empty(), "{name}:\n{}", failures.join("\n"));
    // A reader that refuses everything is not tried by this.
    assert!(budget.done < 100 || accepted * 50 > budget.done, "{name}: {accepted} of {} were accepted", budget.done);
}

/// An input as text, cut where it is long.
fn shown(input: &[u8]) -> String {
    let text = input.escape_ascii().to_string();
    if text.len() > 4000 { format!("{}… ({} bytes)", &text[..4000], input.len()) } else { text }
}
