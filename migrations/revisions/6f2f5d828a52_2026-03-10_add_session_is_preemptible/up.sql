ALTER TABLE sessions ADD COLUMN is_preemptible boolean NOT NULL DEFAULT true;
