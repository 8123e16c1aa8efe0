-- A session has a name that its user chooses, and may have several kernels: each has an id of its own and a role. The only kernel that
-- a session has had so far keeps its id, so that what refers to it still does.

ALTER TABLE vfolder_attachment
    DROP CONSTRAINT fk_vfolder_attachment_vfolder_vfolders,
    DROP CONSTRAINT fk_vfolder_attachment_kernel_kernels;

ALTER TABLE kernels
    DROP CONSTRAINT pk_kernels,
    ADD COLUMN id uuid,
    ADD COLUMN role varchar(16) NOT NULL DEFAULT 'master';
UPDATE kernels SET id = sess_id;
ALTER TABLE kernels
    ALTER COLUMN id SET NOT NULL,
    ALTER COLUMN id SET DEFAULT uuid_generate_v4(),
    ALTER COLUMN role DROP DEFAULT,
    ADD CONSTRAINT pk_kernels PRIMARY KEY (id),
    ALTER COLUMN sess_id DROP NOT NULL,
    ALTER COLUMN sess_id TYPE varchar(64);

CREATE INDEX ix_kernels_sess_id ON kernels (sess_id);
CREATE INDEX ix_kernels_sess_id_role ON kernels (sess_id, role);

ALTER TABLE vfolder_attachment
    ADD CONSTRAINT fk_vfolder_attachment_vfolder_vfolders
        FOREIGN KEY (vfolder) REFERENCES vfolders(id) ON UPDATE CASCADE ON DELETE CASCADE,
    ADD CONSTRAINT fk_vfolder_attachment_kernel_kernels
        FOREIGN KEY (kernel) REFERENCES kernels(id) ON UPDATE CASCADE ON DELETE CASCADE;
