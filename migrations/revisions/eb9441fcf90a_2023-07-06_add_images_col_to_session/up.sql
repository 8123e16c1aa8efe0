-- Each session knows the images of its kernels, that of the main kernel first. The table is written once, the images looked up by the
-- session's id on the way, which leaves no dead rows behind as an UPDATE would. On the same occasion it takes what 9e599b62f6f1 and
-- 69c059996cbd left to this revision, and enumerations become text where this transaction goes on to the revisions that make them so
-- (3596bc12ec09, 6e44ea67d26e): these find nothing to write then. Nothing in between cares for the type.

CREATE TEMPORARY TABLE images_by_session AS
SELECT session_id, array_agg(image ORDER BY is_main DESC, first_idx, image) AS images
FROM (
    SELECT session_id, image, bool_or(cluster_role = 'main') AS is_main, min(cluster_idx) AS first_idx
    FROM kernels
    WHERE image IS NOT NULL
    GROUP BY session_id, image
) AS i
GROUP BY session_id;
CREATE UNIQUE INDEX ON images_by_session (session_id);
ANALYZE images_by_session;

CREATE FUNCTION pg_temp.images_of(session uuid) RETURNS varchar[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT images FROM pg_temp.images_by_session WHERE session_id = session);
END $$;

ALTER TABLE sessions ADD COLUMN images varchar[];

DO $$
DECLARE
    revisions   text := coalesce(current_setting('backend_ai.revisions', true), '');
    mounts      boolean := to_regprocedure('pg_temp.with_scopes(jsonb)') IS NOT NULL;
    agents      boolean := to_regprocedure('pg_temp.agents_of(uuid)') IS NOT NULL;
    of_sessions text[] := '{ALTER COLUMN images TYPE varchar[] USING pg_temp.images_of(id)}';
    of_both     text[] := '{}';
BEGIN
    IF agents THEN
        of_sessions := of_sessions || text 'ALTER COLUMN agent_ids TYPE varchar[] USING pg_temp.agents_of(id)';
    END IF;
    IF mounts THEN
        of_sessions := of_sessions || text 'ALTER COLUMN vfolder_mounts TYPE jsonb USING pg_temp.with_scopes(vfolder_mounts)';
        IF revisions ~ '3596bc12ec09' THEN
            of_both := of_both || ARRAY['ALTER COLUMN session_type DROP DEFAULT', 'ALTER COLUMN session_type TYPE varchar(64)',
                                        'ALTER COLUMN session_type SET DEFAULT ''INTERACTIVE'''];
        END IF;
        -- 6e44ea67d26e drops the index, too, which compares states.
        IF revisions ~ '6e44ea67d26e' AND to_regclass('ix_sessions_unique_name_nonterminal') IS NULL
           AND to_regclass('ix_sessions_unique_name_per_user_nonterminal') IS NULL THEN
            DROP INDEX IF EXISTS ix_kernels_unique_sess_token;
            of_both := of_both || ARRAY['ALTER COLUMN status DROP DEFAULT', 'ALTER COLUMN status TYPE varchar(64)',
                                        'ALTER COLUMN status SET DEFAULT ''PENDING'''];
        END IF;
    END IF;
    EXECUTE 'ALTER TABLE sessions ' || array_to_string(of_sessions || of_both, ', ');
    IF mounts THEN
        EXECUTE 'ALTER TABLE kernels ' || array_to_string(
            of_both || text 'ALTER COLUMN vfolder_mounts TYPE jsonb USING pg_temp.mounts_of(session_id, vfolder_mounts)', ', ');
        DROP FUNCTION pg_temp.mounts_of, pg_temp.with_scopes;
    END IF;
    IF agents THEN
        DROP FUNCTION pg_temp.agents_of;
        DROP TABLE pg_temp.agents_by_session;
    END IF;
    DROP FUNCTION pg_temp.images_of;
    DROP TABLE pg_temp.images_by_session;
END $$;
