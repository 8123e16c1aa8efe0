-- What other roles have put where this program's SQL would find it: objects of an owner who is neither the current role, nor the
-- database's owner, nor a superuser, and that belong to no extension of these either. Parsed with search_path = pg_catalog, pg_temp:
-- every function, operator and type in here is PostgreSQL's own.
-- Behind trusted.sql.
-- $1: tables of the manager's; $2: extensions whose schemas are searched too; $3: also what no table uses
, home AS (
    SELECT oid FROM pg_namespace WHERE nspname = 'public'
    UNION
    SELECT extnamespace FROM pg_extension WHERE extname = ANY ($2)
), ours AS (
    SELECT c.* FROM pg_class c JOIN home ON home.oid = c.relnamespace WHERE c.relname = ANY ($1)
), attached (classid, objid) AS (
    -- What runs when one of the tables is written or read, and what its columns and indexes are made of
    SELECT 'pg_class'::regclass::oid, oid FROM ours
    UNION ALL SELECT 'pg_class'::regclass, indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM ours)
    UNION ALL SELECT 'pg_attrdef'::regclass, oid FROM pg_attrdef WHERE adrelid IN (SELECT oid FROM ours)
    UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE conrelid IN (SELECT oid FROM ours)
    UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM ours)
    UNION ALL SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite WHERE ev_class IN (SELECT oid FROM ours)
    UNION ALL SELECT 'pg_policy'::regclass, oid FROM pg_policy WHERE polrelid IN (SELECT oid FROM ours)
), object (rank, classid, objid, owner, namespace) AS (
    SELECT 3, 'pg_opclass'::regclass::oid, oid, opcowner, opcnamespace FROM pg_opclass
    UNION ALL SELECT 4, 'pg_opfamily'::regclass, oid, opfowner, opfnamespace FROM pg_opfamily
    UNION ALL SELECT 5, 'pg_operator'::regclass, oid, oprowner, oprnamespace FROM pg_operator
    UNION ALL SELECT 6, 'pg_proc'::regclass, oid, proowner, pronamespace FROM pg_proc
    -- Not the types of rows and arrays, which come with their tables and types
    UNION ALL SELECT 7, 'pg_type'::regclass, oid, typowner, typnamespace FROM pg_type
              WHERE (typrelid = 0 OR (SELECT relkind FROM pg_class WHERE pg_class.oid = typrelid) = 'c')
                AND NOT (typelem <> 0 AND typlen = -1)
), suspect AS (
    SELECT * FROM object WHERE objid >= 16384 AND owner NOT IN (SELECT oid FROM trusted)
), stranger AS (
    SELECT rank, classid, objid, owner FROM suspect
    WHERE $3 AND namespace IN (SELECT oid FROM home)
       OR EXISTS (SELECT FROM pg_depend d JOIN attached USING (classid, objid)
                  WHERE d.refclassid = suspect.classid AND d.refobjid = suspect.objid)
    UNION ALL
    SELECT 1, 'pg_event_trigger'::regclass, oid, evtowner FROM pg_event_trigger
    WHERE $3 AND evtowner NOT IN (SELECT oid FROM trusted)
    UNION ALL
    -- A cast has no owner: its function has one, or else its types
    SELECT 2, 'pg_cast'::regclass, c.oid, coalesce(function.owner, source.owner, target.owner)
    FROM pg_cast c
    LEFT JOIN suspect function ON function.objid = c.castfunc AND function.classid = 'pg_proc'::regclass
    LEFT JOIN suspect source ON source.objid = c.castsource AND source.classid = 'pg_type'::regclass
    LEFT JOIN suspect target ON target.objid = c.casttarget AND target.classid = 'pg_type'::regclass
    WHERE $3 AND c.oid >= 16384 AND (function.objid IS NOT NULL OR
          coalesce(source.namespace, target.namespace) IN (SELECT oid FROM home))
    UNION ALL
    SELECT 8, 'pg_class'::regclass, oid, relowner FROM ours WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
      AND relowner NOT IN (SELECT oid FROM trusted)
)
SELECT identified.type || ' ' || identified.identity AS what, pg_get_userbyid(owner)::text AS owner,
       CASE WHEN identified.type LIKE '%table%' AND identified.type <> 'foreign table'
            THEN format('ALTER TABLE %s OWNER TO %I;', identified.identity, current_user)
            ELSE format('DROP %s %s;', upper(identified.type), identified.identity) END AS sql
FROM stranger CROSS JOIN pg_identify_object(classid, objid, 0) AS identified
WHERE NOT EXISTS (
    -- Whoever owns an extension may add to it
    SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
    WHERE d.classid = stranger.classid AND d.objid = stranger.objid AND d.refclassid = 'pg_extension'::regclass
      AND d.deptype = 'e' AND e.extowner IN (SELECT oid FROM trusted)
)
ORDER BY rank, what
