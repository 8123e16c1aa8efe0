ALTER TABLE agents ADD COLUMN auto_terminate_abusing_kernel boolean NOT NULL DEFAULT false;
