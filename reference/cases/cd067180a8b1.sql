-- An image of the same name and architecture in another registry, no longer there.
INSERT INTO images (id, name, project, image, tag, registry, registry_id, architecture, config_digest, size_bytes, type, labels, resources, status, created_at)
SELECT md5('image1b')::uuid, name, project, image, tag, 'other', registry_id, architecture, config_digest, size_bytes, type, labels, resources, 'DELETED', created_at FROM images WHERE id = md5('image1')::uuid;
