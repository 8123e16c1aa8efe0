-- loses: all rows of reservoir_registries

DROP TABLE reservoir_registries;
