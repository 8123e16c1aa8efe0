-- loses: the options of agent selectors in scaling_groups.scheduler_opts

UPDATE scaling_groups SET scheduler_opts =
    CASE WHEN scheduler_opts ->> 'agent_selection_strategy' = 'roundrobin'
         THEN scheduler_opts - 'agent_selector_config' - 'agent_selection_strategy' || '{"roundrobin": true}'
         ELSE scheduler_opts - 'agent_selector_config' END
WHERE jsonb_typeof(scheduler_opts) = 'object';
