-- Each session knows the agents of its kernels. The table is written once, the agents looked up by the session's id on the way, which
-- leaves no dead rows behind as an UPDATE would.

CREATE FUNCTION pg_temp.agents_of(session uuid) RETURNS varchar[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT array_agg(DISTINCT agent ORDER BY agent) FROM kernels WHERE session_id = session AND agent IS NOT NULL
    );
END $$;

ALTER TABLE sessions ADD COLUMN agent_ids varchar[];
ALTER TABLE sessions ALTER COLUMN agent_ids TYPE varchar[] USING pg_temp.agents_of(id);

DROP FUNCTION pg_temp.agents_of;
