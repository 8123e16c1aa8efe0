-- The facts of schema "public", one a line. What belongs to an extension is the extension's business.
-- The session's search_path is pg_catalog, so that every name in here is PostgreSQL's own. PostgreSQL spells expressions by the path
-- of the moment: while the query runs, and is long parsed, "public" and the schemas of extensions are in it.
WITH before AS MATERIALIZED (
    SELECT current_setting('search_path') AS path
), shown AS MATERIALIZED (
    SELECT set_config('search_path', concat_ws(', ', 'public', (
        SELECT string_agg(DISTINCT quote_ident(nspname), ', ')
        FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
        WHERE nspname NOT IN ('public', 'pg_catalog')
    )), true) AS path FROM before WHERE path IS NOT NULL
), extended AS (
    SELECT classid, objid FROM pg_depend WHERE deptype = 'e'
), home AS (
    SELECT to_regnamespace('public')::oid AS oid FROM shown WHERE path IS NOT NULL
), relation AS (
    SELECT c.oid, c.relname AS name, c.relkind AS kind, c.relkind IN ('r', 'p') AS is_table
    FROM pg_class c JOIN home ON c.relnamespace = home.oid
    WHERE ('pg_class'::regclass::oid, c.oid) NOT IN (SELECT classid, objid FROM extended)
), type AS (
    SELECT t.* FROM pg_type t JOIN home ON t.typnamespace = home.oid
    WHERE ('pg_type'::regclass::oid, t.oid) NOT IN (SELECT classid, objid FROM extended)
), fact (text) AS (
    SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
UNION ALL
    SELECT 'enum ' || type.typname || ' (' || string_agg(quote_literal(label.enumlabel), ', ' ORDER BY label.enumsortorder) || ')'
    FROM type JOIN pg_enum label ON label.enumtypid = type.oid GROUP BY type.oid, type.typname
UNION ALL
    SELECT 'domain ' || typname || ' ' || format_type(typbasetype, typtypmod) FROM type WHERE typtype = 'd'
UNION ALL
    SELECT 'function ' || f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ') returns '
        || coalesce(pg_get_function_result(f.oid), '') || ' language ' || language.lanname
    FROM pg_proc f JOIN home ON f.pronamespace = home.oid JOIN pg_language language ON language.oid = f.prolang
    WHERE ('pg_proc'::regclass::oid, f.oid) NOT IN (SELECT classid, objid FROM extended)
UNION ALL
    SELECT 'table ' || name FROM relation WHERE is_table
UNION ALL
    SELECT 'column ' || relation.name || '.' || a.attname
        || ' #' || to_char(row_number() OVER (PARTITION BY relation.oid ORDER BY a.attnum), 'FM000')
        || ' ' || format_type(a.atttypid, a.atttypmod)
        || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
        || coalesce(' identity ' || nullif(a.attidentity::text, ''), '')
        || coalesce(CASE a.attgenerated WHEN '' THEN ' default ' ELSE ' generated ' END || pg_get_expr(value.adbin, value.adrelid), '')
        || coalesce(' collate ' || (
            SELECT quote_ident(collname) FROM pg_collation WHERE oid = a.attcollation AND oid <> own.typcollation
        ), '')
    FROM relation JOIN pg_attribute a ON a.attrelid = relation.oid JOIN pg_type own ON own.oid = a.atttypid
    LEFT JOIN pg_attrdef value ON (value.adrelid, value.adnum) = (a.attrelid, a.attnum)
    WHERE is_table AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
    -- PostgreSQL 18 has a constraint for every NOT NULL; the column says that already.
    SELECT 'constraint ' || relation.name || '.' || c.conname || ' ' || pg_get_constraintdef(c.oid)
    FROM relation JOIN pg_constraint c ON c.conrelid = relation.oid WHERE is_table AND c.contype <> 'n'
UNION ALL
    SELECT 'index ' || relation.name || '.' || i.relname || ' ' || pg_get_indexdef(x.indexrelid)
    FROM relation JOIN pg_index x ON x.indrelid = relation.oid JOIN pg_class i ON i.oid = x.indexrelid
    LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.contype IN ('p', 'u', 'x')
    WHERE is_table AND c.oid IS NULL
UNION ALL
    SELECT 'trigger ' || relation.name || '.' || t.tgname || ' ' || pg_get_triggerdef(t.oid)
    FROM relation JOIN pg_trigger t ON t.tgrelid = relation.oid WHERE NOT t.tgisinternal
UNION ALL
    SELECT 'view ' || name || ' ' || pg_get_viewdef(oid) FROM relation WHERE kind IN ('v', 'm')
UNION ALL
    SELECT 'sequence ' || name FROM relation WHERE kind = 'S' AND NOT EXISTS (
        SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = relation.oid AND deptype IN ('a', 'i')
    )
)
SELECT text AS line FROM fact
UNION ALL
-- The last branch, hence the last to be asked
SELECT '' FROM before WHERE set_config('search_path', path, true) IS NULL
