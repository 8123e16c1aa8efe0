-- Ten sessions a model session, for all policies that exist.

ALTER TABLE user_resource_policies ADD COLUMN max_session_count_per_model_session integer NOT NULL DEFAULT 10;

ALTER TABLE user_resource_policies ALTER COLUMN max_session_count_per_model_session DROP DEFAULT;
