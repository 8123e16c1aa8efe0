ALTER TABLE domain_fair_shares ALTER COLUMN weight DROP NOT NULL;

ALTER TABLE project_fair_shares ALTER COLUMN weight DROP NOT NULL;

ALTER TABLE user_fair_shares ALTER COLUMN weight DROP NOT NULL;
