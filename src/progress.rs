//! A line on a terminal that tells how far a long work is; nothing at all elsewhere.

use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether a line stands there that the log has to take away first.
static ON_SCREEN: AtomicBool = AtomicBool::new(false);

/// Takes a line away that stands there; for whoever else writes to stderr.
pub fn make_room() {
    if ON_SCREEN.swap(false, Ordering::Relaxed) {
        write("\r\x1b[K");
    }
}

/// Writes over itself on stderr, if that is a terminal.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
    total: usize,
}

/// Characters of the bar.
const WIDTH: usize = 24;

impl Progress {
    /// Work in `total` steps.
    pub fn new(total: usize) -> Self {
        // Statements at debug would tear it.
        let shown = total > 1 && io::stderr().is_terminal() && !log::log_enabled!(log::Level::Debug);
        Progress { shown, total }
    }

    /// Whether there is somebody to show it to.
    pub fn is_shown(&self) -> bool {
        self.shown
    }

    /// Shows that the work is at a step, from 0.
    pub fn at(&self, done: usize, what: &str) {
        if self.shown {
            ON_SCREEN.store(true, Ordering::Relaxed);
            write(&format!("\r\x1b[K{}", line(done, self.total, what)));
        }
    }

    /// Takes the line away, for a line of the log or for good.
    pub fn clear(&self) {
        if self.shown {
            make_room();
        }
    }
}

fn write(text: &str) {
    let mut stderr = io::stderr().lock();
    // A terminal that is gone has nobody to tell.
    let _ = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn line(done: usize, total: usize, what: &str) -> String {
    let full = WIDTH * done / total.max(1);
    // Narrower than any terminal, so that it does not wrap.
    let what: String = what.chars().take(40).collect();
    format!("[{}{}] {done}/{total} {what}", "#".repeat(full), " ".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_grows_and_stays_narrow() {
        assert_eq!(line(0, 4, "x"), "[                        ] 0/4 x");
        assert_eq!(line(2, 4, "x"), "[############            ] 2/4 x");
        assert!(line(4, 4, &"long".repeat(40)).chars().count() < 80);
    }
}
