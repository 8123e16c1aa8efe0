-- loses: all rows of deployment_policies

DROP TABLE deployment_policies;
