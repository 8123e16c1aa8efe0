-- loses: the model-store projects without vfolders, sessions, kernels or endpoints, and who is in them; the others stay as general projects

DO $$
DECLARE
    store uuid;
BEGIN
    FOR store IN SELECT id FROM groups WHERE type = 'model-store' LOOP
        BEGIN
            DELETE FROM groups WHERE id = store;
        EXCEPTION WHEN foreign_key_violation THEN
            RAISE NOTICE 'groups, id %: in use, kept as a general project', store;
        END;
    END LOOP;
END $$;

ALTER TABLE groups DROP COLUMN type;
DROP TYPE projecttype;
