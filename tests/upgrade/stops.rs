//! Rows that cannot be brought over stop the upgrade, with the table and what is wrong there, and nothing has changed.

use diesel::prelude::*;

use crate::support::filler::Manner;
use crate::support::{Database, release};

/// From, to, what spoils the rows, and what the message has to say.
const STOPS: [(&str, &str, &str, &[&str]); 6] = [
    (
        "22.03",
        "22.09",
        "UPDATE images SET labels = '{\"ai.backend.role\": \"GPU\"}' WHERE name IN (SELECT image FROM kernels)",
        &["images, name ", "\"GPU\""],
    ),
    (
        "24.09",
        "25.06",
        "INSERT INTO endpoint_tokens (token, domain, project) SELECT 'orphan', domain_name, id FROM groups LIMIT 1",
        &["endpoint_tokens, id ", "session_owner"],
    ),
    (
        "24.09",
        "25.06",
        "UPDATE images SET registry = 'r', project = 'p', name = 'twin', tag = 't', architecture = 'a' \
         WHERE id IN (SELECT id FROM images LIMIT 2)",
        &["images", "(registry, project, name, tag, architecture)=(r, p, twin, t, a)"],
    ),
    (
        "24.09",
        "25.15",
        "UPDATE sessions SET name = 'twin', status = 'RUNNING' WHERE id IN (SELECT id FROM sessions LIMIT 2)",
        &["sessions, id ", "\"twin\""],
    ),
    (
        "25.19",
        "26.04",
        "UPDATE agents SET status = 'ALIVE', available_slots = '{\"mem\": \"a lot\"}'",
        &["agents ", "the slot \"mem\" holds \"a lot\", which is no quantity below 10^18"],
    ),
    (
        "25.19",
        "26.09",
        "UPDATE endpoints SET session_owner = gen_random_uuid(), created_user = gen_random_uuid() \
         WHERE id IN (SELECT endpoint FROM routings)",
        &["endpoints ", "neither the owner ", "give it an owner or delete it"],
    ),
];

#[test]
fn what_cannot_be_converted_stops_the_upgrade_and_nothing_has_changed() {
    for (from, to, spoil, words) in STOPS {
        let database = Database::filled(release(from), 4, Manner::Likely);
        let spoilt = diesel::sql_query(spoil).execute(&mut database.connect()).expect("rows to spoil");
        assert!(spoilt > 0, "{spoil}");
        let before = (database.snapshot(), database.facts(), database.stamps());
        let outcome = database.schema(["upgrade", to, "--no-etcd"]);
        assert_ne!(outcome.status, 0, "{from} → {to}: {}", outcome.stderr);
        outcome.tells(words);
        let after = (database.snapshot(), database.facts(), database.stamps());
        assert!(before == after, "{from} → {to}: something has changed");
    }
}
