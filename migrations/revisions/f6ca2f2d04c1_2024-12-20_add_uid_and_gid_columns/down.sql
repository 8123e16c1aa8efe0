-- loses: the values of kernels.gids, main_gid, uid; the values of users.container_gids, container_main_gid, container_uid

ALTER TABLE kernels
    DROP COLUMN IF EXISTS gids,
    DROP COLUMN IF EXISTS main_gid,
    DROP COLUMN IF EXISTS uid;
ALTER TABLE users
    DROP COLUMN IF EXISTS container_gids,
    DROP COLUMN IF EXISTS container_main_gid,
    DROP COLUMN IF EXISTS container_uid;
