-- An endpoint may have the name of another one, which may be destroyed.

ALTER TABLE endpoints DROP CONSTRAINT uq_endpoints_name;
