//! How often the program waits for the server: each time costs the network's latency.

use crate::support::cluster::{PASSWORD, USER};
use crate::support::proxy::Proxy;
use crate::support::{Program, cluster, database_of};

/// A program that reaches a database through a proxy.
fn behind(proxy: &Proxy, database: &str) -> Program {
    let program = Program::new();
    program.alembic_ini(&format!("postgresql://{USER}:{PASSWORD}@localhost:{}/{database}", proxy.port));
    program
}

#[test]
fn show_oneshot_and_upgrade_wait_for_few_answers() {
    let proxy = Proxy::before(cluster().port);
    let empty = behind(&proxy, &cluster().create_database("trips"));
    empty.run(["mgr", "schema", "oneshot"]).success();
    let oneshot = proxy.round_trips();
    empty.run(["mgr", "schema", "show"]).success();
    let show = proxy.round_trips();
    empty.run(["mgr", "schema", "oneshot"]).success();
    let again = proxy.round_trips();
    let mut upgrades = Vec::new();
    for (from, to) in [("22.3.3", "25.19.2"), ("26.8.3", "26.9.6"), ("22.3.3", "22.9.23")] {
        let program = behind(&proxy, &database_of(from));
        let json = program.run(["mgr", "schema", "upgrade", to, "--no-etcd", "--json"]).success().json();
        let revisions = json["revisions"].as_array().expect("revisions").len();
        upgrades.push((proxy.round_trips(), 2 * revisions + 20));
    }
    println!("round trips: oneshot {oneshot}, again {again}, show {show}, upgrades {upgrades:?}");
    assert!(oneshot <= 15, "oneshot: {oneshot}");
    assert!(again <= 15, "oneshot again: {again}");
    assert!(show <= 6, "show: {show}");
    assert!(upgrades.iter().all(|(trips, most)| trips <= most), "{upgrades:?}");
}
