-- loses: the values of keypairs.bootstrap_script

ALTER TABLE keypairs DROP COLUMN bootstrap_script;
