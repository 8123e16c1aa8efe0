-- Users name their domain by id as well.

ALTER TABLE users ADD COLUMN domain_id uuid;

UPDATE users AS u SET domain_id = d.id FROM domains AS d WHERE d.name = u.domain_name;

CREATE INDEX ix_users_domain_id ON users (domain_id);
ALTER TABLE users ADD CONSTRAINT fk_users_domain_id_domains FOREIGN KEY (domain_id) REFERENCES domains (id);
