-- Agents have TPUs; those that are there have none so far.

ALTER TABLE agents
    ADD COLUMN tpu_slots double precision NOT NULL DEFAULT 0,
    ADD COLUMN used_tpu_slots double precision NOT NULL DEFAULT 0;
ALTER TABLE agents
    ALTER COLUMN tpu_slots DROP DEFAULT,
    ALTER COLUMN used_tpu_slots DROP DEFAULT;
