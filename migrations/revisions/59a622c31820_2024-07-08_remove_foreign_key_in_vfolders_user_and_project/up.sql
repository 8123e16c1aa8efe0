-- A vfolder outlives its owner.

ALTER TABLE vfolders
    DROP CONSTRAINT IF EXISTS fk_vfolders_group_groups,
    DROP CONSTRAINT IF EXISTS fk_vfolders_user_users,
    DROP CONSTRAINT IF EXISTS ck_vfolders_either_one_of_user_or_group,
    DROP CONSTRAINT IF EXISTS ck_vfolders_ownership_type_match_with_user_or_group;
