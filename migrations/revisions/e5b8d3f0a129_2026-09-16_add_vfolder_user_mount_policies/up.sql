CREATE TABLE vfolder_user_mount_policies (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    vfolder_id uuid NOT NULL,
    user_id    uuid NOT NULL,
    permission varchar(64) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_vfolder_user_mount_policies PRIMARY KEY (id),
    CONSTRAINT uq_vfolder_user_mount_policies_vfolder_id UNIQUE (vfolder_id, user_id),
    CONSTRAINT fk_vfolder_user_mount_policies_user_id_users
        FOREIGN KEY (user_id) REFERENCES users (uuid) ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_user_mount_policies_vfolder_id_vfolders
        FOREIGN KEY (vfolder_id) REFERENCES vfolders (id) ON DELETE CASCADE
);

-- TODO: rows
