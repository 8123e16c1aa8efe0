-- loses: the values of scaling_groups.wsproxy_addr

ALTER TABLE scaling_groups DROP COLUMN wsproxy_addr;
