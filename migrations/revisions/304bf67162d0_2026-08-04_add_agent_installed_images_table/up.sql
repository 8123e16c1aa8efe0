CREATE TABLE agent_installed_images (
    agent_id   varchar(64) NOT NULL,
    image_id   uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pk_agent_installed_images PRIMARY KEY (agent_id, image_id),
    CONSTRAINT fk_agent_installed_images_agent_id_agents FOREIGN KEY (agent_id)
        REFERENCES agents (id) ON DELETE CASCADE,
    CONSTRAINT fk_agent_installed_images_image_id_images FOREIGN KEY (image_id)
        REFERENCES images (id) ON DELETE CASCADE
);
CREATE INDEX ix_agent_installed_images_image_id ON agent_installed_images (image_id);
