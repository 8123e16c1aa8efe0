ALTER TABLE kernels ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE sessions ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE session_templates ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE scaling_groups ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE project_resource_policies ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE user_resource_policies ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE keypair_resource_policies ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE images ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE error_logs ALTER COLUMN created_at DROP NOT NULL;
ALTER TABLE vfolders ALTER COLUMN created_at DROP NOT NULL;

ALTER TABLE deployment_auto_scaling_policies ALTER COLUMN updated_at DROP NOT NULL, ALTER COLUMN updated_at DROP DEFAULT;
ALTER TABLE deployment_revision_presets ALTER COLUMN updated_at DROP NOT NULL, ALTER COLUMN updated_at DROP DEFAULT;
ALTER TABLE runtime_variant_presets ALTER COLUMN updated_at DROP NOT NULL, ALTER COLUMN updated_at DROP DEFAULT;
ALTER TABLE runtime_variants ALTER COLUMN updated_at DROP NOT NULL, ALTER COLUMN updated_at DROP DEFAULT;
ALTER TABLE role_invitations ALTER COLUMN updated_at DROP NOT NULL, ALTER COLUMN updated_at DROP DEFAULT;
ALTER TABLE model_cards ALTER COLUMN updated_at DROP NOT NULL, ALTER COLUMN updated_at DROP DEFAULT;

ALTER TABLE vfolder_invitations
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP DEFAULT;
ALTER TABLE networks ALTER COLUMN created_at DROP NOT NULL, ALTER COLUMN updated_at DROP NOT NULL;
ALTER TABLE groups ALTER COLUMN created_at DROP NOT NULL, ALTER COLUMN updated_at DROP NOT NULL;
ALTER TABLE keypairs ALTER COLUMN created_at DROP NOT NULL, ALTER COLUMN updated_at DROP NOT NULL;
ALTER TABLE users
    ALTER COLUMN created_at DROP NOT NULL,
    ALTER COLUMN updated_at DROP NOT NULL,
    ALTER COLUMN password_changed_at DROP NOT NULL;

ALTER TABLE vfolder_invitations RENAME COLUMN updated_at TO modified_at;
ALTER TABLE groups RENAME COLUMN updated_at TO modified_at;
ALTER TABLE keypairs RENAME COLUMN updated_at TO modified_at;
ALTER TABLE users RENAME COLUMN updated_at TO modified_at;
