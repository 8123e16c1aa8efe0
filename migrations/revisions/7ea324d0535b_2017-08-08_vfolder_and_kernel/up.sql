-- Agents, virtual folders and what they are attached to. What a kernel used stands in its own row from here on, in other units than
-- the table usage had: that is dropped with its rows.

CREATE TABLE agents (
    id             varchar(64) NOT NULL,
    mem_slots      integer NOT NULL,
    cpu_slots      integer NOT NULL,
    gpu_slots      integer NOT NULL,
    used_mem_slots integer NOT NULL,
    used_cpu_slots integer NOT NULL,
    used_gpu_slots integer NOT NULL,
    addr           varchar(128) NOT NULL,
    first_contact  timestamptz DEFAULT now(),
    CONSTRAINT pk_agents PRIMARY KEY (id)
);

CREATE TABLE vfolders (
    id         uuid NOT NULL DEFAULT uuid_generate_v4(),
    host       varchar(128) NOT NULL,
    name       varchar(64) NOT NULL,
    max_files  integer,
    max_size   integer,
    num_files  integer,
    cur_size   integer,
    created_at timestamptz DEFAULT now(),
    last_used  timestamptz,
    belongs_to varchar(20) NOT NULL,
    CONSTRAINT pk_vfolders PRIMARY KEY (id),
    CONSTRAINT fk_vfolders_belongs_to_keypairs FOREIGN KEY (belongs_to) REFERENCES keypairs(access_key)
);

CREATE TABLE vfolder_attachment (
    vfolder uuid NOT NULL,
    kernel  uuid NOT NULL,
    CONSTRAINT pk_vfolder_attachment PRIMARY KEY (vfolder, kernel),
    CONSTRAINT fk_vfolder_attachment_kernel_kernels FOREIGN KEY (kernel) REFERENCES kernels(sess_id),
    CONSTRAINT fk_vfolder_attachment_vfolder_vfolders FOREIGN KEY (vfolder) REFERENCES vfolders(id)
);

DROP TABLE usage;

ALTER TABLE kernels
    DROP COLUMN agent_id,
    ADD COLUMN agent varchar(64),
    ADD COLUMN allocated_cores integer[],
    ADD COLUMN cpu_used bigint,
    ADD COLUMN cur_mem_bytes bigint,
    ADD COLUMN io_read_bytes bigint,
    ADD COLUMN io_write_bytes bigint,
    ADD COLUMN max_mem_bytes bigint,
    ADD COLUMN net_rx_bytes bigint,
    ADD COLUMN net_tx_bytes bigint,
    ADD COLUMN num_queries bigint,
    ADD COLUMN status_info varchar,
    ADD CONSTRAINT fk_kernels_agent_agents FOREIGN KEY (agent) REFERENCES agents(id);

CREATE INDEX ix_kernels_created_at ON kernels (created_at);
CREATE INDEX ix_kernels_status ON kernels (status);
CREATE INDEX ix_kernels_terminated_at ON kernels (terminated_at);
