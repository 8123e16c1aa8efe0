-- What can be known without waiting for anybody's locks on tables.
SELECT current_setting('server_version_num')::integer / 10000 AS server,
       EXISTS (
           SELECT FROM pg_locks
           WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pid <> pg_backend_pid()
             AND (classid::bigint << 32 | objid::bigint) = $1
             AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       ) AS busy,
       ARRAY(
           SELECT relname::text FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p')
       ) AS tables,
       CASE ledger.relkind
           WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
           WHEN 'p' THEN 'partitioned table' WHEN 'S' THEN 'sequence' WHEN 'c' THEN 'type'
           WHEN 'i' THEN 'index' WHEN 'I' THEN 'index'
       END AS ledger,
       format_type(stamp.atttypid, stamp.atttypmod) AS stamp_type,
       coalesce(type.typcategory = 'S' AND type.typnamespace = to_regnamespace('pg_catalog'), false) AS holds_text
FROM (SELECT) AS one
LEFT JOIN pg_class ledger ON ledger.relnamespace = to_regnamespace('public') AND ledger.relname = 'alembic_version'
LEFT JOIN pg_attribute stamp ON stamp.attrelid = ledger.oid AND stamp.attname = 'version_num' AND stamp.attnum > 0
    AND NOT stamp.attisdropped
LEFT JOIN pg_type type ON type.oid = stamp.atttypid
