-- What a database of 25.19.2 has beside the rows that rows-22.3.3.sql fills and an upgrade brings along: :rows rows of audit_logs.
-- Of ten, four are heartbeats of agents, which nobody triggered; one is of a command that has no user's id.

\set users ':rows / 200 + 20'
\set agents ':rows / 2000 + 10'

SET synchronous_commit = off;

CREATE FUNCTION pg_temp.id(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
RETURN overlay(overlay(md5(kind || number::text) PLACING '4' FROM 13) PLACING 'a' FROM 17)::uuid;

INSERT INTO audit_logs (
    id, entity_type, operation, entity_id, created_at, request_id, description, duration, status, action_id, triggered_by
)
SELECT pg_temp.id('audit', i), entity_type, operation,
       CASE entity_type WHEN 'agent' THEN 'i-node' || 1 + i % :agents
                        WHEN 'vfolder' THEN pg_temp.id('vfolder', 1 + i % (:rows / 10))::text
                        ELSE pg_temp.id('kernel', i)::text END,
       timestamptz '2025-01-01 UTC' + i * interval '30 seconds', pg_temp.id('request', i)::text,
       'Executed ' || operation || ' of ' || entity_type, i % 1000 * interval '1 millisecond',
       CASE i % 50 WHEN 1 THEN 'error' ELSE 'success' END, pg_temp.id('action', i),
       CASE WHEN entity_type = 'agent' THEN NULL WHEN i % 10 = 1 THEN 'system' ELSE pg_temp.id('user', 1 + i % :users)::text END
FROM (
    SELECT i, (ARRAY['agent', 'session', 'vfolder', 'agent', 'session', 'session', 'agent', 'vfolder', 'session', 'agent'])[1 + i % 10] AS entity_type,
           (ARRAY['update', 'create', 'create', 'update', 'get', 'destroy', 'update', 'update', 'modify', 'update'])[1 + i % 10] AS operation
    FROM generate_series(1, :rows) AS i
) AS i;
