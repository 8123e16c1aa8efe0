-- Round robin is a way to select an agent, no longer an option of its own; selectors have their own options.

UPDATE scaling_groups SET scheduler_opts = scheduler_opts - 'roundrobin' || (
    CASE scheduler_opts ->> 'roundrobin'
        WHEN 'true' THEN '{"agent_selection_strategy": "roundrobin", "agent_selector_config": {}}'
        ELSE '{"agent_selector_config": {}}'
    END
)::jsonb
WHERE jsonb_typeof(scheduler_opts) = 'object';
