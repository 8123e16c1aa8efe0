CREATE TABLE vfolder_permissions (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    permission vfoldermountpermission,
    vfolder    uuid NOT NULL,
    "user"     uuid NOT NULL,
    CONSTRAINT pk_vfolder_permissions PRIMARY KEY (id),
    CONSTRAINT fk_vfolder_permissions_user_users FOREIGN KEY ("user") REFERENCES users (uuid),
    CONSTRAINT fk_vfolder_permissions_vfolder_vfolders
        FOREIGN KEY (vfolder) REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE
);
