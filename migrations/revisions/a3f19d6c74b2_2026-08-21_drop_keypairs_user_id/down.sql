ALTER TABLE keypairs ADD COLUMN user_id varchar(256) NOT NULL;

CREATE INDEX ix_keypairs_user_id ON keypairs (user_id);

-- TODO: rows
