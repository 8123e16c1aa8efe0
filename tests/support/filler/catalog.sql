-- The tables of schema "public" as one JSON document: what has to be known of them to make valid rows.
SELECT coalesce(jsonb_agg(jsonb_build_object(
    'name', c.relname,
    'columns', (
        SELECT jsonb_agg(jsonb_build_object(
            'name', a.attname,
            'kind', coalesce(element.typname, type.typname),
            'array', element.oid IS NOT NULL,
            'length', CASE WHEN coalesce(element.typname, type.typname) IN ('varchar', 'bpchar') AND a.atttypmod > 4
                           THEN a.atttypmod - 4 END,
            'digits', CASE WHEN type.typname = 'numeric' AND a.atttypmod > 4
                           THEN ((a.atttypmod - 4) >> 16) - ((a.atttypmod - 4) & 2047) END,
            'not_null', a.attnotnull,
            'labels', coalesce((
                SELECT jsonb_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum
                WHERE enumtypid = coalesce(element.oid, type.oid)
            ), '[]')
        ) ORDER BY a.attnum)
        FROM pg_attribute a
        JOIN pg_type type ON type.oid = a.atttypid
        LEFT JOIN pg_type element ON element.oid = type.typelem AND type.typcategory = 'A'
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    ),
    'unique', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'primary', x.indisprimary,
            -- PostgreSQL 14 and older have no such column.
            'nulls_are_equal', coalesce((to_jsonb(x) ->> 'indnullsnotdistinct')::boolean, false),
            'columns', (
                SELECT jsonb_agg(a.attname ORDER BY k.place)
                FROM unnest(x.indkey) WITH ORDINALITY AS k (number, place)
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
            ),
            'predicate', pg_get_expr(x.indpred, x.indrelid)
        ) ORDER BY x.indexrelid::regclass::text)
        FROM pg_index x WHERE x.indrelid = c.oid AND x.indisunique
    ), '[]'),
    'foreign', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'columns', (
                SELECT jsonb_agg(a.attname ORDER BY k.place) FROM unnest(f.conkey) WITH ORDINALITY AS k (number, place)
                JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = k.number
            ),
            'table', parent.relname,
            'references', (
                SELECT jsonb_agg(a.attname ORDER BY k.place) FROM unnest(f.confkey) WITH ORDINALITY AS k (number, place)
                JOIN pg_attribute a ON a.attrelid = f.confrelid AND a.attnum = k.number
            )
        ) ORDER BY f.conname)
        FROM pg_constraint f JOIN pg_class parent ON parent.oid = f.confrelid
        WHERE f.conrelid = c.oid AND f.contype = 'f'
    ), '[]'),
    'checks', coalesce((
        SELECT jsonb_agg(pg_get_expr(k.conbin, k.conrelid) ORDER BY k.conname)
        FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'
    ), '[]')
) ORDER BY c.relname), '[]') AS document
FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'
