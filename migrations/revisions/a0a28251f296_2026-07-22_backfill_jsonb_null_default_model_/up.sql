-- A variant made without a definition was stored with the JSON null, which passes NOT NULL but cannot be read.

UPDATE runtime_variants SET default_model_definition = '{}' WHERE default_model_definition = 'null';
