-- Nothing is global any more.

DELETE FROM association_scopes_entities WHERE scope_type = 'global';
