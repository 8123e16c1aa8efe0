-- Whether anybody who is not trusted has made anything of the kinds that foreign.sql looks for, wherever. Nobody has in most databases,
-- and foreign.sql takes longer to plan than all else that a short command asks.
-- Behind trusted.sql.
-- $1: tables of the manager's
SELECT EXISTS (
    SELECT FROM (
        SELECT opcowner AS owner FROM pg_opclass WHERE oid >= 16384
        UNION ALL SELECT opfowner FROM pg_opfamily WHERE oid >= 16384
        UNION ALL SELECT oprowner FROM pg_operator WHERE oid >= 16384
        UNION ALL SELECT proowner FROM pg_proc WHERE oid >= 16384
        UNION ALL SELECT typowner FROM pg_type WHERE oid >= 16384
        UNION ALL SELECT evtowner FROM pg_event_trigger
        UNION ALL SELECT relowner FROM pg_class WHERE relname = ANY ($1) AND relkind IN ('r', 'p', 'v', 'm', 'f')
    ) AS made
    WHERE owner NOT IN (SELECT oid FROM trusted)
) AS there_are
