-- loses: a keypairs.user_id that was not the address of its owner

ALTER TABLE keypairs ADD COLUMN user_id varchar(256);

UPDATE keypairs AS k SET user_id = u.email FROM users AS u WHERE u.uuid = k."user";

ALTER TABLE keypairs ALTER COLUMN user_id SET NOT NULL;
CREATE INDEX ix_keypairs_user_id ON keypairs (user_id);
