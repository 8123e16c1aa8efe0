//! In which order rows go in, by which names they find each other, and that all of them go in or none.

use crate::support::Prepared;

const UUID: &str = "000000c0-0000-4000-8000-00000000000";

/// A domain, the policies, a user and her keypair, as tables in an order that no foreign key allows.
fn household() -> String {
    format!(
        r#"{{
        "keypairs": [{{"access_key": "AK1", "secret_key": "s", "user": "{UUID}1", "resource_policy": "p", "is_active": true}}],
        "association_groups_users": [{{"user_id": "{UUID}1", "group_id": "{UUID}9"}}],
        "groups": [{{"id": "{UUID}9", "name": "g", "domain_name": "d", "resource_policy": "pp"}}],
        "users": [{{"uuid": "{UUID}1", "username": "u", "email": "u@example.com", "domain_name": "d", "domain_id": "{UUID}5", "resource_policy": "up"}}],
        "keypair_resource_policies": [{{"name": "p", "default_for_unspecified": "LIMITED", "total_resource_slots": {{}},
            "max_concurrent_sessions": 5, "max_containers_per_session": 1, "idle_timeout": 1800}}],
        "project_resource_policies": [{{"name": "pp", "max_vfolder_count": 0, "max_quota_scope_size": 0, "max_network_count": 0}}],
        "user_resource_policies": [{{"name": "up", "max_vfolder_count": 0, "max_quota_scope_size": 0, "max_session_count_per_model_session": 0,
            "max_customized_image_count": 0}}],
        "domains": [{{"id": "{UUID}5", "name": "d"}}]
        }}"#
    )
}

#[test]
fn tables_go_in_as_foreign_keys_allow_whatever_their_order() {
    let prepared = Prepared::newest();
    prepared.loads(household(), &[]);
    assert_eq!(
        prepared.value(
            "SELECT count(*) FROM keypairs JOIN users ON uuid = \"user\" JOIN domains ON domains.id = domain_id"
        ),
        "1"
    );
}

#[test]
fn files_go_in_together_whatever_their_order() {
    let prepared = Prepared::newest();
    let whole: serde_json::Value = serde_json::from_str(&household()).unwrap();
    let mut arguments = vec!["populate".to_owned(), "--json".to_owned()];
    for (table, rows) in whole.as_object().unwrap() {
        let name = format!("{table}.json");
        prepared.program.write(&name, serde_json::json!({ table: rows }).to_string());
        arguments.push(name);
    }
    // A table may stand in several files.
    prepared.program.write("more.json", r#"{"domains": [{"name": "more"}], "users": []}"#);
    arguments.push("more.json".to_owned());
    let result = prepared.fixture(&arguments).success().json();
    assert_eq!(result["tables"]["domains"]["inserted"], 2);
    assert_eq!(result["files"].as_array().unwrap().len(), 9);
    assert_eq!(prepared.value("SELECT count(*) FROM keypairs"), "1");
}

#[test]
fn one_of_the_files_may_be_stdin() {
    let prepared = Prepared::newest();
    prepared.program.write("d.json", r#"{"domains": [{"name": "d"}]}"#);
    let run = |input: &str| {
        let arguments = crate::support::prepared::command(["populate", "d.json", "-"]);
        prepared.program.run_with_input(arguments, input.as_bytes())
    };
    let outcome = run("{\"domains\": [\n{\"name\": \"e\", \"is_active\": \"x\"}]}").status(15);
    assert!(outcome.stderr.contains("stdin:2:28: domains[0].is_active: "), "{}", outcome.stderr);
    assert_eq!(prepared.value("SELECT count(*) FROM domains"), "0");
    run("{\"domains\": [{\"name\": \"e\"}]}").success();
    assert_eq!(prepared.value("SELECT string_agg(name, ' ' ORDER BY name) FROM domains"), "d e");
}

#[test]
fn a_failure_in_the_last_of_the_files_leaves_nothing() {
    let prepared = Prepared::with(
        "CREATE TABLE odd (id integer PRIMARY KEY, c text);
         CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not today'; END $$;
         CREATE TRIGGER no BEFORE INSERT ON odd FOR EACH ROW EXECUTE FUNCTION no()",
    );
    let before = prepared.versions();
    prepared.program.write("a.json", household());
    prepared.program.write("z.json", r#"{"odd": [{"id": 1, "c": "x"}]}"#);
    let outcome = prepared.fixture(["populate", "a.json", "z.json"]).status(1);
    assert!(outcome.stderr.contains("odd") && outcome.stderr.contains("not today"), "{}", outcome.stderr);
    assert_eq!(prepared.versions(), before);
    prepared.execute("DROP TRIGGER no ON odd");
    prepared.fixture(["populate", "a.json", "z.json"]).success();
}

#[test]
fn rows_may_point_to_rows_of_their_own_table() {
    let prepared = Prepared::with(
        "CREATE TABLE tree (id integer PRIMARY KEY, parent integer NOT NULL REFERENCES tree, more text, boss integer REFERENCES tree)",
    );
    // Forward, backward, to themselves; of several sets of columns.
    let result = prepared.loads(
        r#"{"tree": [{"id": 1, "parent": 3, "more": "x"}, {"id": 2, "parent": 1}, {"id": 3, "parent": 3, "boss": 2}, {"id": 4, "parent": 4}]}"#,
        &[],
    );
    assert_eq!(result["tables"]["tree"]["inserted"], 4);
    let told = prepared.refused(r#"{"tree": [{"id": 5, "parent": 6}, {"id": 7, "parent": 5}]}"#, &[]);
    assert!(told.len() == 1 && told[0].starts_with("f.json:1:31: tree[0].parent: "), "{told:?}");
}

#[test]
fn tables_may_point_to_each_other() {
    for rule in ["", "DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"] {
        let prepared = Prepared::with(&format!(
            "CREATE TABLE hen (id integer PRIMARY KEY, egg integer NOT NULL, name text);
             CREATE TABLE egg (id integer PRIMARY KEY, hen integer REFERENCES hen {rule}, name text);
             CREATE TABLE chick (id integer PRIMARY KEY, egg integer NOT NULL REFERENCES egg {rule});
             ALTER TABLE hen ADD FOREIGN KEY (egg) REFERENCES egg {rule}"
        ));
        let fixture = r#"{"chick": [{"id": 1, "egg": 20}],
            "hen": [{"id": 1, "egg": 10}, {"id": 2, "egg": 20, "name": "x"}],
            "egg": [{"id": 10, "hen": 2, "name": "y"}, {"id": 20, "hen": null}]}"#;
        prepared.loads(fixture, &[]);
        assert_eq!(prepared.value("SELECT count(*) FROM hen JOIN egg ON egg.id = hen.egg"), "2", "{rule}");
        let before = prepared.versions();
        prepared.loads(fixture, &[]);
        assert_eq!(prepared.versions(), before);
        let told = prepared.refused(r#"{"hen": [{"id": 3, "egg": 30}], "egg": [{"id": 31, "hen": 3}]}"#, &[]);
        assert!(told.len() == 1 && told[0].contains("hen[0].egg: "), "{told:?}");
    }
}

/// A cycle of the reference's own fixtures: users point to their keypairs, keypairs to their users.
#[test]
fn users_and_their_main_access_keys() {
    let prepared = Prepared::of("25.15.12");
    let fixture = format!(
        r#"{{"users": [{{"uuid": "{UUID}1", "username": "u", "email": "e", "domain_name": "d", "resource_policy": "up", "main_access_key": "AK"}}],
            "domains": [{{"name": "d", "total_resource_slots": {{}}}}],
            "user_resource_policies": [{{"name": "up", "max_vfolder_count": 0, "max_quota_scope_size": 0, "max_session_count_per_model_session": 0, "max_customized_image_count": 0}}],
            "keypair_resource_policies": [{{"name": "p", "default_for_unspecified": "LIMITED", "total_resource_slots": {{}}, "max_session_lifetime": 0,
                "max_concurrent_sessions": 5, "max_containers_per_session": 1, "idle_timeout": 1800, "max_concurrent_sftp_sessions": 1}}],
            "keypairs": [{{"user_id": "e", "access_key": "AK", "secret_key": "s", "is_active": true, "is_admin": true, "user": "{UUID}1", "resource_policy": "p",
                "rate_limit": 5, "num_queries": 0}}]}}"#
    );
    prepared.loads(&fixture, &[]);
    assert_eq!(
        prepared.value("SELECT count(*) FROM users JOIN keypairs ON main_access_key = access_key AND \"user\" = uuid"),
        "1"
    );
    // And as it ships: an update in a file of its own.
    prepared.execute("UPDATE users SET main_access_key = NULL");
    let update = format!(r#"{{"__mode": "update", "users": [{{"uuid": "{UUID}1", "main_access_key": "AK"}}]}}"#);
    assert_eq!(prepared.loads(update, &[])["tables"]["users"]["updated"], 1);
}

#[test]
fn aliases_of_the_release_name_rows_that_are_there_or_come_along() {
    let prepared = Prepared::newest();
    let preset = r#"{"name": "n", "rank": 1, "preset_target": "env", "value_type": "str", "key": "K", "runtime_variant_name": "vllm"}"#;
    let told = prepared.refused(format!("{{\"runtime_variant_presets\": [{preset}]}}"), &[]);
    assert!(
        told[0].contains("runtime_variant_presets[0].runtime_variant_name: ") && told[0].contains("runtime_variants"),
        "{told:?}"
    );
    // The named row comes along, without an id of its own: it gets one on the way.
    prepared.loads(
        format!(
            r#"{{"runtime_variant_presets": [{preset}], "runtime_variants": [{{"name": "vllm", "description": "v", "default_model_definition": {{"models": []}}}}],
                "prometheus_query_presets": [{{"name": "q", "metric_name": "m", "query_template": "t", "category_name": "c",
                    "options": {{"filter_labels": [], "group_labels": []}}}}],
                "prometheus_query_preset_categories": [{{"name": "c"}}]}}"#
        ),
        &[],
    );
    assert_eq!(prepared.value("SELECT count(*) FROM runtime_variant_presets p JOIN runtime_variants v ON v.id = p.runtime_variant AND v.name = 'vllm'"), "1");
    assert_eq!(prepared.value("SELECT count(*) FROM prometheus_query_presets p JOIN prometheus_query_preset_categories c ON c.id = p.category_id"), "1");
    // Now it is there.
    let other = preset.replace("\"n\"", "\"o\"").replace("\"K\"", "\"L\"").replace("\"rank\": 1", "\"rank\": 2");
    prepared.loads(format!("{{\"runtime_variant_presets\": [{other}]}}"), &[]);
    let before = prepared.versions();
    prepared.loads(format!("{{\"runtime_variant_presets\": [{preset}, {other}]}}"), &[]);
    assert_eq!(prepared.versions(), before, "a second load changes nothing");
    // With the column itself: which of the two is meant?
    let both = other.replace("\"rank\": 2", &format!("\"rank\": 3, \"runtime_variant\": \"{UUID}1\""));
    let told = prepared.refused(format!("{{\"runtime_variant_presets\": [{both}]}}"), &[]);
    assert!(told.iter().any(|line| line.contains("runtime_variant_name: ")), "{told:?}");
}

#[test]
fn any_foreign_key_may_be_given_by_the_unique_name_of_its_target() {
    let prepared = Prepared::newest();
    prepared.loads(household(), &[]);
    let keypair = |user: &str| {
        format!(
            r#"{{"keypairs": [{{"access_key": "AK2", "secret_key": "s", {user}, "resource_policy": "p", "is_active": true}}]}}"#
        )
    };
    prepared.loads(keypair("\"user_username\": \"u\""), &[]);
    assert_eq!(
        prepared.value("SELECT username FROM keypairs JOIN users ON uuid = \"user\" WHERE access_key = 'AK2'"),
        "u"
    );
    let told = prepared.refused(keypair("\"user_username\": \"nobody\"").replace("AK2", "AK3"), &[]);
    assert!(told[0].contains("keypairs[0].user_username: ") && told[0].contains("users"), "{told:?}");
    let told = prepared.refused(keypair("\"user_username\": 5").replace("AK2", "AK3"), &[]);
    assert!(told.len() == 1 && told[0].contains("keypairs[0].user_username: "), "{told:?}");
    let told = prepared.refused(keypair("\"user_username\": null").replace("AK2", "AK3"), &[]);
    assert!(told.len() == 1 && told[0].contains("keypairs[0].user") && told[0].contains("NOT NULL"), "{told:?}");
    // A column that is called like an alias stays a column: users.domain_name is no alias of users.domain_id.
    let user = format!(
        r#"{{"users": [{{"uuid": "{UUID}2", "username": "v", "email": "v", "domain_name": "d", "resource_policy": "up"}}]}}"#
    );
    let told = prepared.refused(user, &[]);
    assert!(told.len() == 1 && told[0].contains("users[0].domain_id: missing"), "{told:?}");
    // An update as well.
    let update = r#"{"__mode": "update", "keypairs": [{"access_key": "AK2", "user_username": "u"}]}"#;
    assert_eq!(prepared.loads(update, &[])["tables"]["keypairs"]["identical"], 1);
    // In a key itself.
    prepared.loads(r#"{"sgroups_for_domains": [{"resource_group_name": "g", "domain_name": "d"}], "scaling_groups": [{"name": "g", "driver": "static", "scheduler": "fifo"}]}"#, &[]);
    assert_eq!(
        prepared.value(
            "SELECT count(*) FROM sgroups_for_domains JOIN domains ON domains.id = domain_id WHERE domains.name = 'd'"
        ),
        "1"
    );
    let result = prepared.loads(r#"{"sgroups_for_domains": [{"resource_group_name": "g", "domain_name": "d"}]}"#, &[]);
    assert_eq!(result["tables"]["sgroups_for_domains"]["identical"], 1);
}

/// No superuser, no disabled trigger: the owner of the tables is enough.
#[test]
fn an_ordinary_role_can_load() {
    let prepared = Prepared::newest();
    let role = format!("owner_{}", prepared.database);
    prepared.execute(&format!(
        "CREATE ROLE {role} LOGIN PASSWORD 'Ordinary-1'; GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO {role};
         GRANT TEMPORARY ON DATABASE {} TO {role}",
        prepared.database
    ));
    crate::support::prepared::configure(
        &prepared.program,
        crate::support::cluster().port,
        &prepared.database,
        &role,
        "Ordinary-1",
    );
    prepared.loads(household(), &[]);
    prepared.loads(household(), &["--on-conflict", "update"]);
}

/// What a role lacks is told before anything is done, with the statement that gives it.
#[test]
fn a_role_that_may_not_write_is_told_what_it_lacks() {
    let prepared = Prepared::newest();
    let role = format!("reader_{}", prepared.database);
    prepared.execute(&format!(
        "CREATE ROLE {role} LOGIN PASSWORD 'Ordinary-1'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"
    ));
    crate::support::prepared::configure(
        &prepared.program,
        crate::support::cluster().port,
        &prepared.database,
        &role,
        "Ordinary-1",
    );
    let before = prepared.versions();
    let outcome = prepared.populate(r#"{"domains": [{"name": "d"}]}"#, &[]).status(16);
    assert!(outcome.stderr.contains("GRANT") && outcome.stderr.contains("domains"), "{}", outcome.stderr);
    assert_eq!(prepared.versions(), before);
    // A server that is read-only is another matter.
    let mut read_only = prepared.connect();
    diesel::connection::SimpleConnection::batch_execute(
        &mut read_only,
        &format!("ALTER DATABASE {} SET default_transaction_read_only = on", prepared.database),
    )
    .unwrap();
    crate::support::prepared::configure(
        &prepared.program,
        crate::support::cluster().port,
        &prepared.database,
        crate::support::cluster::USER,
        crate::support::cluster::PASSWORD,
    );
    let outcome = prepared.populate(r#"{"domains": [{"name": "d"}]}"#, &[]);
    assert!(outcome.status == 0 || outcome.stderr.contains("read-only"), "{}", outcome.stderr);
}
