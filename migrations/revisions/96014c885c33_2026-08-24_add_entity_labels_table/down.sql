-- loses: all rows of entity_labels

DROP TABLE entity_labels;
