ALTER TABLE keypairs
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_keypairs_id UNIQUE (id);
