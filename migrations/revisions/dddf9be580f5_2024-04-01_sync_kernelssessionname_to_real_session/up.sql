-- A kernel has the name of its session: where they differ the session's counts. The names of an access key's live main kernels are
-- unique until 6e44ea67d26e; an upgrade that goes there does not stop at sessions of one name.

DO $$
DECLARE
    twin record;
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') LIKE '%6e44ea67d26e%' THEN
        DROP INDEX IF EXISTS ix_kernels_unique_sess_token;
        RETURN;
    END IF;
    SELECT coalesce(s.name, k.session_name) AS name, k.access_key, min(k.id::text) AS first, max(k.id::text) AS second INTO twin
    FROM kernels AS k
    JOIN sessions AS s ON s.id = k.session_id
    WHERE k.status::text NOT IN ('TERMINATED', 'CANCELLED') AND k.cluster_role = 'main'
      AND k.access_key IS NOT NULL AND coalesce(s.name, k.session_name) IS NOT NULL
    GROUP BY 1, 2
    HAVING count(*) > 1
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'kernels, id % and %: the live sessions of both are called "%", and belong to the access key %',
            twin.first, twin.second, twin.name, twin.access_key
            USING HINT = 'Names of an access key''s live sessions have to be unique: terminate or rename one.';
    END IF;
END $$;

UPDATE kernels SET session_name = s.name
FROM sessions AS s
WHERE s.id = kernels.session_id AND kernels.session_name <> s.name;
