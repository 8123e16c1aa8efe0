-- loses: the vfolders of groups and of users without a keypair, with their invitations, permissions and attachments
-- loses: permissions on vfolders of users without a keypair; which of its user's keypairs a vfolder or a permission belongs to

ALTER TABLE vfolders ADD COLUMN belongs_to varchar(20);
ALTER TABLE vfolder_permissions ADD COLUMN access_key varchar(20);

CREATE TEMPORARY TABLE main_keypairs AS
SELECT DISTINCT ON ("user") "user", access_key FROM keypairs ORDER BY "user", created_at, access_key;
UPDATE vfolders AS v SET belongs_to = k.access_key FROM main_keypairs AS k WHERE k."user" = v."user" AND v."group" IS NULL;
UPDATE vfolder_permissions AS p SET access_key = k.access_key FROM main_keypairs AS k WHERE k."user" = p."user";
DROP TABLE main_keypairs;

DELETE FROM vfolders WHERE belongs_to IS NULL;
DELETE FROM vfolder_permissions WHERE access_key IS NULL;

ALTER TABLE vfolders
    DROP COLUMN "user",
    DROP COLUMN "group",
    ALTER COLUMN belongs_to SET NOT NULL,
    ADD CONSTRAINT fk_vfolders_belongs_to_keypairs FOREIGN KEY (belongs_to) REFERENCES keypairs(access_key);
ALTER TABLE vfolder_permissions
    DROP COLUMN "user",
    ALTER COLUMN access_key SET NOT NULL,
    ADD CONSTRAINT fk_vfolder_permissions_access_key_keypairs FOREIGN KEY (access_key) REFERENCES keypairs(access_key);
