-- A route serves a revision of its endpoint: the current one.

CREATE TYPE routetrafficstatus AS ENUM ('active', 'inactive');

ALTER TABLE routings
    ADD COLUMN revision uuid,
    ADD COLUMN traffic_status routetrafficstatus NOT NULL DEFAULT 'active';

UPDATE routings SET revision = e.current_revision
FROM endpoints AS e
WHERE e.id = routings.endpoint AND e.current_revision IS NOT NULL;
