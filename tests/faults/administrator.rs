use super::{End, Prepared, Running, clean_run, lost_or_done, moments, tell, tries, works};
use crate::support::cluster;
use crate::support::database::value;

/// Somebody cancels what the server does for a run, or ends its sessions.
#[test]
fn ended_by_an_administrator_at_any_moment() {
    let mut administrator = cluster().connect("postgres");
    for work in works() {
        let prepared = Prepared::on(cluster(), &work);
        let took = clean_run(&prepared);
        for (function, name) in [("pg_cancel_backend", "a statement"), ("pg_terminate_backend", "the session")] {
            let ends = moments(tries(1).min(50), took).into_iter().map(|moment| {
                let database = prepared.database();
                let run = Running::start(&mut prepared.command(&database));
                std::thread::sleep(moment);
                let of_it = format!("FROM pg_stat_activity WHERE datname = '{}'", database.name);
                value(&mut administrator, &format!("(SELECT count({function}(pid)) {of_it})"));
                let outcome = run.end();
                prepared.judge(&database, &outcome, |status, end| {
                    lost_or_done(status, end) || (status, end) == (1, End::Old)
                })
            });
            tell(&format!("{name} ended by an administrator"), work.name, ends.collect());
        }
    }
}
