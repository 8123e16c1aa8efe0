-- loses: all rows of deployment_auto_scaling_policies

DROP TABLE deployment_auto_scaling_policies;
