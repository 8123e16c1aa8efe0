-- loses: the values of keypair_resource_policies.max_session_lifetime

-- Where the Python manager's revisions brought the database here, much of this is so already.

CREATE INDEX IF NOT EXISTS ix_keypairs_resource_policy ON keypairs (resource_policy);

UPDATE vfolders SET permission = CASE WHEN "group" IS NULL THEN 'wd' ELSE 'rw' END::vfolderpermission WHERE permission IS NULL;
ALTER TABLE vfolders
    ALTER COLUMN ownership_type DROP NOT NULL,
    ALTER COLUMN permission SET NOT NULL;

UPDATE kernels SET architecture = 'x86_64' WHERE architecture IS NULL;
ALTER TABLE kernels
    ALTER COLUMN architecture TYPE varchar,
    ALTER COLUMN architecture SET NOT NULL,
    ALTER COLUMN cluster_mode SET DEFAULT 'single-node',
    ALTER COLUMN cluster_role SET DEFAULT 'main',
    ALTER COLUMN cluster_size SET DEFAULT 1,
    ALTER COLUMN container_id TYPE varchar,
    ALTER COLUMN occupied_shares SET DEFAULT '{}',
    ALTER COLUMN occupied_slots SET DEFAULT '{}',
    ALTER COLUMN scaling_group SET DEFAULT 'default',
    ALTER COLUMN session_name SET DEFAULT uuid_generate_v4(),
    ALTER COLUMN vfolder_mounts TYPE json;

UPDATE images SET tag = '' WHERE tag IS NULL;
ALTER TABLE images
    ALTER COLUMN architecture SET DEFAULT 'x86_64',
    ALTER COLUMN labels TYPE jsonb,
    ALTER COLUMN tag TYPE varchar,
    ALTER COLUMN tag SET NOT NULL;
CREATE INDEX IF NOT EXISTS ix_images_tag ON images (tag);
CREATE INDEX IF NOT EXISTS ix_image_image_tag_registry ON images (image, tag, registry);
CREATE UNIQUE INDEX IF NOT EXISTS ix_image_name_architecture ON images (name, architecture);
CREATE UNIQUE INDEX IF NOT EXISTS ix_image_alias_unique_ref ON image_aliases (image, alias);

ALTER TABLE keypairs ALTER COLUMN dotfiles SET DEFAULT '\x90';
ALTER TABLE domains ALTER COLUMN dotfiles SET DEFAULT '\x90';
ALTER TABLE groups
    ALTER COLUMN dotfiles SET DEFAULT '\x90',
    ALTER COLUMN dotfiles DROP NOT NULL;

ALTER TABLE agents
    ALTER COLUMN available_slots SET DEFAULT '{}',
    ALTER COLUMN occupied_slots SET DEFAULT '{}',
    ALTER COLUMN compute_plugins SET DEFAULT '{}',
    ALTER COLUMN region SET DEFAULT 'amazon/ap-northeast-2',
    ALTER COLUMN version SET DEFAULT '19.06.0';

DO $$
DECLARE
    type record;
BEGIN
    FOR type IN SELECT * FROM (VALUES ('defaultforunspecified', 'default_for_unspecified'), ('imagetype', 'image_type')) AS names (new, old)
    LOOP
        IF to_regtype(type.new) IS NOT NULL THEN
            EXECUTE format('ALTER TYPE %I RENAME TO %I', type.new, type.old);
        END IF;
    END LOOP;
END $$;

ALTER TABLE keypair_resource_policies DROP COLUMN max_session_lifetime;
