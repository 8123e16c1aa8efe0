//! What to do with a database that was looked at. Pure.

use super::embedded;
use super::error::Error;
use super::history::{Position, history};
use super::options::{Mode, OnBehind, OnFresh, OnLoss, RunOptions};
use super::outcome::Goal;
use super::plan::{Direction, Plan};
use super::state::{DatabaseState, State, Target, decide};
use crate::release::{self, EmbeddedRelease};

/// What to do.
#[derive(Debug)]
pub enum Action {
    /// It is where it should be.
    Nothing,
    /// Create the wanted release.
    Create(&'static EmbeddedRelease),
    /// Run revisions, or only leave one stamp.
    Run(Plan),
    /// There is something to run, and it is not wanted.
    Pending(Plan),
}

/// Decides what the database is, and what to do with it.
pub fn action(seen: &DatabaseState, goal: &Goal, options: &RunOptions) -> Result<(State, Action), Error> {
    match goal {
        Goal::Up(target) => {
            let state = decide(history(), seen, target)?;
            let action = up(seen, target, &state, options)?;
            Ok((state, action))
        }
        Goal::Down(plan) => Ok((State::At, down(seen, plan, options)?)),
    }
}

fn up(seen: &DatabaseState, target: &Target, state: &State, options: &RunOptions) -> Result<Action, Error> {
    match (state, target.release) {
        (State::Fresh, Some(release)) if options.fresh == OnFresh::Create => Ok(Action::Create(release)),
        (State::Fresh, _) => Err(Error::Fresh),
        (State::At, _) => Ok(Action::Nothing),
        (State::Behind { .. }, _) => {
            let plan = Plan::to_target(history(), seen, target);
            let plan = match options.steps {
                Some(steps) => plan.first(steps),
                None => plan,
            };
            if options.behind == OnBehind::Report {
                return Ok(Action::Pending(plan));
            }
            complete(seen, &plan, &target.name)?;
            fitting(seen, &plan)?;
            Ok(Action::Run(plan))
        }
    }
}

/// Refuses a plan that gets to a release whose schema the server cannot hold.
fn fitting(seen: &DatabaseState, plan: &Plan) -> Result<(), Error> {
    let reached = history().ids(&plan.revisions());
    let mut releases = release::all().iter().rev().filter(|release| reached.contains(&release.head()));
    let unfit = releases.find(|release| release.oldest_server() > seen.server);
    unfit.map_or(Ok(()), |release| Err(Error::server(release, seen.server)))
}

fn down(seen: &DatabaseState, plan: &Plan, options: &RunOptions) -> Result<Action, Error> {
    complete(seen, plan, &history().ids(&plan.stamps).join(", "))?;
    if plan.steps.is_empty() {
        return Ok(Action::Nothing);
    }
    let losses = losses(plan);
    if !losses.is_empty() && options.losses == OnLoss::Refuse && options.mode != Mode::DryRun {
        return Err(Error::Loss { losses });
    }
    Ok(Action::Run(plan.clone()))
}

/// Refuses a plan that this build has no SQL for.
fn complete(seen: &DatabaseState, plan: &Plan, to: &str) -> Result<(), Error> {
    let history = history();
    let missing: Vec<Position> =
        plan.revisions().into_iter().filter(|revision| !embedded::embedded(history, *revision)).collect();
    let Some(first) = missing.first() else { return Ok(()) };
    Err(Error::NoRevisions {
        from: seen.stamp(),
        to: to.to_owned(),
        count: missing.len(),
        first: history.id(*first).to_owned(),
    })
}

/// What a plan loses on its way down: the lines of a down.sql that begin with `-- loses:`.
pub fn losses(plan: &Plan) -> Vec<String> {
    if plan.direction == Direction::Up {
        return Vec::new();
    }
    let revisions = plan.steps.iter().filter_map(|step| embedded::revision(history(), step.revision));
    revisions
        .flat_map(|revision| {
            let lines = revision.down.map_or("", |down| down.sql).lines();
            lines
                .filter_map(|line| line.trim().strip_prefix("-- loses:"))
                .map(move |loss| format!("{}: {}", revision.revision, loss.trim()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_too_old_for_a_release_on_the_way_is_refused() {
        let from = release::all().iter().rev().find(|release| release.oldest_server() < 15).unwrap();
        let newest = release::newest();
        let oldest = newest.oldest_server();
        let seen = |server| {
            let stamps = vec![from.head().to_owned()];
            DatabaseState { server, ..DatabaseState::new(stamps, from.facts().clone()) }
        };
        let plan = Plan::up(history(), &history().own_of(from), &history().own_of(newest));
        assert!(fitting(&seen(oldest), &plan).is_ok());
        let Err(Error::Server { release, oldest: told, server, newest: fits }) = fitting(&seen(oldest - 1), &plan)
        else {
            panic!("not refused")
        };
        assert_eq!((release, told, server, fits), (newest.version, oldest, oldest - 1, Some(from.version)));
        // The way to below the first release that wants it is open.
        let heads: Vec<&str> =
            release::all().iter().filter(|other| other.oldest_server() == oldest).map(|other| other.head()).collect();
        let below = history().ids(&plan.revisions()).iter().position(|id| heads.contains(id)).unwrap();
        assert!(fitting(&seen(oldest - 1), &plan.clone().first(below)).is_ok());
        assert!(fitting(&seen(oldest - 1), &plan.first(below + 1)).is_err());
    }
}
