-- Sessions become a table. Each kernel of a session of one kernel gets a session of its own; the kernels of a
-- cluster share the session whose id they carry already. Dependencies between kernels become dependencies
-- between sessions. All kernels keep their ids.

-- Where b5be363ab05c runs in the same transaction, its type of sessions stands from here on, as both tables are written here.
DO $$
BEGIN
    IF coalesce(current_setting('backend_ai.revisions', true), '') ~ 'b5be363ab05c' THEN
        ALTER TYPE sessiontypes RENAME TO sessiontypes_old;
        CREATE TYPE sessiontypes AS ENUM ('INTERACTIVE', 'BATCH', 'INFERENCE');
    END IF;
END $$;

CREATE TYPE sessionstatus AS ENUM (
    'PENDING', 'SCHEDULED', 'PULLING', 'PREPARING', 'RUNNING', 'RESTARTING', 'RUNNING_DEGRADED',
    'TERMINATING', 'TERMINATED', 'ERROR', 'CANCELLED'
);

CREATE TABLE sessions (
    id                  uuid NOT NULL DEFAULT uuid_generate_v4(),
    creation_id         varchar(32),
    name                varchar(64),
    session_type        sessiontypes NOT NULL DEFAULT 'INTERACTIVE',
    cluster_mode        varchar(16) NOT NULL DEFAULT 'SINGLE_NODE',
    cluster_size        integer NOT NULL,
    scaling_group_name  varchar(64),
    target_sgroup_names varchar(64)[] DEFAULT '{}',
    domain_name         varchar(64) NOT NULL,
    group_id            uuid NOT NULL,
    user_uuid           uuid NOT NULL,
    access_key          varchar(20),
    tag                 varchar(64),
    occupying_slots     jsonb NOT NULL,
    requested_slots     jsonb NOT NULL,
    vfolder_mounts      jsonb,
    environ             jsonb,
    bootstrap_script    varchar(16384),
    use_host_network    boolean NOT NULL,
    timeout             bigint,
    created_at          timestamptz DEFAULT now(),
    terminated_at       timestamptz,
    starts_at           timestamptz,
    status              sessionstatus NOT NULL DEFAULT 'PENDING',
    status_info         varchar,
    status_data         jsonb,
    status_history      jsonb,
    callback_url        text,
    startup_command     text,
    result              sessionresult NOT NULL DEFAULT 'UNDEFINED',
    num_queries         bigint,
    last_stat           jsonb,
    resource_opts       jsonb
);

-- The session of each kernel: a new one, or the one shared by the cluster. The table is written once, which leaves no dead rows
-- behind as an UPDATE would.

ALTER TABLE kernels ADD COLUMN requested_slots jsonb;
DO $$
DECLARE
    type_too boolean := to_regtype('sessiontypes_old') IS NOT NULL;
BEGIN
    EXECUTE 'ALTER TABLE kernels
        ALTER COLUMN session_id TYPE uuid USING CASE WHEN cluster_size > 1 THEN session_id ELSE uuid_generate_v4() END'
        || CASE WHEN type_too THEN ', ALTER COLUMN session_type DROP DEFAULT,
        ALTER COLUMN session_type TYPE sessiontypes USING session_type::text::sessiontypes,
        ALTER COLUMN session_type SET DEFAULT ''INTERACTIVE''' ELSE '' END;
    IF type_too THEN
        DROP TYPE sessiontypes_old;
    END IF;
END $$;

-- A session is described by its main kernel; it began with its first kernel and ended with its last one. Clusters are few: only
-- they are sorted.

CREATE TEMPORARY TABLE clusters AS
SELECT DISTINCT ON (session_id)
    id AS main,
    min(created_at) OVER kernels_of_session AS created_at,
    CASE WHEN bool_and(terminated_at IS NOT NULL) OVER kernels_of_session
         THEN max(terminated_at) OVER kernels_of_session END AS terminated_at,
    min(starts_at) OVER kernels_of_session AS starts_at
FROM kernels
WHERE cluster_size > 1
WINDOW kernels_of_session AS (PARTITION BY session_id)
ORDER BY session_id, cluster_role = 'main' DESC, cluster_idx, id;
ANALYZE clusters;

-- A kernel can be in three states that a session does not know.

INSERT INTO sessions (
    id, creation_id, name, session_type, cluster_mode, cluster_size, scaling_group_name, domain_name, group_id,
    user_uuid, access_key, tag, occupying_slots, requested_slots, vfolder_mounts, resource_opts, bootstrap_script,
    use_host_network, created_at, terminated_at, starts_at, status, status_info, status_data, status_history,
    callback_url, startup_command, result, num_queries, last_stat
)
SELECT
    k.session_id, k.session_creation_id, k.session_name, k.session_type, k.cluster_mode, k.cluster_size,
    k.scaling_group, k.domain_name, k.group_id, k.user_uuid, k.access_key, k.tag, k.occupied_slots, k.occupied_slots,
    k.vfolder_mounts, k.resource_opts, k.bootstrap_script, k.use_host_network,
    CASE WHEN k.cluster_size > 1 THEN c.created_at ELSE k.created_at END,
    CASE WHEN k.cluster_size > 1 THEN c.terminated_at ELSE k.terminated_at END,
    CASE WHEN k.cluster_size > 1 THEN c.starts_at ELSE k.starts_at END,
    (CASE k.status::text
         WHEN 'BUILDING' THEN 'PREPARING'
         WHEN 'RESIZING' THEN 'RUNNING'
         WHEN 'SUSPENDED' THEN 'RUNNING'
         ELSE k.status::text
     END)::sessionstatus,
    k.status_info, k.status_data, k.status_history, k.callback_url, k.startup_command, k.result, k.num_queries,
    k.last_stat
FROM kernels AS k
LEFT JOIN clusters AS c ON c.main = k.id
WHERE k.cluster_size <= 1 OR c.main IS NOT NULL;

DROP TABLE clusters;

ALTER TABLE sessions
    ADD CONSTRAINT pk_sessions PRIMARY KEY (id),
    ADD CONSTRAINT fk_sessions_access_key_keypairs FOREIGN KEY (access_key) REFERENCES keypairs(access_key),
    ADD CONSTRAINT fk_sessions_domain_name_domains FOREIGN KEY (domain_name) REFERENCES domains(name),
    ADD CONSTRAINT fk_sessions_group_id_groups FOREIGN KEY (group_id) REFERENCES groups(id),
    ADD CONSTRAINT fk_sessions_scaling_group_name_scaling_groups
        FOREIGN KEY (scaling_group_name) REFERENCES scaling_groups(name),
    ADD CONSTRAINT fk_sessions_user_uuid_users FOREIGN KEY (user_uuid) REFERENCES users(uuid);
CREATE INDEX ix_sessions_created_at ON sessions (created_at);
CREATE INDEX ix_sessions_name ON sessions (name);
CREATE INDEX ix_sessions_result ON sessions (result);
CREATE INDEX ix_sessions_scaling_group_name ON sessions (scaling_group_name);
CREATE INDEX ix_sessions_session_type ON sessions (session_type);
CREATE INDEX ix_sessions_terminated_at ON sessions (terminated_at);
CREATE INDEX ix_sessions_updated_order
    ON sessions (GREATEST('created_at'::text, 'terminated_at'::text));

-- For the plans of the revisions that follow in the same transaction.
ANALYZE sessions, kernels (session_id);

-- Dependencies: from kernels to their sessions

ALTER TABLE session_dependencies
    DROP CONSTRAINT fk_session_dependencies_depends_on_kernels,
    DROP CONSTRAINT fk_session_dependencies_session_id_kernels,
    DROP CONSTRAINT IF EXISTS pk_session_dependencies,
    DROP CONSTRAINT IF EXISTS sess_dep_pk;

UPDATE session_dependencies AS d SET session_id = s.session_id, depends_on = o.session_id
FROM kernels AS s, kernels AS o
WHERE s.id = d.session_id AND o.id = d.depends_on;
DELETE FROM session_dependencies AS twin USING session_dependencies AS d
WHERE twin.session_id = d.session_id AND twin.depends_on = d.depends_on AND twin.ctid > d.ctid;

ALTER TABLE session_dependencies
    ADD CONSTRAINT sess_dep_pk PRIMARY KEY (session_id, depends_on),
    ADD CONSTRAINT fk_session_dependencies_session_id_sessions
        FOREIGN KEY (session_id) REFERENCES sessions(id) ON UPDATE CASCADE ON DELETE CASCADE,
    ADD CONSTRAINT fk_session_dependencies_depends_on_sessions
        FOREIGN KEY (depends_on) REFERENCES sessions(id) ON UPDATE CASCADE ON DELETE CASCADE;

-- Kernels

ALTER TABLE kernels
    ADD CONSTRAINT fk_kernels_session_id_sessions FOREIGN KEY (session_id) REFERENCES sessions(id);

-- What was unique in the association tables becomes their primary key

ALTER TABLE association_groups_users
    DROP CONSTRAINT IF EXISTS uq_association_user_id_group_id,
    DROP CONSTRAINT IF EXISTS pk_association_groups_users,
    ADD CONSTRAINT pk_association_groups_users PRIMARY KEY (user_id, group_id);
ALTER TABLE sgroups_for_domains
    DROP CONSTRAINT IF EXISTS uq_sgroup_domain,
    DROP CONSTRAINT IF EXISTS pk_sgroups_for_domains,
    ADD CONSTRAINT pk_sgroups_for_domains PRIMARY KEY (scaling_group, domain);
ALTER TABLE sgroups_for_groups
    DROP CONSTRAINT IF EXISTS uq_sgroup_ugroup,
    DROP CONSTRAINT IF EXISTS pk_sgroups_for_groups,
    ADD CONSTRAINT pk_sgroups_for_groups PRIMARY KEY (scaling_group, "group");
ALTER TABLE sgroups_for_keypairs
    DROP CONSTRAINT IF EXISTS uq_sgroup_akey,
    DROP CONSTRAINT IF EXISTS pk_sgroups_for_keypairs,
    ADD CONSTRAINT pk_sgroups_for_keypairs PRIMARY KEY (scaling_group, access_key);
