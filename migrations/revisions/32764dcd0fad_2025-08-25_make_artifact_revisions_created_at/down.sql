-- loses: that the times of artifact revisions are not known (they become now)

UPDATE artifact_revisions SET
    created_at = coalesce(created_at, now()),
    updated_at = coalesce(updated_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;

ALTER TABLE artifact_revisions
    ALTER COLUMN created_at SET DEFAULT now(),
    ALTER COLUMN updated_at SET DEFAULT now(),
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL;
