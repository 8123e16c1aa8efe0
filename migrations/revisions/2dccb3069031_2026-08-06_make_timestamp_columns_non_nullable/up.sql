-- Rows are always made and changed at some time, so these times are never empty. One that is empty now takes the other time of
-- its row, or else that of this upgrade. In four tables modified_at gets the name that it has everywhere else.

ALTER TABLE users RENAME COLUMN modified_at TO updated_at;
ALTER TABLE keypairs RENAME COLUMN modified_at TO updated_at;
ALTER TABLE groups RENAME COLUMN modified_at TO updated_at;
ALTER TABLE vfolder_invitations RENAME COLUMN modified_at TO updated_at;

UPDATE users
SET created_at = coalesce(created_at, updated_at, now()),
    updated_at = coalesce(updated_at, created_at, now()),
    password_changed_at = coalesce(password_changed_at, created_at, updated_at, now())
WHERE created_at IS NULL OR updated_at IS NULL OR password_changed_at IS NULL;
ALTER TABLE users
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN password_changed_at SET NOT NULL;

UPDATE keypairs
SET created_at = coalesce(created_at, updated_at, now()), updated_at = coalesce(updated_at, created_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;
ALTER TABLE keypairs ALTER COLUMN created_at SET NOT NULL, ALTER COLUMN updated_at SET NOT NULL;

UPDATE groups
SET created_at = coalesce(created_at, updated_at, now()), updated_at = coalesce(updated_at, created_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;
ALTER TABLE groups ALTER COLUMN created_at SET NOT NULL, ALTER COLUMN updated_at SET NOT NULL;

UPDATE networks
SET created_at = coalesce(created_at, updated_at, now()), updated_at = coalesce(updated_at, created_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;
ALTER TABLE networks ALTER COLUMN created_at SET NOT NULL, ALTER COLUMN updated_at SET NOT NULL;

-- A folder has always known when it changed.
UPDATE vfolders SET created_at = updated_at WHERE created_at IS NULL;
ALTER TABLE vfolders ALTER COLUMN created_at SET NOT NULL;

UPDATE vfolder_invitations
SET created_at = coalesce(created_at, updated_at, now()), updated_at = coalesce(updated_at, created_at, now())
WHERE created_at IS NULL OR updated_at IS NULL;
ALTER TABLE vfolder_invitations
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

-- These have always known when they were made.

UPDATE model_cards SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE model_cards ALTER COLUMN updated_at SET NOT NULL, ALTER COLUMN updated_at SET DEFAULT now();

UPDATE role_invitations SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE role_invitations ALTER COLUMN updated_at SET NOT NULL, ALTER COLUMN updated_at SET DEFAULT now();

UPDATE runtime_variants SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE runtime_variants ALTER COLUMN updated_at SET NOT NULL, ALTER COLUMN updated_at SET DEFAULT now();

UPDATE runtime_variant_presets SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE runtime_variant_presets ALTER COLUMN updated_at SET NOT NULL, ALTER COLUMN updated_at SET DEFAULT now();

UPDATE deployment_revision_presets SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE deployment_revision_presets ALTER COLUMN updated_at SET NOT NULL, ALTER COLUMN updated_at SET DEFAULT now();

UPDATE deployment_auto_scaling_policies SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE deployment_auto_scaling_policies
    ALTER COLUMN updated_at SET NOT NULL,
    ALTER COLUMN updated_at SET DEFAULT now();

-- And these know only when they were made.

UPDATE error_logs SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE error_logs ALTER COLUMN created_at SET NOT NULL;

UPDATE images SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE images ALTER COLUMN created_at SET NOT NULL;

UPDATE keypair_resource_policies SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE keypair_resource_policies ALTER COLUMN created_at SET NOT NULL;

UPDATE user_resource_policies SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE user_resource_policies ALTER COLUMN created_at SET NOT NULL;

UPDATE project_resource_policies SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE project_resource_policies ALTER COLUMN created_at SET NOT NULL;

UPDATE scaling_groups SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE scaling_groups ALTER COLUMN created_at SET NOT NULL;

UPDATE session_templates SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE session_templates ALTER COLUMN created_at SET NOT NULL;

UPDATE sessions SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE sessions ALTER COLUMN created_at SET NOT NULL;

UPDATE kernels SET created_at = now() WHERE created_at IS NULL;
ALTER TABLE kernels ALTER COLUMN created_at SET NOT NULL;
