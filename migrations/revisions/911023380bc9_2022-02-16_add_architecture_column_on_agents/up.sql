-- Agents and kernels have an architecture, so far always the same.

ALTER TABLE agents ADD COLUMN architecture varchar NOT NULL DEFAULT 'x86_64';
ALTER TABLE agents ALTER COLUMN architecture DROP DEFAULT;
ALTER TABLE kernels ADD COLUMN architecture varchar NOT NULL DEFAULT 'x86_64';
ALTER TABLE kernels ALTER COLUMN architecture DROP DEFAULT;
