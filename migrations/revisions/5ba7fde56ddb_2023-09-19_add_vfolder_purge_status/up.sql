-- Deleting a vfolder is one of several states. The type may have either of two names, by the origin of the
-- database.

ALTER TABLE vfolders ALTER COLUMN status DROP DEFAULT;
ALTER TABLE vfolders ALTER COLUMN status TYPE varchar(64) USING status::text;
DROP TYPE IF EXISTS vfolderoperationstatus;
DROP TYPE IF EXISTS vfolderstatus;

CREATE TYPE vfolderoperationstatus AS ENUM (
    'ready', 'performing', 'cloning', 'delete-ongoing', 'mounted', 'error', 'deleted-complete', 'purge-ongoing'
);
ALTER TABLE vfolders
    ADD COLUMN IF NOT EXISTS status_history jsonb,
    ALTER COLUMN status TYPE vfolderoperationstatus
        USING (CASE status WHEN 'deleting' THEN 'delete-ongoing' ELSE status END)::vfolderoperationstatus,
    ALTER COLUMN status SET DEFAULT 'ready';
