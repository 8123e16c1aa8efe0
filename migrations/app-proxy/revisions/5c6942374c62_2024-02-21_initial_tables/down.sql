-- loses: all rows of tokens, workers and worker_app_filters

DROP TABLE worker_app_filters;
DROP TABLE workers;
DROP TABLE tokens;

DROP TYPE proxyprotocol;
DROP TYPE frontendmode;
DROP TYPE appmode;
