-- loses: all rows of permission_fields; the values of permissions.all_fields

DROP TABLE permission_fields;

ALTER TABLE permissions
    DROP COLUMN all_fields,
    ALTER COLUMN id SET DEFAULT uuid_generate_v4();
