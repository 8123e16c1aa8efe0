ALTER TABLE groups ADD COLUMN creator_id uuid;

ALTER TABLE groups
    ADD CONSTRAINT fk_groups_creator_id_users FOREIGN KEY (creator_id) REFERENCES users (uuid) ON DELETE SET NULL;

CREATE UNIQUE INDEX uq_groups_personal_creator ON groups (creator_id) WHERE type = 'personal';

-- TODO: rows
