-- loses: the permissions of roles on vfolders, and in which scopes vfolders are

DELETE FROM association_scopes_entities WHERE entity_type = 'vfolder';
DELETE FROM object_permissions WHERE entity_type = 'vfolder';
DELETE FROM permissions WHERE entity_type = 'vfolder';

ALTER TYPE vfoldermountpermission RENAME TO vfolderpermission;
