-- loses: the values of kernels.status_history

ALTER TABLE alembic_version
    ALTER COLUMN version_num SET NOT NULL,
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE kernels DROP COLUMN status_history;
