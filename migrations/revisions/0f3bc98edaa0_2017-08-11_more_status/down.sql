-- loses: the values of agents.status and agents.lost_at; what kernels occupy, their GPUs, the address of their agent, and their ports

ALTER TABLE kernels
    DROP COLUMN agent_addr,
    DROP COLUMN cpu_slot,
    DROP COLUMN gpu_slot,
    DROP COLUMN mem_slot,
    DROP COLUMN repl_in_port,
    DROP COLUMN repl_out_port,
    DROP COLUMN stdin_port,
    DROP COLUMN stdout_port,
    DROP COLUMN gpu_set,
    ALTER COLUMN status TYPE varchar;
ALTER TABLE kernels RENAME COLUMN cpu_set TO allocated_cores;

ALTER TABLE agents
    DROP COLUMN status,
    DROP COLUMN lost_at;

DROP TYPE kernelstatus;
DROP TYPE agentstatus;
