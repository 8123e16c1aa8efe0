-- loses: the permissions of roles on notification channels and rules, and in which scopes they are

DELETE FROM association_scopes_entities WHERE entity_type IN ('notification_channel', 'notification_rule');
DELETE FROM permissions WHERE entity_type IN ('notification_channel', 'notification_rule');
