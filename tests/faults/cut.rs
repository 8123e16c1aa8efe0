use super::{Prepared, lost_or_done, tell, tries, works};
use crate::support::cluster;
use crate::support::proxy::{Cut, Proxy};

#[test]
fn cut_at_any_message() {
    for work in works() {
        let prepared = Prepared::on(cluster(), &work);
        let proxy = Proxy::before(cluster().port);
        let database = prepared.database();
        database.connect_through(proxy.port);
        prepared.run(&database).success();
        let messages = proxy.messages();
        for (cut, name) in [(Cut::Before, "before"), (Cut::After, "behind")] {
            // All of them in turn, or some that are as far from each other.
            let step = messages.div_ceil(tries(2)).max(1);
            let ends = (1..=messages).rev().step_by(step).map(|message| {
                let database = prepared.database();
                let proxy = Proxy::cutting(cluster().port, cut, message);
                database.connect_through(proxy.port);
                let outcome = prepared.run(&database);
                database.connect_through(cluster().port);
                // The server says nothing that is waited for to the last message, which ends the session.
                let end = prepared.judge(&database, &outcome, lost_or_done);
                end.map_err(|error| format!("message {message}: {error}"))
            });
            tell(&format!("connection cut {name} a message"), work.name, ends.collect());
        }
    }
}
