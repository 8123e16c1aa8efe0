//! How often the program waits for the server: each time costs the network's latency.

use crate::support::proxy::Proxy;
use crate::support::{Database, cluster, newest};

#[test]
fn show_oneshot_and_upgrade_wait_for_few_answers() {
    let proxy = Proxy::before(cluster().port);
    let empty = Database::empty();
    empty.connect_through(proxy.port);
    empty.schema(["oneshot"]).success();
    let oneshot = proxy.round_trips();
    empty.schema(["show"]).success();
    let show = proxy.round_trips();
    empty.schema(["oneshot"]).success();
    let again = proxy.round_trips();
    let mut upgrades = Vec::new();
    for (from, to) in [("22.3.3", newest().name.as_str()), ("26.8.3", newest().name.as_str()), ("22.3.3", "22.9.23")] {
        let database = Database::of(from);
        database.connect_through(proxy.port);
        let json = database.schema(["upgrade", to, "--no-etcd", "--json"]).success().json();
        let revisions = json["revisions"].as_array().expect("revisions").len();
        upgrades.push((proxy.round_trips(), 2 * revisions + 20));
    }
    println!("round trips: oneshot {oneshot}, again {again}, show {show}, upgrades {upgrades:?}");
    assert!(oneshot <= 15, "oneshot: {oneshot}");
    assert!(again <= 15, "oneshot again: {again}");
    assert!(show <= 6, "show: {show}");
    assert!(upgrades.iter().all(|(trips, most)| trips <= most), "{upgrades:?}");
}
