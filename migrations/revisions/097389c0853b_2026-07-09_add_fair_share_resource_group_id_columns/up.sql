-- Fair shares name their resource group by id as well; those of a group that is gone go too.

DELETE FROM domain_fair_shares WHERE resource_group NOT IN (SELECT name FROM scaling_groups);
ALTER TABLE domain_fair_shares ADD COLUMN resource_group_id uuid;
UPDATE domain_fair_shares AS s SET resource_group_id = g.id FROM scaling_groups AS g WHERE g.name = s.resource_group;
ALTER TABLE domain_fair_shares ALTER COLUMN resource_group_id SET NOT NULL;

DELETE FROM project_fair_shares WHERE resource_group NOT IN (SELECT name FROM scaling_groups);
ALTER TABLE project_fair_shares ADD COLUMN resource_group_id uuid;
UPDATE project_fair_shares AS s SET resource_group_id = g.id FROM scaling_groups AS g WHERE g.name = s.resource_group;
ALTER TABLE project_fair_shares ALTER COLUMN resource_group_id SET NOT NULL;

DELETE FROM user_fair_shares WHERE resource_group NOT IN (SELECT name FROM scaling_groups);
ALTER TABLE user_fair_shares ADD COLUMN resource_group_id uuid;
UPDATE user_fair_shares AS s SET resource_group_id = g.id FROM scaling_groups AS g WHERE g.name = s.resource_group;
ALTER TABLE user_fair_shares ALTER COLUMN resource_group_id SET NOT NULL;
