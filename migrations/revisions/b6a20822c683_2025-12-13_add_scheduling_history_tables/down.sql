-- loses: all rows of deployment_history; all rows of kernel_scheduling_history; all rows of route_history; all rows of session_scheduling_history

DROP TABLE deployment_history;
DROP TABLE kernel_scheduling_history;
DROP TABLE route_history;
DROP TABLE session_scheduling_history;
