-- loses: the permissions of roles on model cards

DELETE FROM permissions WHERE entity_type = 'model_card';
