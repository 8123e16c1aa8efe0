-- A route belongs to a revision. Those of endpoints that are destroyed or have no image, have none and are deleted.

DELETE FROM routings WHERE revision IS NULL;
ALTER TABLE routings ALTER COLUMN revision SET NOT NULL;
