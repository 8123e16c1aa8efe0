use super::{Prepared, Running, clean_run, lost_or_done, moments, tell, tries, works};
use crate::support::Cluster;
use crate::support::cluster::Stop;

#[test]
fn stopped_at_any_moment() {
    // What it has told to be committed is there after any end of it.
    let cluster = Cluster::start(&[("synchronous_commit", "on")]);
    let ways = [(Stop::Fast, "fast"), (Stop::Immediate, "immediate"), (Stop::Kill, "kill -9")];
    for work in works() {
        let prepared = Prepared::on(&cluster, &work);
        let took = clean_run(&prepared);
        for (way, name) in ways {
            let ends = moments(tries(3).min(60).div_ceil(ways.len()), took).into_iter().map(|moment| {
                let database = prepared.database();
                let run = Running::start(&mut prepared.command(&database));
                std::thread::sleep(moment);
                cluster.stop_as(way);
                let outcome = run.end();
                cluster.resume();
                // It may have ended just before.
                prepared.judge(&database, &outcome, lost_or_done)
            });
            tell(&format!("server stopped ({name})"), work.name, ends.collect());
        }
    }
}
