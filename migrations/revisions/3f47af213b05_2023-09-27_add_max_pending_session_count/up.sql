ALTER TABLE keypair_resource_policies
    ADD COLUMN IF NOT EXISTS max_pending_session_count integer,
    ADD COLUMN IF NOT EXISTS max_pending_session_resource_slots jsonb;
