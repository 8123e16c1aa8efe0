use super::{End, Prepared, Running, clean_run, moments, tell, tries, works};
use crate::support::{Clock, Cluster};

const DAY: i64 = 86_400;

/// As after a suspended machine, or a first word of an NTP server: of the program and the server, which are on one machine.
#[test]
fn the_clock_jumps_at_any_moment() {
    let clock = Clock::new();
    let cluster = Cluster::by(&clock, &[]);
    for work in works() {
        let prepared = Prepared::on(&cluster, &work);
        let (mut ahead, mut back) = (Vec::new(), Vec::new());
        for moment in moments(tries(2).min(50), clean_run(&prepared)) {
            let database = prepared.database();
            let (was, is, ends) = if ahead.len() > back.len() { (DAY, 0, &mut back) } else { (0, DAY, &mut ahead) };
            clock.set(was);
            let run = Running::start(prepared.command(&database).envs(clock.environment()));
            std::thread::sleep(moment);
            clock.set(is);
            let outcome = run.end();
            let seen = database.value("extract(epoch FROM clock_timestamp())").parse::<f64>().expect("a number");
            let now = std::time::SystemTime::UNIX_EPOCH.elapsed().expect("a time after 1970").as_secs_f64();
            assert!((seen - now - is as f64).abs() < 60.0, "the clock of the server did not jump");
            // libpq before 17 takes the time of day for how long it has been connecting.
            let may_go = |status, end| matches!((status, end), (0, End::New) | (11, End::Old));
            ends.push(prepared.judge(&database, &outcome, may_go));
        }
        tell("the clock jumps a day ahead", work.name, ahead);
        tell("the clock jumps a day back", work.name, back);
    }
}
