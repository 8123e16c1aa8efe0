//! How long made-up input is tried, and where it begins: `FUZZ_INPUTS`, `FUZZ_SECONDS`, `FUZZ_SEED`.

use std::time::{Duration, Instant};

/// What the environment says.
#[derive(Debug)]
pub struct Budget {
    seed: u64,
    seconds: Option<Duration>,
    inputs: u64,
    began: Instant,
    /// So many are done.
    pub done: u64,
}

impl Budget {
    /// `inputs` is what one target tries where nothing else is said.
    pub fn new(name: &str, inputs: u64) -> Self {
        Self::of_part(name, inputs, 1)
    }

    /// Of inputs that take `cost` times as long as others, fewer are tried, whatever `FUZZ_INPUTS` says of all.
    pub fn of_part(name: &str, inputs: u64, cost: u64) -> Self {
        let number = |variable: &str| {
            let text = std::env::var(variable).ok().filter(|text| !text.is_empty());
            text.map(|text| text.parse::<u64>().unwrap_or_else(|error| panic!("{variable}={text}: {error}")))
        };
        let seed = number("FUZZ_SEED").unwrap_or_default();
        let seconds = number("FUZZ_SECONDS").map(Duration::from_secs);
        let inputs = number("FUZZ_INPUTS").map(|inputs| inputs.div_ceil(cost)).unwrap_or(if seconds.is_some() {
            u64::MAX
        } else {
            inputs
        });
        println!("fuzz {name}: FUZZ_SEED={seed}");
        Budget { seed, seconds, inputs, began: Instant::now(), done: 0 }
    }

    /// The seed of the next input, if there is to be one.
    pub fn next(&mut self) -> Option<u64> {
        let goes_on = self.done < self.inputs && self.seconds.is_none_or(|seconds| self.elapsed() < seconds);
        goes_on.then(|| {
            self.done += 1;
            self.seed.wrapping_add(self.done - 1)
        })
    }

    /// Since it began.
    pub fn elapsed(&self) -> Duration {
        self.began.elapsed()
    }
}
