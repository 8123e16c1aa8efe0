-- loses: all rows of login_history, login_sessions

DROP TABLE login_sessions;

DROP TABLE login_history;
