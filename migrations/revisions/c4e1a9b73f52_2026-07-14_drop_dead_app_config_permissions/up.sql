-- The application configuration that these permissions were for is gone since 26.4; nothing asks for them.

DELETE FROM permissions WHERE entity_type = 'app_config';
