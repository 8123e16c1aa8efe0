-- Every table of "public" with what this transaction did to it.
SELECT relation.relname::text AS "table",
       relation.oid::bigint AS oid,
       coalesce(pg_relation_filenode(relation.oid), 0)::bigint AS file,
       pg_total_relation_size(relation.oid) AS bytes,
       coalesce(work.n_tup_ins, 0) AS inserted,
       coalesce(work.n_tup_upd, 0) AS updated,
       coalesce(work.n_tup_del, 0) AS deleted,
       (
           SELECT lock.mode FROM pg_locks AS lock
           WHERE lock.pid = pg_backend_pid() AND lock.relation = relation.oid
             AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
             AND lock.mode IN ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
           ORDER BY array_position(
               ARRAY['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock'], lock.mode
           )
           LIMIT 1
       ) AS lock
FROM pg_class AS relation
LEFT JOIN pg_stat_xact_user_tables AS work ON work.relid = relation.oid
WHERE relation.relnamespace = to_regnamespace('public') AND relation.relkind IN ('r', 'p')
ORDER BY relation.relname
