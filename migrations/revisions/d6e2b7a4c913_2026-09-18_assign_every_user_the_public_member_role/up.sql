-- Every user holds the role of all users.

INSERT INTO user_roles (user_id, role_id)
SELECT u.uuid, r.id
FROM roles AS r
CROSS JOIN users AS u
WHERE r.role_preset_id = '01993d56-bb39-7d13-a84b-b6a84fc8b7fd' AND r.auto_assign AND r.status = 'active'
ON CONFLICT (user_id, role_id) DO NOTHING;
