-- loses: the values of images.creator_id, customized

ALTER TABLE images
    DROP COLUMN creator_id,
    DROP COLUMN customized;

-- TODO: rows
