-- loses: all rows of endpoint_auto_scaling_rules

DROP TABLE endpoint_auto_scaling_rules;
