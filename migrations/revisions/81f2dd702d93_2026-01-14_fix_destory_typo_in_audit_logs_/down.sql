UPDATE audit_logs SET operation = 'destory' WHERE operation = 'destroy';
