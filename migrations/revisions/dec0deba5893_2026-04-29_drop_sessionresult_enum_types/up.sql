ALTER TABLE kernels
    ALTER COLUMN result DROP DEFAULT,
    ALTER COLUMN result TYPE varchar(64),
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';

ALTER TABLE sessions
    ALTER COLUMN result DROP DEFAULT,
    ALTER COLUMN result TYPE varchar(64),
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';

DROP TYPE sessionresult;

-- TODO: rows
