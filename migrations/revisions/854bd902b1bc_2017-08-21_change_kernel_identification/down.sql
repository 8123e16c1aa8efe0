-- loses: the names of sessions and the roles of kernels

ALTER TABLE vfolder_attachment
    DROP CONSTRAINT fk_vfolder_attachment_vfolder_vfolders,
    DROP CONSTRAINT fk_vfolder_attachment_kernel_kernels;

DROP INDEX ix_kernels_sess_id_role;
DROP INDEX ix_kernels_sess_id;

ALTER TABLE kernels
    DROP CONSTRAINT pk_kernels,
    DROP COLUMN role,
    DROP COLUMN sess_id;
ALTER TABLE kernels RENAME COLUMN id TO sess_id;
ALTER TABLE kernels ADD CONSTRAINT pk_kernels PRIMARY KEY (sess_id);

ALTER TABLE vfolder_attachment
    ADD CONSTRAINT fk_vfolder_attachment_vfolder_vfolders FOREIGN KEY (vfolder) REFERENCES vfolders(id),
    ADD CONSTRAINT fk_vfolder_attachment_kernel_kernels FOREIGN KEY (kernel) REFERENCES kernels(sess_id);
