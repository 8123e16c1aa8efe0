//! A rehearsal does everything and changes nothing.

use crate::support::filler::Manner;
use crate::support::{Database, release};

#[test]
fn a_rehearsal_reports_what_an_upgrade_does_and_rolls_back() {
    let database = Database::filled(release("24.9.14"), 1, Manner::Likely);
    let before = (database.snapshot(), database.facts(), database.stamps());
    let rehearsed = database.schema(["upgrade", "25.19", "--rehearse", "--json"]).success().json();
    assert!(before == (database.snapshot(), database.facts(), database.stamps()), "something has changed");
    assert_eq!(rehearsed["changed"], false);
    let of = |kind: &str, table: &str| {
        let all = rehearsed["rehearsal"][kind].as_array().unwrap_or_else(|| panic!("{kind}: {rehearsed}")).clone();
        all.into_iter().find(|entry| entry["table"] == table)
    };
    let roles = of("written", "roles").expect("roles are made");
    assert!(roles["inserted"].as_i64() > Some(0), "{roles}");
    assert!(of("rewritten", "sessions").is_some_and(|sessions| sessions["bytes"].as_i64() > Some(0)), "{rehearsed}");
    assert_eq!(of("locked", "sessions").expect("a lock")["mode"], "AccessExclusiveLock");
    assert!(of("locked", "roles").is_none(), "a table that is new is nobody else's");
    let done = database.schema(["upgrade", "25.19", "--json"]).success().json();
    let revisions = |json: &serde_json::Value| {
        let all = json["revisions"].as_array().expect("revisions").iter();
        all.map(|ran| ran["revision"].to_string()).collect::<Vec<_>>()
    };
    assert_eq!(revisions(&rehearsed), revisions(&done));
    assert_eq!(rehearsed["deleted"], done["deleted"]);
}

#[test]
fn a_rehearsal_ends_with_the_status_of_the_real_one() {
    let database = Database::of("24.9.14");
    database.execute("DROP INDEX ix_keypairs_user_id");
    database.schema(["upgrade", "25.6", "--rehearse", "--strict"]).status(21);
    let text = database.schema(["upgrade", "25.6", "--rehearse"]).success().stdout;
    assert!(text.contains("this was a rehearsal: it was rolled back, nothing has changed"), "{text}");
    database.schema(["upgrade", "24.03", "--rehearse"]).status(14);
    assert_eq!(database.schema(["current"]).success().stdout.trim(), "ecc9f6322be4");
}
