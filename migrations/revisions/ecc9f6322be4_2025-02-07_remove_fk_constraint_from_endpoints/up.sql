-- An endpoint outlives its image once it is destroyed.

ALTER TABLE endpoints
    DROP CONSTRAINT fk_endpoints_image_images,
    ALTER COLUMN image DROP NOT NULL,
    ADD CONSTRAINT ck_endpoints_ck_image_required_unless_destroyed
        CHECK (lifecycle_stage = 'destroyed' OR image IS NOT NULL);
