ALTER TABLE session_idle_checks
    ADD COLUMN is_manual boolean NOT NULL DEFAULT false,
    ADD COLUMN manually_triggered_by uuid,
    ADD CONSTRAINT ck_session_idle_checks_manual_trigger CHECK (manually_triggered_by IS NULL OR is_manual),
    ADD CONSTRAINT fk_session_idle_checks_manually_triggered_by FOREIGN KEY (manually_triggered_by)
        REFERENCES users (uuid) ON DELETE SET NULL;
