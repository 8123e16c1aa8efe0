-- loses: the ids of endpoint tokens; tokens longer than 1024 characters; all but one of equal tokens

DELETE FROM endpoint_tokens WHERE length(token) > 1024;
DELETE FROM endpoint_tokens AS twin USING endpoint_tokens AS t WHERE t.token = twin.token AND t.id < twin.id;

ALTER TABLE endpoint_tokens
    DROP CONSTRAINT pk_endpoint_tokens,
    DROP COLUMN id,
    ALTER COLUMN token TYPE varchar(1024),
    ADD CONSTRAINT pk_endpoint_tokens PRIMARY KEY (token);
