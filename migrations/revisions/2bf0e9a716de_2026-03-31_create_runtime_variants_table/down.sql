-- loses: all rows of runtime_variants

DROP TABLE runtime_variants;
