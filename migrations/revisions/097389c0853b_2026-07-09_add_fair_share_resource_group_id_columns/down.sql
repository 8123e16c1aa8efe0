ALTER TABLE user_fair_shares DROP COLUMN resource_group_id;
ALTER TABLE project_fair_shares DROP COLUMN resource_group_id;
ALTER TABLE domain_fair_shares DROP COLUMN resource_group_id;
