-- loses: the values of groups.updated_at, keypairs.updated_at, users.updated_at, vfolder_invitations.updated_at

ALTER TABLE deployment_auto_scaling_policies
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP DEFAULT;

ALTER TABLE deployment_revision_presets
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP DEFAULT;

ALTER TABLE error_logs ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE groups
    DROP COLUMN updated_at,
    ADD COLUMN modified_at timestamptz DEFAULT now(),
    ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE images ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE kernels ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE keypair_resource_policies ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE keypairs
    DROP COLUMN updated_at,
    ADD COLUMN modified_at timestamptz DEFAULT now(),
    ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE model_cards
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP DEFAULT;

ALTER TABLE networks
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP NOT NULL;

ALTER TABLE project_resource_policies ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE role_invitations
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP DEFAULT;

ALTER TABLE runtime_variant_presets
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP DEFAULT;

ALTER TABLE runtime_variants
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP DEFAULT;

ALTER TABLE scaling_groups ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE session_templates ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE sessions ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE user_resource_policies ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE users
    DROP COLUMN updated_at,
    ALTER COLUMN password_changed_at DROP NOT NULL,
    ADD COLUMN modified_at timestamptz DEFAULT now(),
    ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE vfolder_invitations
    DROP COLUMN updated_at,
    ALTER COLUMN created_at DROP NOT NULL,
    ADD COLUMN modified_at timestamptz;

ALTER TABLE vfolders ALTER COLUMN created_at DROP NOT NULL;

-- TODO: rows
