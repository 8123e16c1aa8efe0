-- A keypair without a user; sessions with names.
INSERT INTO keypairs (user_id, access_key, secret_key, is_active, is_admin, created_at) VALUES (NULL, 'AKIANOBODY', 'secret', false, NULL, '2018-01-01T00:00:00Z');
UPDATE keypairs SET is_admin = true WHERE user_id = 1;
UPDATE kernels SET sess_id = 'my-session', environ = '{A=1,"B=x y"}', kernel_host = '10.0.0.1' WHERE id = md5('kernel5')::uuid;
