-- A user may be invited to another one's vfolder.

CREATE TABLE vfolder_invitations (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    permission varchar(2),
    invitee    varchar(256) NOT NULL,
    vfolder    uuid NOT NULL,
    CONSTRAINT pk_vfolder_invitations PRIMARY KEY (id),
    CONSTRAINT fk_vfolder_invitations_vfolder_vfolders
        FOREIGN KEY (vfolder) REFERENCES vfolders(id) ON UPDATE CASCADE ON DELETE CASCADE
);
