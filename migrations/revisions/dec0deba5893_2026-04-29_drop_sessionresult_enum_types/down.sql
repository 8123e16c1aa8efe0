CREATE TYPE sessionresult AS ENUM ('UNDEFINED', 'SUCCESS', 'FAILURE');

ALTER TABLE kernels
    ALTER COLUMN result DROP DEFAULT,
    ALTER COLUMN result TYPE sessionresult USING result::sessionresult,
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';

ALTER TABLE sessions
    ALTER COLUMN result DROP DEFAULT,
    ALTER COLUMN result TYPE sessionresult USING result::sessionresult,
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';
