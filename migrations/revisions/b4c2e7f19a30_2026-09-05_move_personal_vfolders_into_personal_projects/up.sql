CREATE UNIQUE INDEX uq_vfolders_project_name ON vfolders ("group", name)
    WHERE status NOT IN ('delete-complete', 'delete-error');

-- TODO: rows
