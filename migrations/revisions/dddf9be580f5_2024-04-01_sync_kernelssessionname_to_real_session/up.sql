-- A kernel has the name of its session: where they differ the session's counts.

UPDATE kernels SET session_name = s.name
FROM sessions AS s
WHERE s.id = kernels.session_id AND kernels.session_name <> s.name;
