-- Images whose registry is gone cannot be pulled; they go, with their aliases. Kernels and revisions that name them lose the id, a preset
-- cannot do without.
DO $$
DECLARE
    kept record;
BEGIN
    SELECT p.id, i.id AS image, i.name INTO kept
    FROM deployment_revision_presets p JOIN images i ON i.id = p.image_id
    WHERE NOT EXISTS (SELECT FROM container_registries c WHERE c.id = i.registry_id)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'deployment_revision_presets %: its image % ("%") is of a registry that is gone, and would be deleted',
            kept.id, kept.image, kept.name;
    END IF;
END $$;

DELETE FROM images i WHERE NOT EXISTS (SELECT FROM container_registries c WHERE c.id = i.registry_id);

ALTER TABLE images
    ADD CONSTRAINT fk_images_registry_id_container_registries
    FOREIGN KEY (registry_id) REFERENCES container_registries (id) ON DELETE RESTRICT;
