-- loses: all rows of entity_fields

DROP TABLE entity_fields;
