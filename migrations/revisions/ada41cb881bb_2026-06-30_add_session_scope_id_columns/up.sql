-- Sessions name their domain and resource group by id as well. There are few domains and groups and many sessions: the ids are
-- looked up in two documents while the table is rewritten once, which leaves no dead rows behind as an UPDATE would. It takes along what
-- cd067180a8b1 and dec0deba5893 left to this revision in the same transaction.

ALTER TABLE sessions
    ADD COLUMN domain_id uuid,
    ADD COLUMN resource_group_id uuid;

DO $do$
DECLARE
    revisions  text := coalesce(current_setting('backend_ai.revisions', true), '');
    results    boolean := revisions ~ 'dec0deba5893';
    images     boolean := to_regprocedure('pg_temp.images_of(uuid)') IS NOT NULL;
    domain_ids jsonb := (SELECT coalesce(jsonb_object_agg(name, id), '{}') FROM domains);
    group_ids  jsonb := (SELECT coalesce(jsonb_object_agg(name, id), '{}') FROM scaling_groups);
BEGIN
    EXECUTE format(
        'ALTER TABLE sessions
             ALTER COLUMN domain_id TYPE uuid USING (%L::jsonb ->> domain_name)::uuid,
             ALTER COLUMN resource_group_id TYPE uuid USING (%L::jsonb ->> scaling_group_name)::uuid,
             ALTER COLUMN domain_id SET NOT NULL,
             ALTER COLUMN resource_group_id SET NOT NULL',
        domain_ids, group_ids)
        || CASE WHEN images THEN ', ALTER COLUMN image_ids TYPE uuid[] USING pg_temp.images_of(id)' ELSE '' END
        || CASE WHEN results THEN ', ALTER COLUMN result DROP DEFAULT, ALTER COLUMN result TYPE varchar(64),
             ALTER COLUMN result SET DEFAULT ''UNDEFINED''' ELSE '' END;
    IF images THEN
        DROP FUNCTION pg_temp.images_of;
        DROP TABLE pg_temp.images_by_session;
    END IF;
    IF results AND revisions !~ 'e9a1c77b42d0' THEN
        DROP TYPE IF EXISTS sessionresult, sessionresults;
    END IF;
END
$do$;

CREATE INDEX ix_sessions_domain_id ON sessions (domain_id);
CREATE INDEX ix_sessions_resource_group_id ON sessions (resource_group_id);

ALTER TABLE sessions
    ADD CONSTRAINT fk_sessions_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id),
    ADD CONSTRAINT fk_sessions_resource_group_id_scaling_groups FOREIGN KEY (resource_group_id)
        REFERENCES scaling_groups (id);
