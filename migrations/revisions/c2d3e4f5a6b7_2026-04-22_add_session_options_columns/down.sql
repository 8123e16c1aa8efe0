-- loses: the values of scaling_groups.default_session_options, sessions.options

ALTER TABLE scaling_groups DROP COLUMN default_session_options;

ALTER TABLE sessions DROP COLUMN options;
