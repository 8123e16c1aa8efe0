-- Adds vfs_storages. The result of a session is of type sessionresult again.

CREATE TABLE vfs_storages (
    id        uuid NOT NULL DEFAULT uuid_generate_v4(),
    name      varchar NOT NULL,
    host      varchar NOT NULL,
    base_path varchar NOT NULL,
    CONSTRAINT pk_vfs_storages PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_vfs_storages_name ON vfs_storages (name);

DO $$
BEGIN
    IF to_regtype('sessionresults') IS NOT NULL THEN
        ALTER TABLE sessions
            ALTER COLUMN result DROP DEFAULT,
            ALTER COLUMN result TYPE sessionresult USING result::text::sessionresult,
            ALTER COLUMN result SET DEFAULT 'UNDEFINED';
        DROP TYPE sessionresults;
    END IF;
END $$;
