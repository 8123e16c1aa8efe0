-- loses: the rank that each app_config_fragment had of its own; all of one scope type share that of their allow list entry

ALTER TABLE app_config_fragments ADD COLUMN rank integer;

-- A fragment without an entry takes the rank of its kind of scope; any other kind comes last.
UPDATE app_config_fragments AS f
SET rank = coalesce(
    (SELECT a.rank FROM app_config_allow_list AS a WHERE a.config_name = f.config_name AND a.scope_type = f.scope_type),
    CASE f.scope_type WHEN 'public' THEN 100 WHEN 'domain' THEN 200 ELSE 300 END);

ALTER TABLE app_config_fragments ALTER COLUMN rank SET NOT NULL;
ALTER TABLE app_config_allow_list DROP COLUMN rank;
