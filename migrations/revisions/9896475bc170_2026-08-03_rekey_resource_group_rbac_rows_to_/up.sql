-- Resource groups are called by their uuid instead of their name: by the tables that say who may use them, and by permissions and
-- associations. Of the latter two those go that a twin with the uuid makes needless, or whose group is gone.

ALTER TABLE sgroups_for_domains ADD COLUMN resource_group_id uuid;
UPDATE sgroups_for_domains AS s SET resource_group_id = g.id FROM scaling_groups AS g WHERE g.name = s.scaling_group;
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT uq_sgroup_domain,
    DROP COLUMN scaling_group,
    ALTER COLUMN resource_group_id SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_domain UNIQUE (resource_group_id, domain),
    ADD CONSTRAINT fk_sgroups_for_domains_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_domains_resource_group_id ON sgroups_for_domains (resource_group_id);

ALTER TABLE sgroups_for_groups ADD COLUMN resource_group_id uuid;
UPDATE sgroups_for_groups AS s SET resource_group_id = g.id FROM scaling_groups AS g WHERE g.name = s.scaling_group;
ALTER TABLE sgroups_for_groups
    DROP CONSTRAINT uq_sgroup_ugroup,
    DROP COLUMN scaling_group,
    ALTER COLUMN resource_group_id SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_ugroup UNIQUE (resource_group_id, "group"),
    ADD CONSTRAINT fk_sgroups_for_groups_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_groups_resource_group_id ON sgroups_for_groups (resource_group_id);

ALTER TABLE sgroups_for_keypairs ADD COLUMN resource_group_id uuid;
UPDATE sgroups_for_keypairs AS s SET resource_group_id = g.id FROM scaling_groups AS g WHERE g.name = s.scaling_group;
ALTER TABLE sgroups_for_keypairs
    DROP CONSTRAINT uq_sgroup_akey,
    DROP COLUMN scaling_group,
    ALTER COLUMN resource_group_id SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_akey UNIQUE (resource_group_id, access_key),
    ADD CONSTRAINT fk_sgroups_for_keypairs_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_keypairs_resource_group_id ON sgroups_for_keypairs (resource_group_id);

UPDATE association_scopes_entities AS a
SET entity_id = g.id::text
FROM scaling_groups AS g
WHERE a.entity_type = 'resource_group' AND a.entity_id = g.name
  AND NOT EXISTS (
    SELECT FROM association_scopes_entities AS twin
    WHERE twin.scope_type = a.scope_type AND twin.scope_id = a.scope_id AND twin.entity_id = g.id::text);

DELETE FROM association_scopes_entities
WHERE entity_type = 'resource_group' AND entity_id NOT IN (SELECT id::text FROM scaling_groups);

UPDATE association_scopes_entities AS a
SET scope_id = g.id::text
FROM scaling_groups AS g
WHERE a.scope_type = 'resource_group' AND a.scope_id = g.name
  AND NOT EXISTS (
    SELECT FROM association_scopes_entities AS twin
    WHERE twin.scope_type = 'resource_group' AND twin.scope_id = g.id::text AND twin.entity_id = a.entity_id);

DELETE FROM association_scopes_entities
WHERE scope_type = 'resource_group' AND scope_id NOT IN (SELECT id::text FROM scaling_groups);

UPDATE permissions AS p
SET scope_id = g.id::text
FROM scaling_groups AS g
WHERE p.scope_type = 'resource_group' AND p.scope_id = g.name
  AND NOT EXISTS (
    SELECT FROM permissions AS twin
    WHERE twin.role_id = p.role_id AND twin.scope_type = 'resource_group' AND twin.scope_id = g.id::text
      AND twin.entity_type = p.entity_type AND twin.operation = p.operation);

DELETE FROM permissions
WHERE scope_type = 'resource_group' AND scope_id NOT IN (SELECT id::text FROM scaling_groups);
