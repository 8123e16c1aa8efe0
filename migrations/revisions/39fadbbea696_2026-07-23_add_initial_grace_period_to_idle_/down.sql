-- loses: the values of idle_checkers.initial_grace_period_seconds

ALTER TABLE idle_checkers DROP COLUMN initial_grace_period_seconds;
