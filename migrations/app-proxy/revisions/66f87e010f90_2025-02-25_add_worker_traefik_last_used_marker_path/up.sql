ALTER TABLE workers ADD COLUMN traefik_last_used_marker_path varchar(1024);
