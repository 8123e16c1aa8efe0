-- A fresh database of 24.09.0 has the column already, and has both projects NOT NULL; later ones have not.

ALTER TABLE container_registries ADD COLUMN IF NOT EXISTS extra json;
ALTER TABLE container_registries ALTER COLUMN project DROP NOT NULL;
ALTER TABLE images ALTER COLUMN project DROP NOT NULL;
