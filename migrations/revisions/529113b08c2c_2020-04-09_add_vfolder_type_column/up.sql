-- A vfolder has a use, an owner of one kind, and a permission: its user may delete in it, the members of its group may write.

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT id, "user" INTO wrong FROM vfolders WHERE ("user" IS NULL) = ("group" IS NULL) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'vfolders, id %: %', wrong.id,
            CASE WHEN wrong."user" IS NULL THEN 'it has neither a user nor a group' ELSE 'it has both a user and a group' END
            USING HINT = 'A vfolder belongs to one of them.';
    END IF;
END $$;

CREATE TYPE vfolderusagemode AS ENUM ('general', 'model', 'data');
CREATE TYPE vfolderownershiptype AS ENUM ('user', 'group');

ALTER TABLE vfolders
    ADD COLUMN usage_mode vfolderusagemode NOT NULL DEFAULT 'general',
    ADD COLUMN ownership_type vfolderownershiptype,
    ADD COLUMN permission vfolderpermission;
UPDATE vfolders SET
    ownership_type = CASE WHEN "group" IS NULL THEN 'user' ELSE 'group' END::vfolderownershiptype,
    permission = CASE WHEN "group" IS NULL THEN 'wd' ELSE 'rw' END::vfolderpermission;
ALTER TABLE vfolders
    ALTER COLUMN usage_mode DROP DEFAULT,
    ALTER COLUMN permission SET NOT NULL,
    ADD CONSTRAINT ck_vfolders_ownership_type_match_with_user_or_group CHECK (
        ownership_type = 'user' AND "user" IS NOT NULL OR ownership_type = 'group' AND "group" IS NOT NULL
    ),
    ADD CONSTRAINT ck_vfolders_either_one_of_user_or_group CHECK (
        "user" IS NULL AND "group" IS NOT NULL OR "user" IS NOT NULL AND "group" IS NULL
    );
CREATE INDEX ix_vfolders_name ON vfolders (name);

ALTER TABLE vfolder_invitations ADD COLUMN modified_at timestamptz;
