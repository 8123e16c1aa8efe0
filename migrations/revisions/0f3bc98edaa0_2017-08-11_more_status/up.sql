-- Agents and kernels have one of a few states. An agent that is there counts as alive, and a kernel has its agent's address; what it
-- occupies and where it listens is not known. The cores that it was given are its set of CPUs.

CREATE TYPE agentstatus AS ENUM ('ALIVE', 'LOST', 'RESTARTING', 'TERMINATED');
CREATE TYPE kernelstatus AS ENUM (
    'PREPARING', 'BUILDING', 'RUNNING', 'RESTARTING', 'RESIZING', 'SUSPENDED', 'TERMINATING', 'TERMINATED', 'ERROR'
);

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT sess_id, status INTO wrong FROM kernels WHERE status <> ALL (enum_range(NULL::kernelstatus)::text[]) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'kernels, sess_id %: "%" is no status of a kernel', wrong.sess_id, wrong.status;
    END IF;
END $$;

ALTER TABLE agents
    ADD COLUMN lost_at timestamptz,
    ADD COLUMN status agentstatus NOT NULL DEFAULT 'ALIVE';
ALTER TABLE agents ALTER COLUMN status DROP DEFAULT;
CREATE INDEX ix_agents_status ON agents (status);

ALTER TABLE kernels RENAME COLUMN allocated_cores TO cpu_set;
ALTER TABLE kernels
    ALTER COLUMN status TYPE kernelstatus USING status::kernelstatus,
    ADD COLUMN agent_addr varchar(128) NOT NULL DEFAULT '',
    ADD COLUMN cpu_slot integer NOT NULL DEFAULT 0,
    ADD COLUMN gpu_slot integer NOT NULL DEFAULT 0,
    ADD COLUMN mem_slot integer NOT NULL DEFAULT 0,
    ADD COLUMN repl_in_port integer NOT NULL DEFAULT 0,
    ADD COLUMN repl_out_port integer NOT NULL DEFAULT 0,
    ADD COLUMN stdin_port integer NOT NULL DEFAULT 0,
    ADD COLUMN stdout_port integer NOT NULL DEFAULT 0,
    ADD COLUMN gpu_set integer[];
ALTER TABLE kernels
    ALTER COLUMN agent_addr DROP DEFAULT,
    ALTER COLUMN cpu_slot DROP DEFAULT,
    ALTER COLUMN gpu_slot DROP DEFAULT,
    ALTER COLUMN mem_slot DROP DEFAULT,
    ALTER COLUMN repl_in_port DROP DEFAULT,
    ALTER COLUMN repl_out_port DROP DEFAULT,
    ALTER COLUMN stdin_port DROP DEFAULT,
    ALTER COLUMN stdout_port DROP DEFAULT;

UPDATE kernels AS k SET agent_addr = a.addr FROM agents AS a WHERE a.id = k.agent;
