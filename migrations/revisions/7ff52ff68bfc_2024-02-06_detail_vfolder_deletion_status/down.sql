-- loses: the values of vfolders.status_changed; states of vfolders that were not known before (they count as deleted-complete)

DROP INDEX ix_vfolders_status_changed;

CREATE TYPE vfolderoperationstatus AS ENUM (
    'ready', 'performing', 'cloning', 'delete-ongoing', 'mounted', 'error', 'deleted-complete', 'purge-ongoing'
);
ALTER TABLE vfolders ALTER COLUMN status DROP DEFAULT;
ALTER TABLE vfolders
    DROP COLUMN status_changed,
    ALTER COLUMN status TYPE vfolderoperationstatus USING (
        CASE
            WHEN status IN ('ready', 'performing', 'cloning', 'mounted') THEN status
            WHEN status = 'delete-ongoing' THEN 'purge-ongoing'
            WHEN status = 'delete-error' THEN 'error'
            ELSE 'deleted-complete'
        END
    )::vfolderoperationstatus,
    ALTER COLUMN status SET DEFAULT 'ready';

UPDATE vfolders SET status_history = (
    SELECT jsonb_object_agg(
        CASE key
            WHEN 'delete-pending' THEN 'deleted-complete'
            WHEN 'delete-ongoing' THEN 'purge-ongoing'
            WHEN 'delete-error' THEN 'error'
            ELSE key
        END,
        value
    )
    FROM jsonb_each(CASE jsonb_typeof(status_history) WHEN 'object' THEN status_history ELSE '{}' END)
)
WHERE jsonb_typeof(status_history) = 'object'
  AND status_history ?| ARRAY['delete-pending', 'delete-ongoing', 'delete-error'];
