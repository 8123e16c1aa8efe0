//! Rows that cannot be brought over stop the upgrade, with the table and what is wrong there, and nothing has changed.

use diesel::prelude::*;

use crate::support::filler::Manner;
use crate::support::{Database, release};

/// From, to, what spoils the rows, and what the message has to say.
const STOPS: [(&str, &str, &str, &[&str]); 7] = [
    (
        "22.03",
        "22.09",
        "UPDATE images SET labels = '{\"ai.backend.role\": \"GPU\"}' WHERE name IN (SELECT image FROM kernels)",
        &["images, name ", "\"GPU\""],
    ),
    (
        "23.09",
        "24.03",
        "WITH twin AS (SELECT min(session_id::text)::uuid AS id FROM kernels UNION SELECT max(session_id::text)::uuid FROM kernels),
             named AS (UPDATE sessions SET name = 'twin' WHERE id IN (SELECT id FROM twin))
         UPDATE kernels SET access_key = (SELECT min(access_key) FROM keypairs), cluster_role = 'main', session_name = id::text,
             status = CASE WHEN session_id IN (SELECT id FROM twin) THEN 'RUNNING' ELSE 'TERMINATED' END::kernelstatus",
        &["kernels, id ", "\"twin\"", "the access key "],
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

/// fb01c44db0d6 makes the names of live sessions and endpoints unique; a4289ef5f0cd those of sessions only for each user again, and
/// c7d58e2a4f93 gives those of endpoints free.
#[test]
fn a_condition_that_the_target_does_not_have_does_not_stop() {
    let sessions = "UPDATE sessions SET name = 'twin', status = 'RUNNING', user_uuid = u.uuid,
        scaling_group_name = (SELECT name FROM scaling_groups LIMIT 1) FROM (
        SELECT s.id, u.uuid FROM (SELECT id, row_number() OVER () AS n FROM sessions LIMIT 2) AS s
        JOIN (SELECT uuid, row_number() OVER () AS n FROM users LIMIT 2) AS u ON s.n = u.n) AS u WHERE sessions.id = u.id";
    let endpoints = "UPDATE endpoints SET name = 'twin', domain = e.domain, project = e.project
        FROM (SELECT domain, project FROM endpoints LIMIT 1) AS e";
    for (spoil, to, table) in
        [(sessions, "25.19", "sessions"), (sessions, "26.09", "sessions"), (endpoints, "26.09", "endpoints")]
    {
        let database = Database::filled(release("24.09"), 4, Manner::Likely);
        database.execute(spoil);
        let twins = format!("SELECT FROM {table} WHERE name = 'twin'");
        let before = database.count(&twins);
        assert!(before > 1);
        database.schema(["upgrade", to, "--no-etcd"]).success();
        assert_eq!(database.count(&twins), before, "{to}: {table}");
        database.assert_is(release(to));
    }
}
