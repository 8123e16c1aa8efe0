-- The architecture of an agent is no longer than 32 characters, without blanks around it.

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT id, architecture INTO wrong FROM agents WHERE length(btrim(architecture)) > 32 LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'agents, id %: the architecture "%" is longer than 32 characters', wrong.id, wrong.architecture;
    END IF;
END $$;

ALTER TABLE agents ALTER COLUMN architecture TYPE varchar(32) USING btrim(architecture);
