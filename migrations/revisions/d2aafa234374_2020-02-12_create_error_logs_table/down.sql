-- loses: all rows of error_logs

DROP TABLE error_logs;
DROP TYPE errorlog_severity;
