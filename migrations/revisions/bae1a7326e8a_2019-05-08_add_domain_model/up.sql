-- Domains: one to begin with, called default. All users are in it but the administrator of everything, who is in none for now.

CREATE TABLE domains (
    name                 varchar(64) NOT NULL,
    description          varchar(512),
    is_active            boolean,
    created_at           timestamptz DEFAULT now(),
    modified_at          timestamptz DEFAULT now(),
    total_resource_slots jsonb NOT NULL,
    CONSTRAINT pk_domains PRIMARY KEY (name)
);

INSERT INTO domains (name, description, is_active, total_resource_slots)
VALUES ('default', 'Default domain', true, '{}');

ALTER TABLE users
    ADD COLUMN domain_name varchar(64),
    ADD CONSTRAINT fk_users_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains(name);
UPDATE users SET domain_name = 'default' WHERE email <> 'admin@lablup.com';
CREATE INDEX ix_users_domain_name ON users (domain_name);
