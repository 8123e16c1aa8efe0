-- loses: which kernels are in no scaling group (they are in the one called default, or in the first)

UPDATE kernels SET scaling_group = (SELECT name FROM scaling_groups ORDER BY name = 'default' DESC, name LIMIT 1)
WHERE scaling_group IS NULL;
ALTER TABLE kernels ALTER COLUMN scaling_group SET NOT NULL;
