-- A fresh database of 22.09.5 has the column without NOT NULL.

UPDATE scaling_groups SET use_host_network = false WHERE use_host_network IS NULL;
ALTER TABLE scaling_groups ALTER COLUMN use_host_network SET NOT NULL;
