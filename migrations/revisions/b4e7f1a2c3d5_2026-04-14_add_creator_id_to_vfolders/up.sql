-- The creator of a folder is known by id, where the e-mail address is still that of a user.

ALTER TABLE vfolders ADD COLUMN creator_id uuid;
UPDATE vfolders SET creator_id = u.uuid FROM users AS u WHERE u.email = vfolders.creator;
