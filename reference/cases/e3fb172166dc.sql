-- A project that begins with the same eight digits as another, both without a member role.
INSERT INTO groups (id, name, domain_name, total_resource_slots, allowed_vfolder_hosts, dotfiles, resource_policy, type)
SELECT overlay(id::text PLACING right(md5(place::text), 1) FROM place)::uuid, 'alike-' || place, domain_name, '{}', '{}', '\x90', resource_policy, type FROM groups, unnest(ARRAY[36, 35]) AS place WHERE name = 'vision';
