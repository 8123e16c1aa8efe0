-- loses: all rows of endpoints; which workers and circuits speak PREOPEN, VNC or RDP (they are TCP); that a time was not known

DROP TABLE endpoints;

ALTER TYPE proxyprotocol RENAME TO proxyprotocol_new;
CREATE TYPE proxyprotocol AS ENUM ('HTTP', 'GRPC', 'HTTP2', 'TCP');

UPDATE workers SET created_at = coalesce(created_at, now()), updated_at = coalesce(updated_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;
UPDATE circuits SET created_at = coalesce(created_at, now()), updated_at = coalesce(updated_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;

ALTER TABLE workers
    ALTER COLUMN protocol TYPE proxyprotocol USING
        CASE WHEN protocol IN ('PREOPEN', 'VNC', 'RDP') THEN 'TCP' ELSE protocol::text END::proxyprotocol,
    ALTER COLUMN tls_listen SET DEFAULT false,
    ALTER COLUMN tls_advertised SET DEFAULT false,
    ALTER COLUMN status SET DEFAULT 'ALIVE',
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL;

ALTER TABLE circuits
    ALTER COLUMN protocol TYPE proxyprotocol USING
        CASE WHEN protocol IN ('PREOPEN', 'VNC', 'RDP') THEN 'TCP' ELSE protocol::text END::proxyprotocol,
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL;

DROP TYPE proxyprotocol_new;

ALTER TABLE worker_app_filters ALTER COLUMN worker SET DEFAULT uuid_generate_v4();

ALTER TABLE alembic_version
    DROP CONSTRAINT IF EXISTS alembic_version_pkc,
    ALTER COLUMN version_num SET NOT NULL,
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
