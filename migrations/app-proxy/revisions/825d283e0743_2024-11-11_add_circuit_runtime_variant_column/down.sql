-- loses: the values of circuits.runtime_variant

ALTER TABLE circuits DROP COLUMN runtime_variant;
