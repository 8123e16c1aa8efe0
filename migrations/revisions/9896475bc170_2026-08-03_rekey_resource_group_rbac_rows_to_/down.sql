UPDATE association_scopes_entities AS a
SET entity_id = g.name
FROM scaling_groups AS g
WHERE a.entity_type = 'resource_group' AND a.entity_id = g.id::text
  AND NOT EXISTS (
    SELECT FROM association_scopes_entities AS twin
    WHERE twin.scope_type = a.scope_type AND twin.scope_id = a.scope_id AND twin.entity_id = g.name);

DELETE FROM association_scopes_entities
WHERE entity_type = 'resource_group' AND entity_id IN (SELECT id::text FROM scaling_groups);

UPDATE association_scopes_entities AS a
SET scope_id = g.name
FROM scaling_groups AS g
WHERE a.scope_type = 'resource_group' AND a.scope_id = g.id::text
  AND NOT EXISTS (
    SELECT FROM association_scopes_entities AS twin
    WHERE twin.scope_type = 'resource_group' AND twin.scope_id = g.name AND twin.entity_id = a.entity_id);

DELETE FROM association_scopes_entities
WHERE scope_type = 'resource_group' AND scope_id IN (SELECT id::text FROM scaling_groups);

UPDATE permissions AS p
SET scope_id = g.name
FROM scaling_groups AS g
WHERE p.scope_type = 'resource_group' AND p.scope_id = g.id::text
  AND NOT EXISTS (
    SELECT FROM permissions AS twin
    WHERE twin.role_id = p.role_id AND twin.scope_type = 'resource_group' AND twin.scope_id = g.name
      AND twin.entity_type = p.entity_type AND twin.operation = p.operation);

DELETE FROM permissions
WHERE scope_type = 'resource_group' AND scope_id IN (SELECT id::text FROM scaling_groups);

ALTER TABLE sgroups_for_keypairs ADD COLUMN scaling_group varchar(64);
UPDATE sgroups_for_keypairs AS s SET scaling_group = g.name FROM scaling_groups AS g WHERE g.id = s.resource_group_id;
ALTER TABLE sgroups_for_keypairs
    DROP CONSTRAINT uq_sgroup_akey,
    DROP COLUMN resource_group_id,
    ALTER COLUMN scaling_group SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_akey UNIQUE (scaling_group, access_key),
    ADD CONSTRAINT fk_sgroups_for_keypairs_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_keypairs_scaling_group ON sgroups_for_keypairs (scaling_group);

ALTER TABLE sgroups_for_groups ADD COLUMN scaling_group varchar(64);
UPDATE sgroups_for_groups AS s SET scaling_group = g.name FROM scaling_groups AS g WHERE g.id = s.resource_group_id;
ALTER TABLE sgroups_for_groups
    DROP CONSTRAINT uq_sgroup_ugroup,
    DROP COLUMN resource_group_id,
    ALTER COLUMN scaling_group SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_ugroup UNIQUE (scaling_group, "group"),
    ADD CONSTRAINT fk_sgroups_for_groups_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_groups_scaling_group ON sgroups_for_groups (scaling_group);

ALTER TABLE sgroups_for_domains ADD COLUMN scaling_group varchar(64);
UPDATE sgroups_for_domains AS s SET scaling_group = g.name FROM scaling_groups AS g WHERE g.id = s.resource_group_id;
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT uq_sgroup_domain,
    DROP COLUMN resource_group_id,
    ALTER COLUMN scaling_group SET NOT NULL,
    ADD CONSTRAINT uq_sgroup_domain UNIQUE (scaling_group, domain),
    ADD CONSTRAINT fk_sgroups_for_domains_scaling_group_scaling_groups FOREIGN KEY (scaling_group)
        REFERENCES scaling_groups (name) ON UPDATE CASCADE ON DELETE CASCADE;
CREATE INDEX ix_sgroups_for_domains_scaling_group ON sgroups_for_domains (scaling_group);
