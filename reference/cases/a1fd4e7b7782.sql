-- 1.3: users are told by their addresses, and have invited each other. The keypair of nobody is given to somebody.
UPDATE keypairs SET user_id = CASE user_id WHEN '1' THEN 'admin@lablup.com' ELSE 'user' || coalesce(user_id, '2') || '@example.com' END;
INSERT INTO vfolder_invitations (id, permission, invitee, inviter, vfolder, created_at, state)
SELECT md5('invitation' || n)::uuid, (ARRAY['ro', 'rw', 'wd', NULL])[n], 'user3@example.com', 'user2@example.com', md5('folder2')::uuid, '2018-08-01T00:00:00Z',
       (ARRAY['pending', 'accepted', 'rejected', NULL])[n]
FROM generate_series(1, 4) AS n;
INSERT INTO vfolder_permissions (permission, vfolder, access_key) SELECT 'rw', md5('folder2')::uuid, access_key FROM keypairs WHERE user_id = 'user3@example.com';
