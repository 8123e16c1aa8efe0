DROP INDEX ix_keypairs_user_id;
DROP INDEX ix_keypairs_is_active;

ALTER TABLE keypairs RENAME COLUMN resource_policy TO billing_plan;
