//! Work on many things at once, for tests whose number of cases comes from the data.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What is wrong with any of the items; as many at a time as there are processors, or as RUST_TEST_THREADS says.
pub fn in_parallel<T: Sync>(items: &[T], wrong_with: impl Fn(&T) -> Vec<String> + Sync) -> Vec<String> {
    let wanted = std::env::var("RUST_TEST_THREADS").ok().and_then(|text| text.parse().ok());
    let threads = wanted.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from)).min(items.len());
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = wrong_with(item);
                    wrong.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).extend(found);
                }
            });
        }
    });
    wrong.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// Fails with all that is wrong.
#[track_caller]
pub fn assert_nothing(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
