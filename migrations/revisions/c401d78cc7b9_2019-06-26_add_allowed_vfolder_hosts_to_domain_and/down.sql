-- loses: the values of domains.allowed_vfolder_hosts and groups.allowed_vfolder_hosts

ALTER TABLE domains DROP COLUMN allowed_vfolder_hosts;
ALTER TABLE groups DROP COLUMN allowed_vfolder_hosts;
