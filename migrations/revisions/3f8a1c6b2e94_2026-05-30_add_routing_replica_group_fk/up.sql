ALTER TABLE routings
    ADD CONSTRAINT fk_routings_replica_group_id_replica_groups
    FOREIGN KEY (replica_group_id) REFERENCES replica_groups (id) ON DELETE SET NULL;
