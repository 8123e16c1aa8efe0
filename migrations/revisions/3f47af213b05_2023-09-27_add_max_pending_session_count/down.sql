-- loses: the values of keypair_resource_policies.max_pending_session_count, max_pending_session_resource_slots

ALTER TABLE keypair_resource_policies
    DROP COLUMN IF EXISTS max_pending_session_count,
    DROP COLUMN IF EXISTS max_pending_session_resource_slots;
