-- A worker's use_tls was what it advertises; whether it also listens so is new, and false.

ALTER TABLE workers
    ADD COLUMN tls_listen boolean NOT NULL DEFAULT false,
    ADD COLUMN tls_advertised boolean NOT NULL DEFAULT false;

UPDATE workers SET tls_advertised = true WHERE use_tls;

ALTER TABLE workers DROP COLUMN use_tls;
