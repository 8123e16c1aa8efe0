-- Other sessions with locks on these tables of "public", and what there is to know about each.
SELECT format(
           'pid %s%s%s has a lock on %s%s; SELECT pg_terminate_backend(%1$s) ends it',
           held.pid,
           coalesce(', "' || nullif(activity.application_name, '') || '"', ''),
           coalesce(' as user "' || activity.usename || '"', ''),
           held.tables,
           coalesce(to_char(activity.xact_start, '", since" YYYY-MM-DD HH24:MI:SS "UTC"'), '')
       ) AS told
FROM (
    SELECT lock.pid, string_agg(DISTINCT relation.relname, ', ') AS tables
    FROM pg_locks AS lock
    JOIN pg_class AS relation ON relation.oid = lock.relation
    WHERE lock.granted AND lock.pid <> pg_backend_pid() AND lock.locktype = 'relation'
      AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND relation.relnamespace = to_regnamespace('public') AND relation.relname = ANY ($1)
    GROUP BY lock.pid
) AS held
LEFT JOIN pg_stat_activity AS activity USING (pid)
ORDER BY activity.xact_start
