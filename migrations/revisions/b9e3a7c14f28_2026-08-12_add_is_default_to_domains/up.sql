-- The domain for whoever is in no other is marked; so far it was the one called "default", which is made where it is missing.

ALTER TABLE domains ADD COLUMN is_default boolean NOT NULL DEFAULT false;

UPDATE domains SET is_default = true WHERE name = 'default';

INSERT INTO domains (
    name, description, is_active, is_default,
    total_resource_slots, allowed_vfolder_hosts, allowed_docker_registries, dotfiles
)
SELECT 'default', 'Default domain', true, true, '{}', '{}', '{}', '\x90'
WHERE NOT EXISTS (SELECT FROM domains WHERE is_default);

CREATE UNIQUE INDEX uq_domains_is_default ON domains (is_default) WHERE is_default;
