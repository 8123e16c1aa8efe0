-- loses: the values of workers.traefik_last_used_marker_path

ALTER TABLE workers DROP COLUMN traefik_last_used_marker_path;
