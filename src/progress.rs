//! How far a long work is, on a terminal; nothing at all elsewhere.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The bar that stands on the terminal, for whoever else writes there.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// Between two redraws while nothing is told.
const TICK: Duration = Duration::from_millis(500);

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// Revisions and the like.
    Steps,
    /// What is read of files.
    Bytes,
    /// One statement of the server's, which tells nothing until it is done.
    Statement,
}

/// Writes to stderr while a bar stands there.
pub fn beside(write: impl FnOnce()) {
    let shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match shown {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// A bar on the terminal, phase after phase; taken away when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Work whose first phase is told later.
    pub fn begin() -> Self {
        // Statements at debug would tear it. indicatif shows nothing where stderr is no terminal.
        let bar = match log::log_enabled!(log::Level::Debug) {
            true => ProgressBar::hidden(),
            false => ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8)),
        };
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
        Progress { bar }
    }

    /// Work in `total` steps.
    pub fn new(total: usize) -> Self {
        let progress = Progress::begin();
        progress.phase("", Some(total as u64), Unit::Steps);
        progress
    }

    /// Begins a phase: what is done, of how much where that is known.
    pub fn phase(&self, what: &str, total: Option<u64>, unit: Unit) {
        // A template that cannot be read would be a mistake of this file; the bar then looks plain.
        if let Ok(style) = ProgressStyle::with_template(template(total.is_some(), unit)) {
            self.bar.set_style(style.progress_chars("##-"));
        }
        match total {
            Some(total) => self.bar.set_length(total),
            None => self.bar.unset_length(),
        }
        self.bar.reset();
        self.bar.set_message(what.to_owned());
        self.bar.enable_steady_tick(TICK);
    }

    /// So much of the phase is done.
    pub fn done(&self, count: u64) {
        self.bar.set_position(count);
    }

    /// Shows that the work is at a step, from 0.
    pub fn at(&self, done: usize, what: &str) {
        self.bar.set_message(what.to_owned());
        self.done(done as u64);
    }

    /// Whether anybody sees it.
    pub fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Narrower than a terminal of 80 columns.
fn template(bounded: bool, unit: Unit) -> &'static str {
    match (unit, bounded) {
        (Unit::Steps, true) => "[{bar:20}] {pos}/{len} {elapsed} {msg:.40}",
        (Unit::Steps, false) => "{spinner} {pos} {elapsed} {msg:.40}",
        (Unit::Bytes, true) => "[{bar:20}] {bytes}/{total_bytes}, {bytes_per_sec}, {elapsed}, {msg:.30}",
        (Unit::Statement, _) => "{spinner} {elapsed} {msg:.60}",
        (Unit::Bytes, false) => "{spinner} {bytes}, {bytes_per_sec}, {elapsed}, {msg:.40}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phase_has_a_line_that_indicatif_can_write() {
        for unit in [Unit::Steps, Unit::Bytes, Unit::Statement] {
            for bounded in [true, false] {
                ProgressStyle::with_template(template(bounded, unit)).unwrap();
            }
        }
    }

    #[test]
    fn a_bar_shows_phases_and_goes() {
        let terminal = indicatif::InMemoryTerm::new(4, 79);
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::term_like(Box::new(terminal.clone())));
        let progress = Progress { bar };
        progress.phase("checking users", Some(4096), Unit::Bytes);
        progress.done(2048);
        progress.bar.force_draw();
        let shown = terminal.contents();
        assert!(shown.contains("2.00 KiB/4.00 KiB") && shown.contains("checking users"), "{shown}");
        drop(progress);
        assert_eq!(terminal.contents(), "");
    }
}
