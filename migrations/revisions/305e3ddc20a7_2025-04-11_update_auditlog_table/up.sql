-- Each entry has the id of an action; those that exist already have the nil UUID.

ALTER TABLE audit_logs
    ADD COLUMN action_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
    ALTER COLUMN duration DROP NOT NULL;

ALTER TABLE audit_logs ALTER COLUMN action_id DROP DEFAULT;
