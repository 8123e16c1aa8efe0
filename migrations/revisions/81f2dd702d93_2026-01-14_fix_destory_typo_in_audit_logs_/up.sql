-- A misspelt operation is put right.

UPDATE audit_logs SET operation = 'destroy' WHERE operation = 'destory';
