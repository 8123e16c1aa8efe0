-- loses: all rows of global_entities

DROP TABLE global_entities;

-- TODO: rows
