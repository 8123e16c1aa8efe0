-- A label says that an image was made from a session, and for whom ("user:UUID"). The first part becomes
-- `customized`, the second `creator_id`, which stays empty where the label names no user who is there.

ALTER TABLE images
    ADD COLUMN customized boolean NOT NULL DEFAULT false,
    ADD COLUMN creator_id uuid;

UPDATE images AS i
SET customized = true,
    creator_id = (
        SELECT u.uuid
        FROM split_part(i.labels ->> 'ai.backend.customized-image.owner', ':', 2) AS owner
        JOIN users AS u ON u.uuid = CASE
            WHEN owner ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN owner::uuid
        END
    )
WHERE labels ->> 'ai.backend.customized-image.owner' IS NOT NULL;

ALTER TABLE images
    ADD CONSTRAINT fk_images_creator_id_users FOREIGN KEY (creator_id) REFERENCES users (uuid) ON DELETE SET NULL;
CREATE INDEX ix_images_creator_id ON images (creator_id);
