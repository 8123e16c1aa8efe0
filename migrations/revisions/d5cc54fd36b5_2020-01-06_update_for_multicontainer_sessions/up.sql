-- A session has an id and may have several kernels. The main one is called so, no longer master, and has the session's id; another one
-- belongs to the session whose main kernel began at the same time, between half a second before it and three seconds after, or to the
-- only one of its name.

DROP INDEX ix_kernels_sess_id;
DROP INDEX ix_kernels_sess_type;

ALTER TABLE kernels RENAME COLUMN sess_id TO session_name;
ALTER TABLE kernels RENAME COLUMN sess_type TO session_type;
-- The table is written once, which leaves no dead rows behind.
ALTER TABLE kernels
    ADD COLUMN idx integer DEFAULT 1,
    ADD COLUMN cluster_mode varchar(16) NOT NULL DEFAULT 'single-node',
    ADD COLUMN session_id uuid;
ALTER TABLE kernels
    ALTER COLUMN idx DROP DEFAULT,
    ALTER COLUMN role SET DEFAULT 'main',
    ALTER COLUMN role TYPE varchar(16) USING CASE role WHEN 'master' THEN 'main' ELSE role END,
    ALTER COLUMN session_id TYPE uuid USING CASE WHEN role IN ('master', 'main') THEN id END;

DO $$
DECLARE
    sub  record;
    main uuid[];
BEGIN
    FOR sub IN SELECT id, role, created_at, access_key, session_name FROM kernels WHERE role <> 'main' LOOP
        SELECT array_agg(id) INTO main FROM kernels
        WHERE role = 'main' AND created_at BETWEEN sub.created_at - interval '0.5s' AND sub.created_at + interval '3s';
        IF cardinality(main) IS DISTINCT FROM 1 THEN
            SELECT array_agg(id) INTO main FROM kernels
            WHERE role = 'main' AND access_key = sub.access_key AND session_name IS NOT DISTINCT FROM sub.session_name;
        END IF;
        IF cardinality(main) IS DISTINCT FROM 1 THEN
            RAISE EXCEPTION 'kernels, id %: its role is "%", and of no single main kernel is known that it began when this one did or has its name',
                sub.id, sub.role
                USING HINT = 'Make it master, which gives it a session of its own, or delete it.';
        END IF;
        UPDATE kernels SET session_id = main[1] WHERE id = sub.id;
    END LOOP;
END $$;

ALTER TABLE kernels ALTER COLUMN session_id SET NOT NULL;
CREATE INDEX ix_kernels_session_id ON kernels (session_id);
CREATE INDEX ix_kernels_session_name ON kernels (session_name);
CREATE INDEX ix_kernels_session_type ON kernels (session_type);
