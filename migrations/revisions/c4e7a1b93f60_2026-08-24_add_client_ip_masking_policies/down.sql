-- loses: all rows of client_ip_masking_policies

DROP TABLE client_ip_masking_policies;
