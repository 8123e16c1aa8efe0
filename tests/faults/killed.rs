use super::{Prepared, clean_run, moments, tell, tries, works};
use crate::support::{Outcome, cluster};

#[test]
fn killed_at_any_moment() {
    for work in works() {
        let prepared = Prepared::on(cluster(), &work);
        let ends = moments(tries(3), clean_run(&prepared)).into_iter().map(|moment| {
            let database = prepared.database();
            let mut child = prepared.command(&database).spawn().expect("the program");
            std::thread::sleep(moment);
            child.kill().expect("SIGKILL");
            Outcome::of(child);
            prepared.end(&database)
        });
        tell("kill -9 of the program", work.name, ends.collect());
    }
}
