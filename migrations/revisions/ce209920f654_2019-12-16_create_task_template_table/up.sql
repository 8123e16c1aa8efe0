-- Templates to make sessions from, and a script that runs when a kernel begins. Branches of 19.09 came without this revision: it may
-- be made up for at any later stamp, and makes types and indexes as 22.03 has them, which are those of the models of 20.03.

CREATE TYPE templatetype AS ENUM ('TASK', 'CLUSTER');

CREATE TABLE session_templates (
    id          uuid NOT NULL DEFAULT uuid_generate_v4(),
    created_at  timestamptz DEFAULT now(),
    is_active   boolean,
    type        templatetype NOT NULL DEFAULT 'TASK',
    domain_name varchar(64) NOT NULL,
    group_id    uuid,
    user_uuid   uuid NOT NULL,
    name        varchar(128),
    template    jsonb NOT NULL,
    CONSTRAINT pk_session_templates PRIMARY KEY (id),
    CONSTRAINT fk_session_templates_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains(name),
    CONSTRAINT fk_session_templates_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id),
    CONSTRAINT fk_session_templates_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users(uuid)
);
CREATE INDEX ix_session_templates_created_at ON session_templates (created_at);
CREATE INDEX ix_session_templates_type ON session_templates (type);
CREATE INDEX ix_session_templates_user_uuid ON session_templates (user_uuid);

ALTER TABLE kernels ADD COLUMN bootstrap_script varchar(16384);
