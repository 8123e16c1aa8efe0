use super::{Prepared, Running, clean_run, lost_or_done, moments, tell, tries, works};
use crate::support::Cluster;
use crate::support::cluster::Stop;

/// The primary is gone, and its standby promoted; the command line names both and stays as it is.
#[test]
fn a_standby_is_promoted_at_any_moment() {
    for work in works() {
        let ends = (0..tries(1).min(20)).map(|_| {
            let primary = Cluster::start(&[("synchronous_commit", "on")]);
            let prepared = Prepared::on(&primary, &work);
            let moment = moments(1, clean_run(&prepared))[0];
            let mut database = prepared.database();
            // What it has told to be committed is on the standby as well.
            primary.configure(&[("synchronous_standby_names", "*")]);
            let standby = primary.standby();
            primary.until_followed(&standby);
            database.connect_to_one_of([&standby, &primary], "&target_session_attrs=read-write");
            let run = Running::start(&mut prepared.command(&database));
            std::thread::sleep(moment);
            primary.stop_as(Stop::Immediate);
            standby.promote();
            let outcome = run.end();
            database.port = standby.port;
            prepared.judge(&database, &outcome, lost_or_done)
        });
        tell("a standby is promoted", work.name, ends.collect());
    }
}
