CREATE TABLE resource_slot_types (
    slot_name    varchar(64) NOT NULL,
    slot_type    varchar(16) NOT NULL,
    display_name varchar(128),
    rank         integer NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_resource_slot_types PRIMARY KEY (slot_name)
);

CREATE TABLE agent_resources (
    agent_id   varchar(64) NOT NULL,
    slot_name  varchar(64) NOT NULL,
    capacity   numeric(24,6) NOT NULL,
    used       numeric(24,6),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_agent_resources PRIMARY KEY (agent_id, slot_name),
    CONSTRAINT fk_agent_resources_agent_id_agents FOREIGN KEY (agent_id) REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT fk_agent_resources_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_agent_resources_agent_avail ON agent_resources (agent_id, slot_name, capacity, used);
CREATE INDEX ix_agent_resources_slot_name ON agent_resources (slot_name);

CREATE TABLE resource_allocations (
    kernel_id  uuid NOT NULL,
    slot_name  varchar(64) NOT NULL,
    requested  numeric(24,6) NOT NULL,
    used       numeric(24,6),
    used_at    timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_resource_allocations PRIMARY KEY (kernel_id, slot_name),
    CONSTRAINT fk_resource_allocations_kernel_id_kernels
        FOREIGN KEY (kernel_id) REFERENCES kernels (id) ON DELETE CASCADE,
    CONSTRAINT fk_resource_allocations_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_ra_kernel_slot ON resource_allocations (kernel_id, slot_name);
CREATE INDEX ix_resource_allocations_slot_name ON resource_allocations (slot_name);

-- TODO: rows
