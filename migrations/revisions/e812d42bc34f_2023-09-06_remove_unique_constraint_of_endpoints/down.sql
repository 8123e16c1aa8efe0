-- loses: endpoints that have the name of an older one

DELETE FROM endpoint_tokens WHERE endpoint IN (
    SELECT twin.id FROM endpoints AS twin
    JOIN endpoints AS e ON e.name = twin.name
    WHERE (coalesce(e.created_at, 'epoch'), e.id) < (coalesce(twin.created_at, 'epoch'), twin.id)
);
DELETE FROM endpoints AS twin USING endpoints AS e
WHERE e.name = twin.name AND (coalesce(e.created_at, 'epoch'), e.id) < (coalesce(twin.created_at, 'epoch'), twin.id);

ALTER TABLE endpoints ADD CONSTRAINT uq_endpoints_name UNIQUE (name);
