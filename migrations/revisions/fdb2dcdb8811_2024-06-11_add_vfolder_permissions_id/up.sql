ALTER TABLE vfolder_permissions
    DROP CONSTRAINT IF EXISTS pk_vfolder_permissions,
    ADD COLUMN IF NOT EXISTS id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT pk_vfolder_permissions PRIMARY KEY (id);
