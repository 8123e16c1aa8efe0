-- The rank by which fragments are merged moves to the allow list, which administrators own; each kind of scope has its own.

DO $$
DECLARE
    entry record;
BEGIN
    SELECT id, config_name, scope_type INTO entry
    FROM app_config_allow_list
    WHERE scope_type NOT IN ('public', 'domain', 'user')
    ORDER BY config_name, scope_type
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'app_config_allow_list %: no rank is known for the scope type "%" of the configuration "%"; change it to public, domain or user, or delete the row',
            entry.id, entry.scope_type, entry.config_name;
    END IF;
END
$$;

ALTER TABLE app_config_allow_list ADD COLUMN rank integer;

UPDATE app_config_allow_list
SET rank = CASE scope_type WHEN 'public' THEN 100 WHEN 'domain' THEN 200 WHEN 'user' THEN 300 END;

ALTER TABLE app_config_allow_list ALTER COLUMN rank SET NOT NULL;
ALTER TABLE app_config_fragments DROP COLUMN rank;
