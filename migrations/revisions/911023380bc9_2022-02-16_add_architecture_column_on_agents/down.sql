-- loses: the values of agents.architecture and kernels.architecture

ALTER TABLE kernels DROP COLUMN architecture;
ALTER TABLE agents DROP COLUMN architecture;
