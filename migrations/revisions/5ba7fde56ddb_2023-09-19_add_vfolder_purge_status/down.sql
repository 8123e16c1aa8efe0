-- loses: the values of vfolders.status_history; which vfolders were in error, deleted or being purged (they are deleting)

ALTER TABLE vfolders ALTER COLUMN status DROP DEFAULT;
ALTER TYPE vfolderoperationstatus RENAME TO vfolderoperationstatus_old;
CREATE TYPE vfolderoperationstatus AS ENUM ('ready', 'performing', 'cloning', 'deleting', 'mounted');
ALTER TABLE vfolders
    DROP COLUMN status_history,
    ALTER COLUMN status TYPE vfolderoperationstatus USING (
        CASE
            WHEN status IN ('delete-ongoing', 'error', 'deleted-complete', 'purge-ongoing') THEN 'deleting'
            ELSE status::text
        END
    )::vfolderoperationstatus,
    ALTER COLUMN status SET DEFAULT 'ready';
DROP TYPE vfolderoperationstatus_old;
