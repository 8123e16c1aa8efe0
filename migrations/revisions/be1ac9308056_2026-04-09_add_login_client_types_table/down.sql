-- loses: all rows of login_client_types

DROP TABLE login_client_types;
