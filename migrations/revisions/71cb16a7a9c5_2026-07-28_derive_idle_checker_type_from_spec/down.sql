-- The values stay, as those of an ordinary column.

ALTER TABLE idle_checkers ALTER COLUMN checker_type DROP EXPRESSION;
