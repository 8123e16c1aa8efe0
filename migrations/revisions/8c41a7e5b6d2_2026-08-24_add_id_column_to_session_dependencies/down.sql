-- loses: the values of session_dependencies.id

ALTER TABLE session_dependencies DROP COLUMN id;
