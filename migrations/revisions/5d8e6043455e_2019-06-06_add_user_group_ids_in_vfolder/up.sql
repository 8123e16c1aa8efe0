-- A vfolder is a user's or a group's, and it is users who may use it: those whose keypair it was.

ALTER TABLE vfolders
    ADD COLUMN "user" uuid,
    ADD COLUMN "group" uuid,
    ADD CONSTRAINT fk_vfolders_user_users FOREIGN KEY ("user") REFERENCES users(uuid),
    ADD CONSTRAINT fk_vfolders_group_groups FOREIGN KEY ("group") REFERENCES groups(id);
UPDATE vfolders AS v SET "user" = k."user" FROM keypairs AS k WHERE k.access_key = v.belongs_to;
ALTER TABLE vfolders DROP COLUMN belongs_to;

ALTER TABLE vfolder_permissions ADD COLUMN "user" uuid;
UPDATE vfolder_permissions AS p SET "user" = k."user" FROM keypairs AS k WHERE k.access_key = p.access_key;
ALTER TABLE vfolder_permissions
    DROP COLUMN access_key,
    ALTER COLUMN "user" SET NOT NULL,
    ADD CONSTRAINT fk_vfolder_permissions_user_users FOREIGN KEY ("user") REFERENCES users(uuid);
