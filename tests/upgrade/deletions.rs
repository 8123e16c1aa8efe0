//! Rows that revisions delete on purpose are counted: told beforehand where that can be known, and afterwards.

use serde_json::{Value, json};

use crate::support::Database;

/// A user who is twice a member of one of two projects.
const TWINS: &str = "
INSERT INTO domains (name, allowed_docker_registries, allowed_vfolder_hosts, dotfiles) VALUES ('d', '{}', '{}', '');
INSERT INTO project_resource_policies (name, max_quota_scope_size, max_vfolder_count) VALUES ('p', 0, 0);
INSERT INTO user_resource_policies (name, max_quota_scope_size, max_vfolder_count) VALUES ('p', 0, 0);
INSERT INTO groups (name, domain_name, resource_policy, type, allowed_vfolder_hosts, dotfiles)
    VALUES ('g', 'd', 'p', 'general', '{}', ''), ('h', 'd', 'p', 'general', '{}', '');
INSERT INTO users (email, resource_policy, status, sudo_session_enabled) VALUES ('u@d', 'p', 'active', false);
INSERT INTO association_groups_users (user_id, group_id)
    SELECT users.uuid, groups.id FROM users, groups UNION ALL SELECT users.uuid, groups.id FROM users, groups WHERE groups.name = 'g';
";

/// A database with rows that become twins.
fn twins() -> Database {
    let database = Database::of("23.09");
    // Right before what is associated becomes unique; the backports below it run first.
    database.schema(["downgrade", "caf54fcc17ab", "--yes"]).success();
    database.schema(["upgrade", "caf54fcc17ab"]).success();
    database.execute(TWINS);
    database
}

fn upgrade(database: &Database, arguments: &[&str]) -> (Value, String) {
    let outcome = database.schema(["upgrade", "--no-etcd", "--json"].iter().chain(arguments)).success();
    (outcome.json(), outcome.stderr)
}

#[test]
fn rows_that_a_revision_deletes_are_told_before_and_after() {
    let database = twins();
    let twin = json!([{
        "revision": "a5319bfc7d7c", "table": "association_groups_users", "rows": 1, "why": "another row says the same",
    }]);
    let (would, _) = upgrade(&database, &["a5319bfc7d7c", "--dry-run"]);
    assert_eq!((&would["would_delete"], &would["deleted"]), (&twin, &json!([])));
    let (did, log) = upgrade(&database, &["a5319bfc7d7c"]);
    assert_eq!((&did["deleted"], &did["would_delete"]), (&twin, &json!([])));
    assert!(
        log.contains("a5319bfc7d7c: deletes 1 row of association_groups_users, because another row says the same"),
        "{log}"
    );
}

#[test]
fn what_earlier_revisions_change_is_not_known_beforehand() {
    let database = twins();
    let (would, _) = upgrade(&database, &["25.19", "--dry-run"]);
    let told = would["would_delete"].as_array().expect("a list");
    let of =
        |table: &str| told.iter().find(|told| told["table"] == table).unwrap_or_else(|| panic!("{table}: {would}"));
    assert_eq!(of("association_groups_users")["rows"], 1);
    // An earlier revision makes it.
    assert_eq!(of("object_permissions")["rows"], Value::Null);
    let text = database.schema(["upgrade", "25.19", "--dry-run"]).success().stdout;
    assert!(
        text.contains("28fecac94e67: may delete rows of object_permissions, how many is not known beforehand"),
        "{text}"
    );
}
