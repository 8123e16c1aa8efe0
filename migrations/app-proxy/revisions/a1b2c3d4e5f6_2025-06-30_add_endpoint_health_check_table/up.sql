-- Endpoints, one for each that a circuit names.
--
-- A fresh database of the releases with this revision differs from what alembic's revisions make: more protocols, fewer defaults and
-- NOT NULL, and an alembic_version without a primary key. It is made the same here.

CREATE TABLE endpoints (
    id                   uuid NOT NULL DEFAULT uuid_generate_v4(),
    health_check_enabled boolean NOT NULL DEFAULT false,
    health_check_config  jsonb,
    created_at           timestamptz DEFAULT now(),
    updated_at           timestamptz DEFAULT now(),
    CONSTRAINT pk_endpoints PRIMARY KEY (id)
);

INSERT INTO endpoints (id)
SELECT DISTINCT endpoint_id FROM circuits WHERE endpoint_id IS NOT NULL;

ALTER TABLE endpoints ALTER COLUMN health_check_enabled DROP DEFAULT;

ALTER TYPE proxyprotocol RENAME TO proxyprotocol_old;
CREATE TYPE proxyprotocol AS ENUM ('HTTP', 'GRPC', 'HTTP2', 'TCP', 'PREOPEN', 'VNC', 'RDP');

ALTER TABLE workers
    ALTER COLUMN protocol TYPE proxyprotocol USING protocol::text::proxyprotocol,
    ALTER COLUMN tls_listen DROP DEFAULT,
    ALTER COLUMN tls_advertised DROP DEFAULT,
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP NOT NULL;

ALTER TABLE circuits
    ALTER COLUMN protocol TYPE proxyprotocol USING protocol::text::proxyprotocol,
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP NOT NULL;

DROP TYPE proxyprotocol_old;

ALTER TABLE worker_app_filters ALTER COLUMN worker DROP DEFAULT;

ALTER TABLE alembic_version
    DROP CONSTRAINT IF EXISTS alembic_version_pkc,
    ALTER COLUMN version_num DROP NOT NULL;
