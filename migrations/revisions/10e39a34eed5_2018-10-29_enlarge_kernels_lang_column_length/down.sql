-- loses: what is longer than 64 characters in kernels.lang

ALTER TABLE kernels ALTER COLUMN lang TYPE varchar(64) USING left(lang, 64);
