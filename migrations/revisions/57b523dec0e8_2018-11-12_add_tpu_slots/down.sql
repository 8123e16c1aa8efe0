-- loses: the values of agents.tpu_slots and agents.used_tpu_slots

ALTER TABLE agents
    DROP COLUMN tpu_slots,
    DROP COLUMN used_tpu_slots;
