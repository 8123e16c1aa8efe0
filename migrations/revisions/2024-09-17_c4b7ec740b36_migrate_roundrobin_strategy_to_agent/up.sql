-- Round robin is a way to select an agent, no longer an option of its own; selectors have their own options.

UPDATE scaling_groups SET scheduler_opts = scheduler_opts - 'roundrobin'
    || CASE WHEN scheduler_opts ->> 'roundrobin' = 'true' THEN '{"agent_selection_strategy": "roundrobin"}' ELSE '{}' END::jsonb
    || '{"agent_selector_config": {}}'
WHERE jsonb_typeof(scheduler_opts) = 'object';
