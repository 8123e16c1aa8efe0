CREATE TABLE IF NOT EXISTS endpoints (
    id             uuid NOT NULL DEFAULT uuid_generate_v4(),
    image          uuid NOT NULL,
    model          uuid NOT NULL,
    domain         varchar(64) NOT NULL,
    project        uuid NOT NULL,
    resource_group varchar(64) NOT NULL,
    resource_slots jsonb NOT NULL,
    url            varchar(1024) NOT NULL,
    CONSTRAINT pk_endpoints PRIMARY KEY (id),
    CONSTRAINT uq_endpoints_url UNIQUE (url),
    CONSTRAINT fk_endpoints_domain_domains
        FOREIGN KEY (domain) REFERENCES domains(name) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_image_images FOREIGN KEY (image) REFERENCES images(id) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_model_vfolders
        FOREIGN KEY (model) REFERENCES vfolders(id) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_project_groups
        FOREIGN KEY (project) REFERENCES groups(id) ON DELETE RESTRICT,
    CONSTRAINT fk_endpoints_resource_group_scaling_groups
        FOREIGN KEY (resource_group) REFERENCES scaling_groups(name) ON DELETE RESTRICT
);
CREATE INDEX IF NOT EXISTS ix_endpoints_resource_group ON endpoints (resource_group);

CREATE TABLE IF NOT EXISTS routings (
    id            uuid NOT NULL DEFAULT uuid_generate_v4(),
    endpoint      uuid NOT NULL,
    session       uuid NOT NULL,
    traffic_ratio double precision NOT NULL,
    CONSTRAINT pk_routings PRIMARY KEY (id),
    CONSTRAINT uq_routings_endpoint_session UNIQUE (endpoint, session),
    CONSTRAINT fk_routings_endpoint_endpoints
        FOREIGN KEY (endpoint) REFERENCES endpoints(id) ON DELETE CASCADE,
    CONSTRAINT fk_routings_session_sessions
        FOREIGN KEY (session) REFERENCES sessions(id) ON DELETE RESTRICT
);

CREATE INDEX IF NOT EXISTS ix_sessions_status ON sessions (status);
