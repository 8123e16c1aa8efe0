-- loses: the values of usage_mode, ownership_type and permission of vfolders, and vfolder_invitations.modified_at

ALTER TABLE vfolder_invitations DROP COLUMN modified_at;

DROP INDEX ix_vfolders_name;
ALTER TABLE vfolders
    DROP CONSTRAINT ck_vfolders_ownership_type_match_with_user_or_group,
    DROP CONSTRAINT ck_vfolders_either_one_of_user_or_group,
    DROP COLUMN usage_mode,
    DROP COLUMN ownership_type,
    DROP COLUMN permission;
DROP TYPE vfolderownershiptype;
DROP TYPE vfolderusagemode;
