-- Who may run SQL of his own with this program's rights: the current role, the database's owner, superusers.
WITH trusted AS (
    SELECT oid FROM pg_roles WHERE rolsuper OR rolname IN (current_user, 'pg_database_owner')
    UNION ALL
    SELECT datdba FROM pg_database WHERE datname = current_database()
)
