-- A login that has ended is in login_history alone.

DELETE FROM login_sessions WHERE status <> 'active';
