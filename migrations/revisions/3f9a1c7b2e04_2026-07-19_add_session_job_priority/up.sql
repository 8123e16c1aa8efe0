ALTER TABLE sessions ADD COLUMN job_priority integer NOT NULL DEFAULT 0;
