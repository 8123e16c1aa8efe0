-- The address of the proxy to the services of a scaling group's sessions.

ALTER TABLE scaling_groups ADD COLUMN wsproxy_addr varchar(1024);
