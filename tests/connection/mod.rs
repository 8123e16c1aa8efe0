//! What holds for every command that connects.

// A standby that becomes the primary while the program works.
mod failover;
// Why there is no connection, and what waiting does about it.
mod failures;
// Nothing that other roles have put into the database is ever run.
mod hostile_schema;
// Signals, time limits and lost servers: what an interrupted run leaves behind is nothing.
mod interruption;
// Who else works on the database, and how long that is waited for.
mod locks;
// A server that somebody else runs, with the few rights that one gets there.
mod managed;
// What a role lacks, with the SQL that gives it.
mod privileges;
// What of the environment, the role and the database does not change a run; psql.
mod session;
// A server that speaks German to a role that may not choose its language.
mod with_german;
// A pooler in between.
mod with_pgbouncer;

use crate::support::Outcome;
use crate::support::cluster::{PASSWORD, encode};

/// Of a release that any supported server can hold.
const ONESHOT: [&str; 5] = ["mgr", "schema", "oneshot", "--release", "22.03"];
/// As in the guide, with all that hurts in it.
const AWKWARD: &str = "p@ss:w/rd%#[é ]'\"\\ $PW";

/// No secret, no escape code, and on stdout nothing but the result of a failure.
#[track_caller]
fn keeps_its_promises(outcome: &Outcome, json: bool) {
    tells_no_secret(outcome);
    if json {
        let error = &outcome.json()["error"];
        assert_eq!(error["status"], outcome.status);
        assert_eq!(outcome.json()["changed"], false);
        assert!(error["class"].is_string() && error["message"].is_string(), "{}", outcome.stdout);
        assert_eq!(outcome.stdout.lines().count(), 1, "one document: {}", outcome.stdout);
    } else {
        assert_eq!(outcome.stdout, "");
    }
}

#[track_caller]
fn tells_no_secret(outcome: &Outcome) {
    let (both, encoded) = (outcome.both(), encode(AWKWARD));
    for secret in [AWKWARD, &encoded, &encoded.replace('%', "%%"), "w/rd%", PASSWORD] {
        assert!(!both.contains(secret), "{secret} is told: {both}");
    }
    assert!(!both.contains('\u{1b}'), "escape codes in a pipe: {both}");
}
