-- loses: artifact registries other than those of Hugging Face

ALTER TABLE huggingface_registries ADD COLUMN name varchar;
UPDATE huggingface_registries AS h SET name = coalesce(
    (SELECT r.name FROM artifact_registries AS r WHERE r.registry_id = h.id), h.id::text
);
ALTER TABLE huggingface_registries
    ALTER COLUMN name SET NOT NULL,
    ADD CONSTRAINT uq_huggingface_registries_name UNIQUE (name);

DROP TABLE artifact_registries;
