ALTER TABLE kernels
    ADD COLUMN IF NOT EXISTS gids integer[],
    ADD COLUMN IF NOT EXISTS main_gid integer,
    ADD COLUMN IF NOT EXISTS uid integer;
ALTER TABLE users
    ADD COLUMN IF NOT EXISTS container_gids integer[],
    ADD COLUMN IF NOT EXISTS container_main_gid integer,
    ADD COLUMN IF NOT EXISTS container_uid integer;
