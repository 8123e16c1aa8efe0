ALTER TABLE deployment_auto_scaling_policies
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

ALTER TABLE deployment_revision_presets
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

ALTER TABLE error_logs ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE groups
    DROP COLUMN modified_at,
    ALTER COLUMN created_at SET NOT NULL,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

ALTER TABLE images ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE kernels ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE keypair_resource_policies ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE keypairs
    DROP COLUMN modified_at,
    ALTER COLUMN created_at SET NOT NULL,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

ALTER TABLE model_cards
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

ALTER TABLE networks
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL;

ALTER TABLE project_resource_policies ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE role_invitations
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

ALTER TABLE runtime_variant_presets
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

ALTER TABLE runtime_variants
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

ALTER TABLE scaling_groups ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE session_templates ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE sessions ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE user_resource_policies ALTER COLUMN created_at SET NOT NULL;

ALTER TABLE users
    DROP COLUMN modified_at,
    ALTER COLUMN password_changed_at SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

ALTER TABLE vfolder_invitations
    DROP COLUMN modified_at,
    ALTER COLUMN created_at SET NOT NULL,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now();

ALTER TABLE vfolders ALTER COLUMN created_at SET NOT NULL;

-- TODO: rows
