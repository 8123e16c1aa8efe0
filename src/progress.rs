//! How far a long work is, on a terminal; nothing at all elsewhere.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The bar that stands on the terminal, for whoever else writes there.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);
/// There is none in this run.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Between two redraws while nothing is told.
const TICK: Duration = Duration::from_millis(500);

thread_local! {
    /// What is being logged is what a bar tells already.
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// What is counted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Unit {
    /// Revisions, of which one takes a thousand times as long as another: what is left cannot be told.
    Revisions,
    /// Things that take as long as each other.
    Items,
    /// Rows, nobody knows of how many.
    Rows,
    /// What is read of files.
    Bytes,
    /// One statement of the server's, which tells nothing until it is done.
    Statement,
}

/// No bar from now on: lines would tear it.
pub fn never() {
    NEVER.store(true, Ordering::Relaxed);
}

/// Writes to stderr while a bar stands there.
pub fn beside<T>(write: impl FnOnce() -> T) -> T {
    let shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match shown {
        Some(bar) => bar.suspend(write),
        None => write(),
    }
}

/// Whether a bar tells what is being logged.
pub fn tells() -> bool {
    TOLD.get()
}

/// A bar on the terminal, phase after phase; taken away when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Work, by its first phase.
    pub fn of(what: &str, total: Option<u64>, unit: Unit) -> Self {
        // indicatif shows nothing where stderr is no terminal.
        let bar = match NEVER.load(Ordering::Relaxed) {
            true => ProgressBar::hidden(),
            false => ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(8)),
        };
        let progress = Progress { bar };
        progress.phase(what, total, unit);
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress.bar.clone());
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

    /// One more of it is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Shows that the work is at a step, from 0.
    pub fn at(&self, done: u64, what: &str) {
        self.bar.set_message(what.to_owned());
        self.done(done);
    }

    /// Shows how many rows there were, while something else is counted.
    pub fn rows(&self, what: &str, rows: u64) {
        self.bar.set_message(format!("{}, {what}", rate(rows, self.bar.elapsed())));
    }

    /// Logs what the bar tells: everywhere but where it is seen.
    pub fn instead_of(&self, log: impl FnOnce()) {
        TOLD.set(!self.bar.is_hidden());
        log();
        TOLD.set(false);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// `1200000 rows, 400000/s`
fn rate(rows: u64, time: Duration) -> String {
    let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX).max(1);
    format!("{rows} rows, {}/s", rows.saturating_mul(1000) / milliseconds)
}

/// No wider than the terminal: what is done comes last, and is cut.
fn template(bounded: bool, unit: Unit) -> &'static str {
    match (unit, bounded) {
        (Unit::Revisions, _) => "[{bar:20}] {pos}/{len} {elapsed} {wide_msg}",
        (Unit::Items, _) => "[{bar:20}] {pos}/{len}, {per_sec:.1}, {eta} left, {wide_msg}",
        (Unit::Rows, _) => "{spinner} {pos} rows, {per_sec:.0}, {elapsed}, {wide_msg}",
        (Unit::Statement, _) => "{spinner} {elapsed} {wide_msg}",
        (Unit::Bytes, true) => "[{bar:20}] {percent}%, {eta} left, {wide_msg}",
        (Unit::Bytes, false) => "{spinner} {bytes}, {elapsed}, {wide_msg}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(terminal: &indicatif::InMemoryTerm) -> Progress {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::term_like(Box::new(terminal.clone())));
        Progress { bar }
    }

    #[test]
    fn every_phase_has_a_line_that_fits() {
        let terminal = indicatif::InMemoryTerm::new(4, 60);
        let progress = on(&terminal);
        for unit in [Unit::Revisions, Unit::Items, Unit::Rows, Unit::Bytes, Unit::Statement] {
            for total in [Some(1 << 20), None] {
                ProgressStyle::with_template(template(total.is_some(), unit)).unwrap();
                progress.phase(&"words ".repeat(20), total, unit);
                progress.done(1 << 19);
                progress.bar.force_draw();
                let shown = terminal.contents();
                assert!(shown.lines().count() == 1 && shown.contains("wo"), "{unit:?}: {shown}");
            }
        }
    }

    #[test]
    fn a_bar_shows_phases_and_goes() {
        let terminal = indicatif::InMemoryTerm::new(4, 79);
        let progress = on(&terminal);
        progress.phase("", Some(4096), Unit::Bytes);
        progress.done(2048);
        progress.rows("checking users", 7);
        progress.bar.force_draw();
        let shown = terminal.contents();
        for part in ["50%", " left, 7 rows, ", "checking users"] {
            assert!(shown.contains(part), "{shown}");
        }
        drop(progress);
        assert_eq!(terminal.contents(), "");
    }

    #[test]
    fn rates_are_of_the_phase() {
        assert_eq!(rate(1000, Duration::from_millis(500)), "1000 rows, 2000/s");
        assert_eq!(rate(5, Duration::ZERO), "5 rows, 5000/s");
    }

    #[test]
    fn what_a_bar_tells_is_told_once() {
        let progress = on(&indicatif::InMemoryTerm::new(4, 79));
        progress.instead_of(|| assert!(tells()));
        assert!(!tells());
        Progress { bar: ProgressBar::hidden() }.instead_of(|| assert!(!tells()));
    }
}
