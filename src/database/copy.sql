-- What a copy of this database needs: its locale, and the schemas of these extensions.
SELECT
    d.datcollate::text AS collate,
    d.datctype::text AS ctype,
    pg_database_size(d.oid) AS bytes,
    ARRAY(
        SELECT n.nspname::text FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
        WHERE e.extname = ANY ($1) ORDER BY e.extname
    ) AS schemas,
    ARRAY(SELECT e.extname::text FROM pg_extension AS e WHERE e.extname = ANY ($1) ORDER BY e.extname) AS extensions
FROM pg_database AS d
WHERE d.datname = current_database()
