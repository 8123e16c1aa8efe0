-- loses: vfolders without a user or project that exists, or with an owner of the wrong kind, and their permissions and invitations

DELETE FROM vfolders AS v
WHERE ("user" IS NULL) = ("group" IS NULL)
   OR (ownership_type = 'user') <> ("user" IS NOT NULL)
   OR ("user" IS NOT NULL AND "user" NOT IN (SELECT uuid FROM users))
   OR ("group" IS NOT NULL AND "group" NOT IN (SELECT id FROM groups));

ALTER TABLE vfolders
    ADD CONSTRAINT ck_vfolders_either_one_of_user_or_group
        CHECK (("user" IS NULL AND "group" IS NOT NULL) OR ("user" IS NOT NULL AND "group" IS NULL)),
    ADD CONSTRAINT ck_vfolders_ownership_type_match_with_user_or_group
        CHECK ((ownership_type = 'user' AND "user" IS NOT NULL) OR (ownership_type = 'group' AND "group" IS NOT NULL)),
    ADD CONSTRAINT fk_vfolders_group_groups FOREIGN KEY ("group") REFERENCES groups(id),
    ADD CONSTRAINT fk_vfolders_user_users FOREIGN KEY ("user") REFERENCES users(uuid);
