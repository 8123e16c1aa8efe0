ALTER TABLE session_dependencies
    ADD COLUMN id uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_session_dependencies_id UNIQUE (id);
