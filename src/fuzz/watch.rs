//! Ends the test when an input takes too long or too much memory, and tells which; measures how much was taken.

use std::cell::Cell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// No input takes longer, however slow the machine.
const LIMIT: Duration = Duration::from_secs(20);
/// Nor more memory than this, all tests of the process together.
const LIMIT_MIB: u64 = 2048;

/// Watches one target.
pub struct Watch {
    shared: Arc<Shared>,
    began: Instant,
    watcher: std::thread::JoinHandle<()>,
    /// What the thread had taken before the input.
    before: Cell<Duration>,
    /// What the input took that took most, and its seed.
    longest: Cell<(Duration, u64)>,
}

#[derive(Default)]
struct Shared {
    /// Microseconds from the beginning to that of the input; 0 between two.
    since: AtomicU64,
    seed: AtomicU64,
    is_finished: AtomicBool,
}

/// What a target took.
pub struct Measured {
    /// By one input, of a processor's time: others may have the machine meanwhile.
    pub longest: Duration,
    /// That one.
    pub longest_seed: u64,
    /// By the process, since the target began.
    pub peak_mib: u64,
}

impl Watch {
    /// The target begins.
    pub fn new(name: &str) -> Self {
        // The highest is to be that of this target: where Linux lets no one forget it, it is that of all before.
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let (shared, began, name) = (Arc::<Shared>::default(), Instant::now(), name.to_owned());
        let seen = Arc::clone(&shared);
        let watcher = std::thread::spawn(move || {
            while !seen.is_finished.load(Relaxed) {
                std::thread::park_timeout(Duration::from_millis(200));
                let since = seen.since.load(Relaxed);
                let takes = if since > 0 {
                    began.elapsed().saturating_sub(Duration::from_micros(since))
                } else {
                    Duration::ZERO
                };
                let mib = memory("VmRSS:");
                if takes > LIMIT || mib > LIMIT_MIB {
                    let seed = seen.seed.load(Relaxed);
                    eprintln!(
                        "fuzz {name}: FUZZ_SEED={seed} takes {} seconds so far, the process {mib} MiB",
                        takes.as_secs()
                    );
                    std::process::abort();
                }
            }
        });
        Watch { shared, began, watcher, before: Cell::default(), longest: Cell::default() }
    }

    /// An input begins, on the thread that called [`Watch::new`].
    pub fn begin(&self, seed: u64) {
        self.shared.seed.store(seed, Relaxed);
        self.shared.since.store(self.elapsed().max(1), Relaxed);
        self.before.set(taken());
    }

    /// It ends.
    pub fn end(&self) {
        let took = taken() - self.before.get();
        self.shared.since.store(0, Relaxed);
        if took > self.longest.get().0 {
            self.longest.set((took, self.shared.seed.load(Relaxed)));
        }
    }

    /// The target ends.
    pub fn finish(self) -> Measured {
        self.shared.is_finished.store(true, Relaxed);
        self.watcher.thread().unpark();
        self.watcher.join().expect("the watcher");
        let (longest, longest_seed) = self.longest.get();
        Measured { longest, longest_seed, peak_mib: memory("VmHWM:") }
    }

    fn elapsed(&self) -> u64 {
        self.began.elapsed().as_micros() as u64
    }
}

/// What this thread has taken of a processor's time.
fn taken() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec as u32)
}

/// A line of /proc/self/status, in MiB; 0 where there is none.
fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = status.lines().find_map(|text| text.strip_prefix(line)?.trim().split(' ').next()?.parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}
