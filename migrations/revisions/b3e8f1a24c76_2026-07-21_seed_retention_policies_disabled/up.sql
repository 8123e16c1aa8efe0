-- Nothing is swept away until an administrator turns a category on.

ALTER TABLE retention_policies ALTER COLUMN enabled SET DEFAULT false;

UPDATE retention_policies
SET enabled = false
WHERE enabled
  AND category IN ('logs', 'login', 'reconcile_history', 'roles_invitations', 'deployments', 'sessions',
                   'usage_records', 'usage_buckets');
