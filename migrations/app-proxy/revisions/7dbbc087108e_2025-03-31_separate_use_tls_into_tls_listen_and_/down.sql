-- loses: the values of workers.tls_listen

ALTER TABLE workers ADD COLUMN use_tls boolean;
UPDATE workers SET use_tls = tls_advertised;
ALTER TABLE workers ALTER COLUMN use_tls SET NOT NULL;

ALTER TABLE workers
    DROP COLUMN tls_advertised,
    DROP COLUMN tls_listen;
