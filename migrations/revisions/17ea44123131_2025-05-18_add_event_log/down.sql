-- loses: all rows of event_logs

DROP TABLE event_logs;
