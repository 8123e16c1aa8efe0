-- Results become text. Their enumeration has two names in the field, and one database may have both.
ALTER TABLE kernels
    ALTER COLUMN result DROP DEFAULT,
    ALTER COLUMN result TYPE varchar(64) USING result::text,
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';

ALTER TABLE sessions
    ALTER COLUMN result DROP DEFAULT,
    ALTER COLUMN result TYPE varchar(64) USING result::text,
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';

DROP TYPE IF EXISTS sessionresult, sessionresults;
