-- Which keypairs may use a vfolder that is another one's.

CREATE TABLE vfolder_permissions (
    permission varchar(2),
    vfolder    uuid NOT NULL,
    access_key varchar(20) NOT NULL,
    CONSTRAINT fk_vfolder_permissions_access_key_keypairs FOREIGN KEY (access_key) REFERENCES keypairs(access_key),
    CONSTRAINT fk_vfolder_permissions_vfolder_vfolders
        FOREIGN KEY (vfolder) REFERENCES vfolders(id) ON UPDATE CASCADE ON DELETE CASCADE
);
