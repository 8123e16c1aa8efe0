-- Cards that are there already are internal.

ALTER TABLE model_cards ADD COLUMN access_level varchar(32) NOT NULL DEFAULT 'internal';
ALTER TABLE model_cards ALTER COLUMN access_level DROP DEFAULT;
