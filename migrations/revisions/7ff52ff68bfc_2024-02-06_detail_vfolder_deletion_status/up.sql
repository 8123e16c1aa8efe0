-- The states of deletion: what was deleted is pending (it can be restored), what was purged is being deleted,
-- what was in error failed to be deleted. So in the history. The state is text from here on.

ALTER TABLE vfolders ALTER COLUMN status DROP DEFAULT;
ALTER TABLE vfolders
    ALTER COLUMN status TYPE varchar(64) USING (
        CASE status::text
            WHEN 'deleted-complete' THEN 'delete-pending'
            WHEN 'purge-ongoing' THEN 'delete-ongoing'
            WHEN 'error' THEN 'delete-error'
            ELSE status::text
        END
    ),
    ALTER COLUMN status SET DEFAULT 'ready',
    ADD COLUMN IF NOT EXISTS status_changed timestamptz;
DROP TYPE IF EXISTS vfolderoperationstatus;
DROP TYPE IF EXISTS vfolderstatus;

UPDATE vfolders SET status_history = (
    SELECT jsonb_object_agg(
        CASE key
            WHEN 'deleted-complete' THEN 'delete-pending'
            WHEN 'purge-ongoing' THEN 'delete-ongoing'
            WHEN 'error' THEN 'delete-error'
            ELSE key
        END,
        value
    )
    FROM jsonb_each(CASE jsonb_typeof(status_history) WHEN 'object' THEN status_history ELSE '{}' END)
)
WHERE jsonb_typeof(status_history) = 'object'
  AND status_history ?| ARRAY['deleted-complete', 'purge-ongoing', 'error'];

CREATE INDEX IF NOT EXISTS ix_vfolders_status_changed ON vfolders (status_changed);
