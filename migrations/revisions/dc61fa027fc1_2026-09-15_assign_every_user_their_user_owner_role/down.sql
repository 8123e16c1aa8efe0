-- The roles stay with those who hold them.

UPDATE role_presets SET auto_assign = false
WHERE id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad' AND auto_assign;

UPDATE roles SET auto_assign = false
WHERE role_preset_id = '776c1366-dcf3-5abd-b8de-bc3ad3b759ad' AND auto_assign;
