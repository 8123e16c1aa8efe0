-- loses: all rows of model_cards

DROP TABLE model_cards;
