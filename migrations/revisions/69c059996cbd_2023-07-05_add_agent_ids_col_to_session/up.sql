-- Each session knows the agents of its kernels. The table is written once, the agents looked up by the session's id on the way, which
-- leaves no dead rows behind as an UPDATE would: here, or by eb9441fcf90a, where that runs in the same transaction and finds the function.

CREATE TEMPORARY TABLE agents_by_session AS
SELECT session_id, array_agg(DISTINCT agent ORDER BY agent) AS agents FROM kernels WHERE agent IS NOT NULL GROUP BY session_id;
CREATE UNIQUE INDEX ON agents_by_session (session_id);
ANALYZE agents_by_session;

CREATE FUNCTION pg_temp.agents_of(session uuid) RETURNS varchar[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT agents FROM pg_temp.agents_by_session WHERE session_id = session);
END $$;

ALTER TABLE sessions ADD COLUMN agent_ids varchar[];

DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') !~ 'eb9441fcf90a' THEN
        ALTER TABLE sessions ALTER COLUMN agent_ids TYPE varchar[] USING pg_temp.agents_of(id);
        DROP FUNCTION pg_temp.agents_of;
        DROP TABLE pg_temp.agents_by_session;
    END IF;
END $$;
