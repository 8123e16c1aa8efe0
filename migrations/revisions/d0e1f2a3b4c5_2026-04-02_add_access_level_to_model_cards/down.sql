-- loses: the values of model_cards.access_level

ALTER TABLE model_cards DROP COLUMN access_level;
