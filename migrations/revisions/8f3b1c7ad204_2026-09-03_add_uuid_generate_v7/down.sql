ALTER TABLE sessions ALTER COLUMN id SET DEFAULT uuid_generate_v4();
ALTER TABLE kernels ALTER COLUMN id SET DEFAULT uuid_generate_v4();
ALTER TABLE endpoints ALTER COLUMN id SET DEFAULT uuid_generate_v4();
ALTER TABLE deployment_revisions ALTER COLUMN id SET DEFAULT uuid_generate_v4();
ALTER TABLE routings ALTER COLUMN id SET DEFAULT uuid_generate_v4();
ALTER TABLE replica_groups ALTER COLUMN id SET DEFAULT uuid_generate_v4();

DROP FUNCTION uuid_generate_v7();
