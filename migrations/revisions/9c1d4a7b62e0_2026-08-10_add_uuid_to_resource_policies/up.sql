ALTER TABLE keypair_resource_policies
    ADD COLUMN uuid uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_keypair_resource_policies_uuid UNIQUE (uuid);
ALTER TABLE user_resource_policies
    ADD COLUMN uuid uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_user_resource_policies_uuid UNIQUE (uuid);
ALTER TABLE project_resource_policies
    ADD COLUMN uuid uuid NOT NULL DEFAULT uuid_generate_v4(),
    ADD CONSTRAINT uq_project_resource_policies_uuid UNIQUE (uuid);
