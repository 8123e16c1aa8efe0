-- loses: all rows of agent_resources, resource_allocations, resource_slot_types

DROP TABLE resource_allocations;

DROP TABLE agent_resources;

DROP TABLE resource_slot_types;
