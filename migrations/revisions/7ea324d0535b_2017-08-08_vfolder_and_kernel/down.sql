-- loses: all rows of agents, vfolders and vfolder_attachment; which agent runs a kernel, and what the kernel used

DROP INDEX ix_kernels_terminated_at;
DROP INDEX ix_kernels_status;
DROP INDEX ix_kernels_created_at;

ALTER TABLE kernels
    DROP COLUMN agent,
    DROP COLUMN allocated_cores,
    DROP COLUMN cpu_used,
    DROP COLUMN cur_mem_bytes,
    DROP COLUMN io_read_bytes,
    DROP COLUMN io_write_bytes,
    DROP COLUMN max_mem_bytes,
    DROP COLUMN net_rx_bytes,
    DROP COLUMN net_tx_bytes,
    DROP COLUMN num_queries,
    DROP COLUMN status_info,
    ADD COLUMN agent_id varchar;

CREATE TABLE usage (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    access_key_id varchar(20),
    kernel_type   varchar,
    kernel_id     varchar,
    started_at    timestamptz,
    terminated_at timestamptz,
    cpu_used      integer DEFAULT 0,
    mem_used      integer DEFAULT 0,
    io_used       integer DEFAULT 0,
    net_used      integer DEFAULT 0,
    CONSTRAINT pk_usage PRIMARY KEY (id),
    CONSTRAINT fk_usage_access_key_id_keypairs FOREIGN KEY (access_key_id) REFERENCES keypairs(access_key)
);

DROP TABLE vfolder_attachment;
DROP TABLE vfolders;
DROP TABLE agents;
