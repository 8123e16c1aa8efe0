ALTER TABLE idle_checkers
    ADD COLUMN initial_grace_period_seconds integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT ck_idle_checkers_initial_grace_period_seconds_non_negative
        CHECK (initial_grace_period_seconds >= 0);
