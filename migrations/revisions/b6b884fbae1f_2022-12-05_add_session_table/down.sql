-- loses: the sessions (their kernels stay); the dependencies of sessions that have no kernel; the values of kernels.requested_slots

ALTER TABLE association_groups_users
    DROP CONSTRAINT pk_association_groups_users,
    ADD CONSTRAINT uq_association_user_id_group_id UNIQUE (user_id, group_id);
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT pk_sgroups_for_domains,
    ADD CONSTRAINT uq_sgroup_domain UNIQUE (scaling_group, domain);
ALTER TABLE sgroups_for_groups
    DROP CONSTRAINT pk_sgroups_for_groups,
    ADD CONSTRAINT uq_sgroup_ugroup UNIQUE (scaling_group, "group");
ALTER TABLE sgroups_for_keypairs
    DROP CONSTRAINT pk_sgroups_for_keypairs,
    ADD CONSTRAINT uq_sgroup_akey UNIQUE (scaling_group, access_key);

-- A kernel stands for its session again: the only one carries the session's id no longer, the main one of a
-- cluster takes it over

ALTER TABLE kernels DROP CONSTRAINT fk_kernels_session_id_sessions;
ALTER TABLE session_dependencies
    DROP CONSTRAINT fk_session_dependencies_session_id_sessions,
    DROP CONSTRAINT fk_session_dependencies_depends_on_sessions,
    DROP CONSTRAINT sess_dep_pk;

CREATE TEMPORARY TABLE session_kernels AS
SELECT DISTINCT ON (session_id)
    session_id, id AS old_kernel_id,
    CASE WHEN count(*) OVER (PARTITION BY session_id) > 1 THEN session_id ELSE id END AS kernel_id
FROM kernels
ORDER BY session_id, cluster_role = 'main' DESC, cluster_idx, id;

UPDATE kernels AS k SET id = m.kernel_id
FROM session_kernels AS m WHERE m.old_kernel_id = k.id AND m.kernel_id <> k.id;
UPDATE kernels AS k SET session_id = m.kernel_id
FROM session_kernels AS m WHERE m.session_id = k.session_id AND m.kernel_id <> k.session_id;

DELETE FROM session_dependencies
WHERE session_id NOT IN (SELECT session_id FROM session_kernels)
   OR depends_on NOT IN (SELECT session_id FROM session_kernels);
UPDATE session_dependencies AS d SET session_id = m.kernel_id
FROM session_kernels AS m WHERE m.session_id = d.session_id;
UPDATE session_dependencies AS d SET depends_on = m.kernel_id
FROM session_kernels AS m WHERE m.session_id = d.depends_on;

DROP TABLE session_kernels;

ALTER TABLE session_dependencies
    ADD CONSTRAINT pk_session_dependencies PRIMARY KEY (session_id, depends_on),
    ADD CONSTRAINT fk_session_dependencies_session_id_kernels
        FOREIGN KEY (session_id) REFERENCES kernels(id) ON UPDATE CASCADE ON DELETE CASCADE,
    ADD CONSTRAINT fk_session_dependencies_depends_on_kernels
        FOREIGN KEY (depends_on) REFERENCES kernels(id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE kernels DROP COLUMN requested_slots;

DROP TABLE sessions;
DROP TYPE sessionstatus;
