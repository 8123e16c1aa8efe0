//! What to do with a database that was looked at. Pure.

use super::embedded;
use super::error::Error;
use super::history::history;
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
        Goal::Down(plan) => Ok((State::At, down(plan, options)?)),
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

fn down(plan: &Plan, options: &RunOptions) -> Result<Action, Error> {
    if plan.steps.is_empty() {
        return Ok(Action::Nothing);
    }
    let losses = losses(plan);
    if !losses.is_empty() && options.losses == OnLoss::Refuse && options.mode != Mode::DryRun {
        return Err(Error::Loss { losses });
    }
    Ok(Action::Run(plan.clone()))
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
    use std::rc::Rc;
    use std::time::Duration;

    use diesel::PgConnection;

    use super::*;
    use crate::database::Cancellation;
    use crate::migration::hook::{Hook, HookError};
    use crate::migration::plan::Step;
    use crate::migration::revision_spec;

    struct NoHook;

    impl Hook for NoHook {
        fn prepare(&self, _: &[&str]) -> Result<(), HookError> {
            Ok(())
        }

        fn before(&self, _: &mut PgConnection, _: &str) -> diesel::QueryResult<()> {
            Ok(())
        }
    }

    /// Of a command that allows everything but losses.
    fn options() -> RunOptions {
        let options = RunOptions::new(Rc::new(NoHook), Duration::ZERO, Cancellation::new(None, |_| ()));
        RunOptions { fresh: OnFresh::Create, ..options }
    }

    /// A database as a release left it, on a server that can hold every release.
    fn of_release(release: &EmbeddedRelease) -> DatabaseState {
        let server = release::newest().oldest_server();
        DatabaseState { server, ..DatabaseState::new(vec![release.head().to_owned()], release.facts().clone()) }
    }

    fn named(name: &str) -> &'static EmbeddedRelease {
        release::by_name(name).unwrap()
    }

    fn to(word: &str, seen: &DatabaseState) -> Target {
        Target::of_spec(history(), &revision_spec::parse(history(), word).unwrap(), seen).unwrap()
    }

    #[test]
    fn a_fresh_database_gets_the_tables_of_a_release_where_that_is_allowed() {
        let fresh = DatabaseState::default();
        let release = release::newest();
        let goal = Goal::Up(to("latest", &fresh));
        let (state, created) = action(&fresh, &goal, &options()).unwrap();
        assert_eq!(state, State::Fresh);
        assert!(matches!(created, Action::Create(created) if created.version == release.version), "{created:?}");
        let refused = action(&fresh, &goal, &RunOptions { fresh: OnFresh::Refuse, ..options() });
        assert!(matches!(refused, Err(Error::Fresh)));
        // A revision that no embedded release ends in has no tables on record.
        let target = Target { release: None, ..to("latest", &fresh) };
        assert!(matches!(action(&fresh, &Goal::Up(target), &options()), Err(Error::Fresh)));
    }

    #[test]
    fn a_database_that_is_behind_is_upgraded_as_far_as_is_wanted() {
        let seen = of_release(named("22.3.3"));
        let goal = Goal::Up(to("22.9", &seen));
        let whole = Plan::up(history(), &seen.applied, &history().own_of(named("22.9")));
        let (_, run) = action(&seen, &goal, &options()).unwrap();
        assert!(matches!(&run, Action::Run(plan) if *plan == whole), "{run:?}");
        let (_, told) = action(&seen, &goal, &RunOptions { behind: OnBehind::Report, ..options() }).unwrap();
        assert!(matches!(&told, Action::Pending(plan) if *plan == whole), "{told:?}");
        let (_, some) = action(&seen, &goal, &RunOptions { steps: Some(3), ..options() }).unwrap();
        assert!(matches!(&some, Action::Run(plan) if plan.steps == whole.steps[..3]), "{some:?}");
        let (state, nothing) = action(&seen, &Goal::Up(to("22.3.3", &seen)), &options()).unwrap();
        assert!(state == State::At && matches!(nothing, Action::Nothing), "{state:?}: {nothing:?}");
    }

    #[test]
    fn what_a_downgrade_loses_is_accepted_first() {
        let seen = of_release(named("22.9"));
        let (newer, older) = (history().own_of(named("22.9")), history().own_of(named("22.3.3")));
        let plan = Plan::down(history(), &newer, &older);
        let down = |plan: &Plan, options: RunOptions| {
            action(&seen, &Goal::Down(plan.clone()), &options).map(|(_, action)| action)
        };
        let Err(Error::Loss { losses }) = down(&plan, options()) else { panic!("not refused") };
        assert!(losses.contains(&"35923972eddb: the values of kernels.status_history".to_owned()), "{losses:?}");
        for allowed in
            [RunOptions { losses: OnLoss::Accept, ..options() }, RunOptions { mode: Mode::DryRun, ..options() }]
        {
            assert!(matches!(down(&plan, allowed), Ok(Action::Run(run)) if run == plan));
        }
        // A rehearsal runs it all, and takes no more for granted than the run that it stands for.
        assert!(matches!(down(&plan, RunOptions { mode: Mode::Rehearse, ..options() }), Err(Error::Loss { .. })));
        // The same revisions lose nothing on the way up.
        assert_eq!(super::losses(&Plan::up(history(), &older, &newer)), [""; 0]);
        let step = |step: &Step| Plan { steps: vec![step.clone()], ..plan.clone() };
        let harmless = plan.steps.iter().map(step).find(|one| super::losses(one).is_empty()).unwrap();
        assert!(matches!(down(&harmless, options()), Ok(Action::Run(_))));
        assert!(matches!(down(&Plan { steps: Vec::new(), ..plan }, options()), Ok(Action::Nothing)));
    }

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
