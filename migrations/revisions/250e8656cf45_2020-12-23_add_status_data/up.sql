-- What else is known of why a kernel is in its state.

ALTER TABLE kernels ADD COLUMN status_data jsonb;
