//! `mgr permissions provision`: against the examples, by what must hold of its rows. `reference/provision.py` compares them with the
//! Python manager's.

use crate::fixture::examples::load_examples;
use crate::support::{Database, Outcome, mgr, release};

/// The newest release with the examples.
fn with_examples() -> Database {
    let database = Database::newest();
    load_examples(&database);
    database
}

fn provision(database: &Database) -> Outcome {
    database.program.run(["mgr", "--json", "permissions", "provision"])
}

#[test]
fn every_scope_gets_the_roles_of_its_presets_and_every_user_his() {
    let database = with_examples();
    let text = database.program.run(mgr(&["permissions"], ["provision"])).success().stdout;
    let wanted = "(SELECT entity_type, entity_id FROM virtual_entities WHERE entity_type IN ('domain', 'project', 'user', 'global')) AS scope \
                  JOIN role_presets ON scope_type = entity_type AND (scope_id IS NULL OR scope_id = entity_id)";
    let roles = database.value(&format!("SELECT count(*) FROM {wanted}"));
    assert!(
        text.starts_with("Provisioned the preset roles.\n") && text.contains(&format!("roles: {roles} inserted")),
        "{text}"
    );
    for (what, holds) in [
        ("one role for each preset of a scope", format!("(SELECT count(*) FROM roles) = {roles} AND (SELECT count(DISTINCT (role_preset_id, scope_id)) FROM roles) = {roles}")),
        ("the presets' permissions", "(SELECT count(*) FROM permissions) = (SELECT count(*) FROM roles JOIN role_permission_presets USING (role_preset_id))".to_owned()),
        ("a node for each role, bound to itself and its scope", format!(
            "(SELECT count(*) FROM virtual_entities AS node JOIN roles ON roles.id = entity_id AND entity_type = 'role'
               JOIN virtual_entities AS scope ON (scope.entity_type, scope.entity_id) = (roles.scope_type, roles.scope_id)
              WHERE (SELECT count(*) FROM entity_memberships WHERE member_entity_id = node.id AND virtual_entity_id IN (node.id, scope.id) AND NOT capped) = 2
                AND (SELECT count(*) FROM scope_bindings WHERE virtual_entity_id = node.id AND scope_entity_id IN (node.id, scope.id)) = 2) = {roles}")),
        ("users have the roles of themselves, their domain and everybody",
            "NOT EXISTS (SELECT FROM users WHERE (SELECT count(*) FROM user_roles JOIN roles ON roles.id = role_id
               JOIN role_presets ON role_presets.id = role_preset_id
              WHERE user_id = users.uuid AND role_presets.name IN ('user_owner', 'domain_member', 'public_member')) <> 3)".to_owned()),
        ("the preset of everybody has its scope", "(SELECT global_entities.name FROM global_entities JOIN role_presets ON scope_id = global_entities.id) = 'public'".to_owned()),
    ] {
        assert!(database.holds(&holds), "{what}");
    }
    let versions = database.versions();
    let second = provision(&database).success().json();
    assert_eq!((&second["changed"], &second["written"]), (&false.into(), &serde_json::json!([])));
    assert!(database.versions() == versions, "the second run changes nothing");
}

#[test]
fn two_at_once_make_each_role_once() {
    let database = with_examples();
    let children: Vec<_> = (0..2).map(|_| database.program.start(["mgr", "permissions", "provision"])).collect();
    for child in children {
        Outcome::of(child).success();
    }
    assert!(
        database.holds("(SELECT count(*) FROM roles) = (SELECT count(DISTINCT (role_preset_id, scope_id)) FROM roles)")
    );
}

#[test]
fn names_come_from_templates() {
    let database = with_examples();
    database.execute(
        "UPDATE role_presets SET role_name_template = '{{ scope.name | upper }}/{{ scope.id.hex }}' WHERE name = 'domain_admin';
         UPDATE role_presets SET role_name_template = '{{ scope.nobody }}' WHERE name = 'domain_member'",
    );
    provision(&database).success().tells(&["\"domain_member\"", "-role, since its template fails"]);
    assert!(database.holds("EXISTS (SELECT FROM roles JOIN domains ON domains.id = scope_id WHERE roles.name = left(upper(domains.name) || '/' || replace(domains.id::text, '-', ''), 64))"));
    assert!(database.holds("EXISTS (SELECT FROM roles WHERE name LIKE 'domain-________-role')"));
}

#[test]
fn what_cannot_be_provisioned_is_told_and_nothing_has_changed() {
    let database = with_examples();
    let content = database.content();
    let refused = |statement: &str, status: i32, words: &[&str]| {
        let copy = database.copy();
        copy.execute(statement);
        let before = copy.content();
        provision(&copy).status(status).tells(words);
        assert!(copy.content() == before, "{statement}");
    };
    refused("DELETE FROM global_entities WHERE name = 'global'", 13, &["the global entity \"global\" has no node"]);
    refused(
        "UPDATE role_presets SET scope_id = gen_random_uuid() WHERE name = 'user_owner'",
        13,
        &["role preset \"user_owner\" belongs to user"],
    );
    refused(
        "UPDATE role_presets SET role_name_template = '{{ 1 / 0 }}' WHERE name = 'user_owner'",
        1,
        &["the role name template of preset \"user_owner\" fails for user"],
    );
    refused(
        "UPDATE role_permission_presets SET permission = 3 WHERE permission = 2",
        1,
        &["ck_permissions_single_bit"],
    );
    assert!(database.content() == content);
    let older = Database::of("25.19");
    provision(&older).status(13).tells(&["the database is at", "mgr schema oneshot", &release("26.9").name]);
    provision(&Database::empty()).status(13).tells(&["at no revision"]);
}
