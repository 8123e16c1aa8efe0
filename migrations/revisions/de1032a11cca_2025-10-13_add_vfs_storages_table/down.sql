-- loses: all rows of vfs_storages

CREATE TYPE sessionresults AS ENUM ('UNDEFINED', 'SUCCESS', 'FAILURE');
ALTER TABLE sessions ALTER COLUMN result DROP DEFAULT;
ALTER TABLE sessions
    ALTER COLUMN result TYPE sessionresults USING result::text::sessionresults,
    ALTER COLUMN result SET DEFAULT 'UNDEFINED';

DROP TABLE vfs_storages;
