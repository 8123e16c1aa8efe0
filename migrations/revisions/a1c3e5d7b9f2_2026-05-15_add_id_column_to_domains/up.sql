ALTER TABLE domains ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4();

ALTER TABLE domains ADD CONSTRAINT uq_domains_id UNIQUE (id);

-- TODO: rows
