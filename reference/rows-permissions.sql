-- Beside the examples: domains, projects and users, members that own and that share, creators who are members and who are not, nodes that
-- are missing, roles of one's own, presets with a fixed scope, deleted, and with templates. :users users.

CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN overlay(overlay(md5(kind || number::text) PLACING '4' FROM 13) PLACING 'a' FROM 17)::uuid;

INSERT INTO domains
SELECT (jsonb_populate_record(domain, jsonb_build_object('id', pg_temp.id('domain', i), 'name', 'domain-' || i, 'is_default', false))).*
  FROM domains AS domain, generate_series(1, 3) AS i WHERE domain.name = 'default';

INSERT INTO users
SELECT (jsonb_populate_record(person, jsonb_build_object(
           'uuid', pg_temp.id('user', i), 'username', 'user-' || i, 'email', 'user-' || i || '@example.com', 'main_access_key', NULL,
           'domain_name', CASE WHEN i % 5 = 0 THEN 'default' ELSE 'domain-' || 1 + i % 3 END,
           'status', (ARRAY['active', 'inactive', 'deleted'])[1 + i % 3]))).*
  FROM users AS person, generate_series(1, :users) AS i WHERE person.username = 'user';

INSERT INTO groups
SELECT (jsonb_populate_record(project, jsonb_build_object(
           'id', pg_temp.id('project', i), 'name', 'project-' || i, 'domain_name', 'domain-' || 1 + i % 3,
           'is_active', i % 4 > 0, 'creator_id', CASE WHEN i % 3 > 0 THEN pg_temp.id('user', i) END))).*
  FROM groups AS project, generate_series(1, 10) AS i WHERE project.name = 'default';

SET backend_ai.tables = '{domains,groups,users}';
\ir ../migrations/releases/26.9.6/after_load.sql

INSERT INTO entity_memberships (virtual_entity_id, member_entity_id, capped)
SELECT project.id, person.id, i % 7 = 0
  FROM generate_series(1, :users) AS i
  JOIN virtual_entities AS person ON person.entity_type = 'user' AND person.entity_id = pg_temp.id('user', i)
  JOIN virtual_entities AS project ON project.entity_type = 'project' AND project.entity_id = pg_temp.id('project', 1 + i % 10)
 WHERE i % 6 > 0;

DELETE FROM virtual_entities WHERE entity_id IN (pg_temp.id('user', 4), pg_temp.id('project', 7), pg_temp.id('domain', 3));

INSERT INTO roles (id, name, source, status, auto_assign, scope_type, scope_id) VALUES
    (pg_temp.id('role', 1), 'everybody', 'custom', 'active', true, 'domain', pg_temp.id('domain', 1)),
    (pg_temp.id('role', 2), 'nobody', 'custom', 'inactive', true, 'domain', pg_temp.id('domain', 1)),
    (pg_temp.id('role', 3), 'by hand', 'custom', 'active', false, 'project', pg_temp.id('project', 1));
INSERT INTO roles (id, name, source, status, auto_assign, scope_type, scope_id, role_preset_id) VALUES
    (pg_temp.id('role', 4), 'there, deleted', 'system', 'deleted', false, 'project', pg_temp.id('project', 2), '22c4db03-24aa-5ff8-b5a9-64b2a2182413');

INSERT INTO role_presets (id, name, role_name_template, scope_type, scope_id, auto_assign, deleted) VALUES
    (pg_temp.id('preset', 1), 'fixed', NULL, 'domain', pg_temp.id('domain', 2), true, false),
    (pg_temp.id('preset', 2), 'gone', NULL, 'domain', NULL, true, true),
    (pg_temp.id('preset', 3), 'of other scopes', NULL, 'resource_group', NULL, true, false),
    (pg_temp.id('preset', 4), 'a name that is as long as a name may be, sixty-four characters..', NULL, 'global', NULL, false, false),
    (pg_temp.id('preset', 5), 'template', '{{ scope.type }}: {{ scope.name | upper }} ({{ scope.id.hex[:6] }})', 'project', NULL, true, false),
    (pg_temp.id('preset', 6), 'not there', '{{ scope.missing }}', 'project', NULL, true, false),
    (pg_temp.id('preset', 7), 'broken', '{{ scope', 'domain', NULL, true, false),
    (pg_temp.id('preset', 8), 'nothing', '{# nothing #}', 'domain', NULL, true, false),
    (pg_temp.id('preset', 9), 'long', '{{ "x" * 100 }}', 'domain', NULL, true, false),
    (pg_temp.id('preset', 10), 'python', '{{ scope.name.title().replace("-", "_") }} {{ scope.id }}', 'domain', NULL, true, false);
INSERT INTO role_permission_presets (role_preset_id, entity_type, permission) VALUES
    (pg_temp.id('preset', 1), 'vfolder', 1), (pg_temp.id('preset', 1), 'vfolder', 0), (pg_temp.id('preset', 5), 'session', 4);
