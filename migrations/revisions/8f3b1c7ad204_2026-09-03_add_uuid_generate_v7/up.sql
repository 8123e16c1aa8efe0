ALTER TABLE deployment_revisions ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE endpoints ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE kernels ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE replica_groups ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE routings ALTER COLUMN id SET DEFAULT uuid_generate_v7();

ALTER TABLE sessions ALTER COLUMN id SET DEFAULT uuid_generate_v7();

-- TODO: function uuid_generate_v7() returns uuid language plpgsql

-- TODO: rows
