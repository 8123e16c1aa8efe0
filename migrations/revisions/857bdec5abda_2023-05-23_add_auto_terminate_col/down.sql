-- loses: the values of agents.auto_terminate_abusing_kernel

ALTER TABLE agents DROP COLUMN auto_terminate_abusing_kernel;
