-- The roles stay with those who hold them.

UPDATE role_presets SET auto_assign = false WHERE id = '76616aa7-6597-5b11-8629-adff5d5640c2' AND auto_assign;

UPDATE roles SET auto_assign = false
WHERE role_preset_id = '76616aa7-6597-5b11-8629-adff5d5640c2' AND auto_assign;
