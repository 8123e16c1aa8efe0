-- loses: which permissions were wd (they are rw), and those of users on their own folders

CREATE TABLE vfolder_permissions (
    id         uuid NOT NULL DEFAULT uuid_generate_v7(),
    permission vfoldermountpermission,
    vfolder    uuid NOT NULL,
    "user"     uuid NOT NULL,
    CONSTRAINT pk_vfolder_permissions PRIMARY KEY (id),
    CONSTRAINT fk_vfolder_permissions_vfolder_vfolders
        FOREIGN KEY (vfolder) REFERENCES vfolders (id) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT fk_vfolder_permissions_user_users FOREIGN KEY ("user") REFERENCES users (uuid)
);

-- Who made a folder of a model store has a policy without having had a permission.
INSERT INTO vfolder_permissions (permission, vfolder, "user")
SELECT
    CASE WHEN p.permission = 'ro' THEN 'ro'::vfoldermountpermission ELSE 'rw'::vfoldermountpermission END,
    p.vfolder_id,
    p.user_id
FROM vfolder_user_mount_policies AS p
JOIN vfolders AS v ON v.id = p.vfolder_id
LEFT JOIN groups AS g ON g.id = v."group"
WHERE p.permission IN ('ro', 'rw')
    AND v."user" IS DISTINCT FROM p.user_id
    AND (g.type, v.ownership_type::text, v.creator_id) IS DISTINCT FROM ('model-store', 'group', p.user_id);
