-- Where the end of a session is reported.

ALTER TABLE kernels ADD COLUMN callback_url text;
