-- loses: all rows of circuits

DROP TABLE circuits;
