-- loses: the values of user_resource_policies.max_session_count_per_model_session

ALTER TABLE user_resource_policies DROP COLUMN max_session_count_per_model_session;
