-- loses: all rows of idle_checkers and idle_checker_bindings

DROP TABLE idle_checker_bindings;
DROP TABLE idle_checkers;
