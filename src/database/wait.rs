//! When to try again: exponential back-off with jitter, as a pure schedule.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

/// The first pause; each following one is twice as long.
const FIRST: Duration = Duration::from_millis(250);
/// No pause is longer: whoever waits for a server wants to know soon that it is there.
const LONGEST: Duration = Duration::from_secs(5);

/// The pause after failed attempt number `attempt` (1, 2, …), or none when the patience is over.
///
/// `spent` is what has been waited since the first attempt, `patience` the whole of `--wait`. `jitter` in 0 ..= 1 takes up to a quarter
/// off, so that many machines that boot together do not knock together. The last pause is cut so that one attempt falls on the end.
pub fn pause(attempt: u32, jitter: f64, spent: Duration, patience: Duration) -> Option<Duration> {
    let left = patience.checked_sub(spent).filter(|left| !left.is_zero())?;
    let doubled = FIRST.saturating_mul(1 << attempt.saturating_sub(1).min(16)).min(LONGEST);
    Some(doubled.mul_f64(1.0 - jitter.clamp(0.0, 1.0) / 4.0).min(left))
}

/// A number in 0 .. 1 from the standard library's only source of randomness.
pub fn jitter() -> f64 {
    let random = RandomState::new().hash_one(std::time::Instant::now());
    (random >> 11) as f64 / (1u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn pauses_double_up_to_the_longest() {
        let pauses: Vec<u128> =
            (1..=7).map(|attempt| pause(attempt, 0.0, Duration::ZERO, MINUTE).unwrap().as_millis()).collect();
        assert_eq!(pauses, [250, 500, 1000, 2000, 4000, 5000, 5000]);
        assert_eq!(pause(u32::MAX, 0.0, Duration::ZERO, MINUTE), Some(LONGEST));
    }

    #[test]
    fn jitter_takes_at_most_a_quarter_off() {
        assert_eq!(pause(3, 1.0, Duration::ZERO, MINUTE), Some(Duration::from_millis(750)));
        for _ in 0..1000 {
            assert!((0.0..1.0).contains(&jitter()));
        }
    }

    #[test]
    fn the_last_attempt_falls_on_the_end_and_none_after_it() {
        assert_eq!(pause(9, 0.0, Duration::from_secs(58), MINUTE), Some(Duration::from_secs(2)));
        assert_eq!(pause(9, 0.0, MINUTE, MINUTE), None);
        assert_eq!(pause(1, 0.0, Duration::ZERO, Duration::ZERO), None);
    }
}
