//! SIGINT, SIGTERM and `--timeout`: the running statement is cancelled, its transaction rolled back, and the program leaves in order.
//!
//! Another thread asks the server, over a second connection, to cancel what the first one runs (`pg_cancel_backend`); the thread that
//! works sees its statement fail and returns as with any error. Should it not return in ten seconds, the process leaves without it:
//! the server then rolls back by itself.
//!
//! Handlers are installed with the first connection: whoever never connects has nothing to roll back.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use diesel::sql_types::Integer;
use diesel::{RunQueryDsl, sql_query};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::connect::{establish, with_defaults};
use crate::config::Target;
use crate::exit_status::ExitStatus;
use crate::logging::DATABASE;

/// How long the thread that works has to roll back and return.
const GRACE: Duration = Duration::from_secs(10);
/// A cancel request that arrives between two statements cancels nothing; so it is repeated.
const REPEAT: Duration = Duration::from_millis(200);

/// Why the work was stopped from outside.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Stopped {
    /// SIGINT.
    #[error("interrupted by SIGINT")]
    Interrupted,
    /// SIGTERM.
    #[error("terminated by SIGTERM")]
    Terminated,
    /// `--timeout` is over.
    #[error("not done within {} s (--timeout)", .0.as_secs_f64())]
    TimedOut(Duration),
}

impl Stopped {
    /// The class, hence the exit status.
    pub fn exit_status(self) -> ExitStatus {
        match self {
            Stopped::Interrupted => ExitStatus::Interrupted,
            Stopped::Terminated => ExitStatus::Terminated,
            Stopped::TimedOut(_) => ExitStatus::Failed,
        }
    }
}

/// Shared by all that wait or work. The default is never stopped.
#[derive(Clone, Debug, Default)]
pub struct Cancellation {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    deadline: Option<(Instant, Duration)>,
    /// Ends the process when the thread that works does not return; none: leaves it alone.
    leave: Option<fn(Stopped)>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    armed: bool,
    /// Whether there is, or may be, something to roll back.
    connects: bool,
    stopped: Option<Stopped>,
    /// The connection that works: where, and its backend's pid.
    running: Option<(Target, i32)>,
    finished: bool,
    /// The thread that cancels. libpq and its TLS library must not be in use while the process ends: their exit handlers run then.
    canceller: Option<JoinHandle<()>>,
    /// The process is being ended, and the thread that works has nothing to say any more.
    leaving: bool,
}

impl Cancellation {
    /// Counts `timeout` from now. `leave` ends the process when the thread that works does not return.
    pub fn new(timeout: Option<Duration>, leave: fn(Stopped)) -> Self {
        let deadline = timeout.map(|timeout| (Instant::now() + timeout, timeout));
        let shared = Shared { deadline, leave: Some(leave), ..Shared::default() };
        Cancellation { shared: Arc::new(shared) }
    }

    /// Watches for signals and the deadline from now on; once is enough.
    pub fn install(&self) -> io::Result<()> {
        if self.shared.leave.is_none() || std::mem::replace(&mut self.state().armed, true) {
            return Ok(());
        }
        let mut signals = Signals::new([SIGINT, SIGTERM])?;
        let this = self.clone();
        thread::spawn(move || {
            for signal in signals.forever() {
                this.stop(if signal == SIGINT { Stopped::Interrupted } else { Stopped::Terminated });
            }
        });
        if let Some((at, timeout)) = self.shared.deadline {
            let this = self.clone();
            thread::spawn(move || {
                thread::sleep(at.saturating_duration_since(Instant::now()));
                if this.stopped().is_none() {
                    this.stop(Stopped::TimedOut(timeout));
                }
            });
        }
        Ok(())
    }

    /// From here on there may be something to roll back.
    pub fn connects(&self) {
        self.state().connects = true;
    }

    /// Says which backend works for this process, so that it can be cancelled.
    pub(super) fn running(&self, target: &Target, pid: i32) {
        self.state().running = Some((target.clone(), pid));
    }

    /// The work is done: whatever comes now comes too late. Does not return when the process is being ended already, so that only one
    /// of two threads tells the end.
    pub fn finish(&self) {
        let mut state = self.state();
        state.finished = true;
        let leaving = state.leaving;
        let canceller = state.canceller.take();
        drop(state);
        self.shared.changed.notify_all();
        if leaving {
            loop {
                thread::park();
            }
        }
        // It sees the end soon: in its first pause, or at the bound of its connection attempt. A panic in there is told already.
        let _ = canceller.map(JoinHandle::join);
    }

    /// Why it was stopped, if it was.
    pub fn stopped(&self) -> Option<Stopped> {
        self.state().stopped
    }

    /// An error once it was stopped: to be called in long work between statements.
    pub fn check(&self) -> Result<(), Stopped> {
        self.stopped().map_or(Ok(()), Err)
    }

    /// What is left of `--timeout`.
    pub fn left(&self) -> Option<Duration> {
        self.shared.deadline.map(|(at, _)| at.saturating_duration_since(Instant::now()))
    }

    /// Sleeps, but wakes up when stopped.
    pub fn sleep(&self, time: Duration) -> Result<(), Stopped> {
        let wait = self.shared.changed.wait_timeout_while(self.state(), time, |state| state.stopped.is_none());
        let (state, _) = wait.unwrap_or_else(PoisonError::into_inner);
        state.stopped.map_or(Ok(()), Err)
    }

    /// The first reason counts; a second signal is impatience.
    fn stop(&self, reason: Stopped) {
        let mut state = self.state();
        if state.finished {
            return;
        }
        let first = state.stopped.is_none();
        let by_signal = !matches!(reason, Stopped::TimedOut(_));
        state.stopped.get_or_insert(reason);
        let running = state.running.clone();
        let connects = state.connects;
        drop(state);
        self.shared.changed.notify_all();
        if !first || !connects || (running.is_none() && by_signal) {
            // Nothing to roll back, or no patience left to see it.
            return self.leave();
        }
        let this = self.clone();
        let mut state = self.state();
        if state.finished {
            return;
        }
        state.canceller = Some(thread::spawn(move || {
            match running {
                Some((target, pid)) => this.cancel(&target, pid),
                None => this.wait_for_the_end(GRACE),
            };
            this.leave();
        }));
    }

    /// Asks the server to cancel what runs, until the thread that works has returned or the time is over.
    fn cancel(&self, target: &Target, pid: i32) {
        log::info!(target: DATABASE, "Cancelling the running statement (backend {pid})...");
        let until = Instant::now() + GRACE;
        let target = with_defaults(target, "backend.ai cancel", Some(Duration::from_secs(3)));
        let mut connection = match establish(&target, &target.database) {
            Ok(connection) => connection,
            Err(error) => {
                log::warn!(target: DATABASE, "Cannot cancel, leaving it to the server: {error}");
                self.wait_for_the_end(REPEAT);
                return;
            }
        };
        while Instant::now() < until && !self.state().finished {
            // The backend may be gone, which is what is wanted.
            // Qualified: this session's search_path is whatever the role has.
            let cancel = sql_query("SELECT pg_catalog.pg_cancel_backend($1)").bind::<Integer, _>(pid);
            if cancel.execute(&mut connection).is_err() {
                break;
            }
            self.wait_for_the_end(REPEAT);
        }
        self.wait_for_the_end(until.saturating_duration_since(Instant::now()));
    }

    fn wait_for_the_end(&self, time: Duration) {
        drop(self.shared.changed.wait_timeout_while(self.state(), time, |state| !state.finished));
    }

    /// Ends the process, unless the thread that works is about to.
    fn leave(&self) {
        let mut state = self.state();
        if let (Some(leave), Some(stopped), false) = (self.shared.leave, state.stopped, state.finished || state.leaving)
        {
            state.leaving = true;
            drop(state);
            leave(stopped);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_sleep_ends_early() {
        let cancellation = Cancellation::default();
        assert_eq!(cancellation.sleep(Duration::from_millis(1)), Ok(()));
        let other = cancellation.clone();
        let sleeper = thread::spawn(move || other.sleep(Duration::from_secs(60)));
        cancellation.stop(Stopped::Terminated);
        assert_eq!(sleeper.join().unwrap(), Err(Stopped::Terminated));
        cancellation.stop(Stopped::Interrupted);
        assert_eq!(cancellation.check(), Err(Stopped::Terminated));
    }

    #[test]
    fn what_comes_after_the_end_comes_too_late() {
        let cancellation = Cancellation::default();
        cancellation.finish();
        cancellation.stop(Stopped::Interrupted);
        assert_eq!(cancellation.stopped(), None);
    }
}
