DROP INDEX uq_vfolders_project_name;

-- TODO: rows
