-- loses: all rows of agent_resources, resource_allocations, resource_slot_types

DROP TABLE resource_allocations;

DROP TABLE agent_resources;

DROP TABLE resource_slot_types;

DROP INDEX ix_kernels_fair_share_terminated;
DROP INDEX ix_kernels_fair_share_running;
ALTER INDEX ix_kernel_usage_rg_period RENAME TO ix_kernel_usage_sg_period;
