-- loses: the values of kernels.callback_url

ALTER TABLE kernels DROP COLUMN callback_url;
