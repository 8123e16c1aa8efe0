-- The slots of revisions, presets and model cards become rows; names of slots that are not known yet are added. A null
-- counts as 0, a document of another kind has no slots. What cannot be stored stops the upgrade before anything is changed.

-- A quantity as users write it: a number, with or without a unit of 1024 (k, m, g, t, p, e); null where it is none.
CREATE FUNCTION pg_temp.quantity(written text) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
    SELECT part[1]::numeric * 2::numeric ^ (10 * coalesce(strpos('kmgtpe', part[2]), 0))
    FROM regexp_match(
        lower(trim(written)),
        '^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?|nan)\s*([kmgtpe])?(?:ibytes|ibyte|ib|bytes|byte|b)?$'
    ) AS part
$$;

CREATE TEMPORARY TABLE slots AS
SELECT 'deployment_revisions' AS owner, r.id, slot.key AS slot_name, slot.value AS quantity
FROM deployment_revisions AS r
CROSS JOIN jsonb_each_text(CASE jsonb_typeof(r.resource_slots) WHEN 'object' THEN r.resource_slots END) AS slot
UNION ALL
SELECT 'deployment_revision_presets', p.id, slot ->> 'resource_type', slot ->> 'quantity'
FROM deployment_revision_presets AS p
CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(p.resource_slots) WHEN 'array' THEN p.resource_slots END) AS slot
UNION ALL
SELECT 'model_cards', c.id, slot.key, slot.value
FROM model_cards AS c
CROSS JOIN jsonb_each_text(
    CASE jsonb_typeof(c.min_resource -> 'slots') WHEN 'object' THEN c.min_resource -> 'slots' END
) AS slot;
ANALYZE slots;

DO $$
DECLARE
    wrong record;
BEGIN
    SELECT * INTO wrong FROM slots WHERE (length(slot_name) <= 64) IS NOT TRUE ORDER BY owner, id, slot_name LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% %: the name of slot "%" is no text of at most 64 characters',
            wrong.owner, wrong.id, wrong.slot_name;
    END IF;

    SELECT * INTO wrong
    FROM slots
    WHERE quantity IS NOT NULL
      AND (pg_temp.quantity(quantity) = 'NaN' OR abs(round(pg_temp.quantity(quantity), 6)) < 10::numeric ^ 18)
          IS NOT TRUE
    ORDER BY owner, id, slot_name
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% %: the slot "%" holds "%", which is no quantity below 10^18',
            wrong.owner, wrong.id, wrong.slot_name, wrong.quantity;
    END IF;
END
$$;

CREATE TABLE deployment_revision_resource_slots (
    revision_id uuid NOT NULL,
    slot_name   varchar(64) NOT NULL,
    quantity    numeric(24,6) NOT NULL,
    CONSTRAINT pk_deployment_revision_resource_slots PRIMARY KEY (revision_id, slot_name),
    CONSTRAINT fk_dr_resource_slots_revision_id_deployment_revisions
        FOREIGN KEY (revision_id) REFERENCES deployment_revisions (id) ON DELETE CASCADE,
    CONSTRAINT fk_dr_resource_slots_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_dr_resource_slots_slot_name ON deployment_revision_resource_slots (slot_name);

CREATE TABLE model_card_resource_requirements (
    model_card_id uuid NOT NULL,
    slot_name     varchar(64) NOT NULL,
    min_quantity  numeric(24,6) NOT NULL,
    CONSTRAINT pk_model_card_resource_requirements PRIMARY KEY (model_card_id, slot_name),
    CONSTRAINT fk_mc_resource_req_model_card_id_model_cards
        FOREIGN KEY (model_card_id) REFERENCES model_cards (id) ON DELETE CASCADE,
    CONSTRAINT fk_mc_resource_req_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_mc_resource_req_slot_name ON model_card_resource_requirements (slot_name);

CREATE TABLE preset_resource_slots (
    preset_id uuid NOT NULL,
    slot_name varchar(64) NOT NULL,
    quantity  numeric(24,6) NOT NULL,
    CONSTRAINT pk_preset_resource_slots PRIMARY KEY (preset_id, slot_name),
    CONSTRAINT fk_preset_resource_slots_preset_id_drp
        FOREIGN KEY (preset_id) REFERENCES deployment_revision_presets (id) ON DELETE CASCADE,
    CONSTRAINT fk_preset_resource_slots_slot_name_resource_slot_types
        FOREIGN KEY (slot_name) REFERENCES resource_slot_types (slot_name)
);
CREATE INDEX ix_preset_resource_slots_slot_name ON preset_resource_slots (slot_name);

INSERT INTO resource_slot_types (slot_name, slot_type)
SELECT DISTINCT slot_name, 'count' FROM slots
ON CONFLICT DO NOTHING;

INSERT INTO deployment_revision_resource_slots (revision_id, slot_name, quantity)
SELECT id, slot_name, coalesce(pg_temp.quantity(quantity), 0) FROM slots WHERE owner = 'deployment_revisions';

INSERT INTO preset_resource_slots (preset_id, slot_name, quantity)
SELECT id, slot_name, coalesce(pg_temp.quantity(quantity), 0) FROM slots WHERE owner = 'deployment_revision_presets'
ON CONFLICT DO NOTHING;

INSERT INTO model_card_resource_requirements (model_card_id, slot_name, min_quantity)
SELECT id, slot_name, coalesce(pg_temp.quantity(quantity), 0) FROM slots WHERE owner = 'model_cards';

DROP TABLE slots;
DROP FUNCTION pg_temp.quantity(text);

ALTER TABLE deployment_revisions DROP COLUMN resource_slots;
ALTER TABLE deployment_revision_presets DROP COLUMN resource_slots;
ALTER TABLE model_cards DROP COLUMN min_resource;
