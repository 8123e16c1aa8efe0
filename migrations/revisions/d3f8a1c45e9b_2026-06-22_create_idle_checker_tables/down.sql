-- loses: all rows of idle_checker_bindings, idle_checkers

DROP TABLE idle_checker_bindings;

DROP TABLE idle_checkers;
