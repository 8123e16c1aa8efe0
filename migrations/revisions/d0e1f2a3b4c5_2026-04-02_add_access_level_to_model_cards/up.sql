ALTER TABLE model_cards ADD COLUMN access_level varchar(32) NOT NULL DEFAULT 'internal';
