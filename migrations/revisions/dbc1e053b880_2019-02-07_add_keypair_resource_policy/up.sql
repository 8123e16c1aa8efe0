-- Resource policies of keypairs become a table. There is one to begin with, called default, and all keypairs have it: what stood in
-- their place so far was no name of anything. How many kernels a keypair may have at once is the policy's.

CREATE TYPE default_for_unspecified AS ENUM ('LIMITED', 'UNLIMITED');

CREATE TABLE keypair_resource_policies (
    name                       varchar(256) NOT NULL,
    created_at                 timestamptz DEFAULT now(),
    default_for_unspecified    default_for_unspecified NOT NULL,
    total_resource_slots       jsonb NOT NULL,
    max_concurrent_sessions    integer NOT NULL,
    max_containers_per_session integer NOT NULL,
    max_vfolder_count          integer NOT NULL,
    max_vfolder_size           bigint NOT NULL,
    allowed_vfolder_hosts      varchar[] NOT NULL,
    CONSTRAINT pk_keypair_resource_policies PRIMARY KEY (name)
);

INSERT INTO keypair_resource_policies (
    name, default_for_unspecified, total_resource_slots, max_concurrent_sessions, max_containers_per_session,
    max_vfolder_count, max_vfolder_size, allowed_vfolder_hosts
)
VALUES ('default', 'UNLIMITED', '{}', 30, 1, 10, 0, '{local}');

ALTER TABLE keypairs
    DROP COLUMN concurrency_limit,
    ALTER COLUMN resource_policy TYPE varchar(256) USING 'default',
    ALTER COLUMN resource_policy SET NOT NULL,
    ADD CONSTRAINT fk_keypairs_resource_policy_keypair_resource_policies
        FOREIGN KEY (resource_policy) REFERENCES keypair_resource_policies(name);
