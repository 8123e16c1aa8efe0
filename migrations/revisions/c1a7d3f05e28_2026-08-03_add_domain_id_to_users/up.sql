ALTER TABLE users ADD COLUMN domain_id uuid;

ALTER TABLE users ADD CONSTRAINT fk_users_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id);

CREATE INDEX ix_users_domain_id ON users (domain_id);

-- TODO: rows
