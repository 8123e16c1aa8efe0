-- loses: the values of resource_slot_types.description, display_icon, display_unit, number_format

DELETE FROM resource_slot_types AS t
WHERE slot_name IN (
        'ipu.device', 'atom.device', 'atom-plus.device', 'atom-max.device',
        'gaudi2.device', 'warboy.device', 'rngd.device', 'hyperaccel-lpu.device'
    )
  AND NOT EXISTS (SELECT FROM agent_resources AS r WHERE r.slot_name = t.slot_name)
  AND NOT EXISTS (SELECT FROM resource_allocations AS r WHERE r.slot_name = t.slot_name);

ALTER TABLE resource_slot_types
    ALTER COLUMN display_name DROP NOT NULL,
    ALTER COLUMN display_name DROP DEFAULT,
    DROP COLUMN description,
    DROP COLUMN display_unit,
    DROP COLUMN display_icon,
    DROP COLUMN number_format;

UPDATE resource_slot_types AS t
SET display_name = before.display_name, rank = before.rank
FROM (
    VALUES ('cpu', 'CPU', 40), ('mem', 'Memory', 50), ('cuda.device', 'GPU (CUDA)', 10),
           ('cuda.shares', 'GPU (fGPU)', 20), ('rocm.device', 'GPU (ROCm)', 30), ('tpu.device', 'TPU', 35)
) AS before (slot_name, display_name, rank)
WHERE before.slot_name = t.slot_name;
UPDATE resource_slot_types SET display_name = NULL WHERE display_name = '';
