-- The options live with the kernels.

ALTER TABLE sessions DROP COLUMN IF EXISTS resource_opts;
