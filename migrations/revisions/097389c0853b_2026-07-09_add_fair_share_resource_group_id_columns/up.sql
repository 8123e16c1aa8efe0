ALTER TABLE domain_fair_shares ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE project_fair_shares ADD COLUMN resource_group_id uuid NOT NULL;

ALTER TABLE user_fair_shares ADD COLUMN resource_group_id uuid NOT NULL;

-- TODO: rows
