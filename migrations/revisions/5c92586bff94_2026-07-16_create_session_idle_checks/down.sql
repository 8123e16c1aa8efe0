-- loses: all rows of session_idle_checks

DROP TABLE session_idle_checks;
