use super::{Prepared, Running, clean_run, moments, tell, tries, works};
use crate::support::cluster;

#[test]
fn killed_at_any_moment() {
    for work in works() {
        let prepared = Prepared::on(cluster(), &work);
        let ends = moments(tries(3), clean_run(&prepared)).into_iter().map(|moment| {
            let database = prepared.database();
            let run = Running::start(&mut prepared.command(&database));
            std::thread::sleep(moment);
            run.kill();
            run.end();
            prepared.end(&database)
        });
        tell("kill -9 of the program", work.name, ends.collect());
    }
}
