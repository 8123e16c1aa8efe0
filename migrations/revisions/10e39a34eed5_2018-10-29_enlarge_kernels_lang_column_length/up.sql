ALTER TABLE kernels ALTER COLUMN lang TYPE varchar(512);
