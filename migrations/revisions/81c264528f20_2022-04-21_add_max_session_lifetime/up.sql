-- How long a session may last; no limit to begin with.
--
-- A database of an earlier release comes from one of two places: a release prepared it from its models, or revisions brought it here.
-- They differ in defaults, types, names of types and indexes, and the models have prevailed: from here on all are as 22.03 prepares one.
-- What our own revisions have made so already is named here for the databases that the Python manager's brought here.

ALTER TABLE keypair_resource_policies ADD COLUMN max_session_lifetime integer NOT NULL DEFAULT 0;

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT * INTO wrong FROM (
        SELECT id, 'container_id' AS name, container_id AS value, 64 AS size FROM kernels
        UNION ALL
        SELECT id, 'architecture', architecture, 32 FROM kernels
    ) AS texts
    WHERE length(value) > size
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'kernels, id %: % "%" is longer than % characters', wrong.id, wrong.name, wrong.value, wrong.size;
    END IF;
END $$;

DO $$
DECLARE
    template record;
BEGIN
    FOR template IN SELECT id, t.template::text AS document FROM session_templates AS t LOOP
        PERFORM template.document::jsonb;
    END LOOP;
EXCEPTION WHEN invalid_text_representation THEN
    RAISE EXCEPTION 'session_templates, id %: its template is no JSON: %', template.id, SQLERRM;
END $$;

-- Types by another name

DO $$
DECLARE
    type record;
BEGIN
    FOR type IN SELECT * FROM (VALUES
        ('default_for_unspecified', 'defaultforunspecified'), ('image_type', 'imagetype'), ('templatetypes', 'templatetype')
    ) AS names (old, new)
    LOOP
        IF to_regtype(type.old) IS NOT NULL THEN
            EXECUTE format('ALTER TYPE %I RENAME TO %I', type.old, type.new);
        END IF;
    END LOOP;
END $$;

-- There are three severities. The two below them, which the manager never wrote, become warnings.

DROP INDEX ix_error_logs_severity;
ALTER TYPE errorlog_severity RENAME TO errorlog_severity_old;
CREATE TYPE errorlog_severity AS ENUM ('critical', 'error', 'warning');
ALTER TABLE error_logs ALTER COLUMN severity TYPE errorlog_severity USING (
    CASE WHEN severity::text IN ('info', 'debug') THEN 'warning' ELSE severity::text END
)::errorlog_severity;
DROP TYPE errorlog_severity_old;
CREATE INDEX ix_error_logs_severity ON error_logs (severity);

-- Columns

ALTER TABLE agents
    ALTER COLUMN available_slots DROP DEFAULT,
    ALTER COLUMN occupied_slots DROP DEFAULT,
    ALTER COLUMN compute_plugins DROP DEFAULT,
    ALTER COLUMN region DROP DEFAULT,
    ALTER COLUMN version DROP DEFAULT;

UPDATE groups SET dotfiles = '\x90' WHERE dotfiles IS NULL;
ALTER TABLE groups
    ALTER COLUMN dotfiles DROP DEFAULT,
    ALTER COLUMN dotfiles SET NOT NULL;
ALTER TABLE domains ALTER COLUMN dotfiles DROP DEFAULT;
ALTER TABLE keypairs
    ALTER COLUMN dotfiles DROP DEFAULT,
    ALTER COLUMN bootstrap_script DROP DEFAULT;

ALTER TABLE images
    ALTER COLUMN architecture DROP DEFAULT,
    ALTER COLUMN labels TYPE json,
    ALTER COLUMN tag TYPE text,
    ALTER COLUMN tag DROP NOT NULL;

ALTER TABLE kernels
    ALTER COLUMN architecture TYPE varchar(32),
    ALTER COLUMN architecture DROP NOT NULL,
    ALTER COLUMN bootstrap_script TYPE varchar(16384),
    ALTER COLUMN cluster_mode SET DEFAULT 'SINGLE_NODE',
    ALTER COLUMN cluster_role DROP DEFAULT,
    ALTER COLUMN cluster_size DROP DEFAULT,
    ALTER COLUMN container_id TYPE varchar(64),
    ALTER COLUMN occupied_shares DROP DEFAULT,
    ALTER COLUMN occupied_slots DROP DEFAULT,
    ALTER COLUMN scaling_group DROP DEFAULT,
    ALTER COLUMN session_name DROP DEFAULT,
    ALTER COLUMN vfolder_mounts TYPE jsonb;

ALTER TABLE session_templates
    ALTER COLUMN created_at SET DEFAULT now(),
    ALTER COLUMN template TYPE jsonb USING template::jsonb;

-- Ownership is what the owner is.
UPDATE vfolders SET ownership_type = CASE WHEN "group" IS NULL THEN 'user' ELSE 'group' END::vfolderownershiptype
WHERE ownership_type IS NULL;
ALTER TABLE vfolders
    ALTER COLUMN ownership_type SET NOT NULL,
    ALTER COLUMN permission DROP NOT NULL;

-- Indexes

DROP INDEX IF EXISTS ix_image_alias_unique_ref, ix_image_image_tag_registry, ix_image_name_architecture, ix_images_tag,
    ix_kernels_uuid_prefix, ix_keypairs_resource_policy;
CREATE INDEX IF NOT EXISTS ix_session_templates_type ON session_templates (type);
CREATE INDEX IF NOT EXISTS ix_session_templates_user_uuid ON session_templates (user_uuid);
