-- loses: which domain, group and user a kernel belongs to, where it is not its keypair's user

ALTER TABLE kernels
    DROP COLUMN domain_name,
    DROP COLUMN group_id,
    DROP COLUMN user_uuid;
