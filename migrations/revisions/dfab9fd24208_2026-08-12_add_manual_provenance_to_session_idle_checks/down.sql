-- loses: the values of session_idle_checks.is_manual and manually_triggered_by

ALTER TABLE session_idle_checks
    DROP COLUMN manually_triggered_by,
    DROP COLUMN is_manual;
