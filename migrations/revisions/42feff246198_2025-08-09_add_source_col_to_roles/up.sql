ALTER TABLE roles ADD COLUMN source varchar(16) NOT NULL DEFAULT 'system';
