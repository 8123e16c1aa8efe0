-- loses: the values of session_idle_checks.is_manual, manually_triggered_by

ALTER TABLE session_idle_checks
    DROP COLUMN is_manual,
    DROP COLUMN manually_triggered_by;
