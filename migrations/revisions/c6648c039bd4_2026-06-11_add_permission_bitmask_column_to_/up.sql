-- Operations as bits, so that several fit in one number; those without a bit are 0.
ALTER TABLE permissions ADD COLUMN permission smallint;

ALTER TABLE permissions
    ALTER COLUMN permission TYPE smallint USING CASE operation
        WHEN 'read' THEN 1
        WHEN 'update' THEN 2
        WHEN 'create' THEN 4
        WHEN 'soft-delete' THEN 8
        WHEN 'hard-delete' THEN 16
        ELSE 0
    END,
    ALTER COLUMN permission SET NOT NULL;
