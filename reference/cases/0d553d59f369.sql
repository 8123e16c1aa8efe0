UPDATE users SET is_active = false WHERE email = 'user3@example.com';
