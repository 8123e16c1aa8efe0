use super::{End, Prepared, clean_run, moments, tell, tries, works};
use crate::support::cluster::Stop;
use crate::support::{Cluster, Outcome};

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
                let child = prepared.command(&database).spawn().expect("the program");
                std::thread::sleep(moment);
                cluster.stop_as(way);
                let outcome = Outcome::of(child);
                cluster.resume();
                let end = prepared.end(&database)?;
                // It may have ended just before; what it has told is true.
                match (outcome.status, end) {
                    (11, _) | (0, End::New) => Ok(end),
                    _ => Err(format!("{} ended with {}: {}", work.name, outcome.status, outcome.both())),
                }
            });
            tell(&format!("server stopped ({name})"), work.name, ends.collect());
        }
    }
}
