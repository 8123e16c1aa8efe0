-- Whether an agent is given sessions: all are.

ALTER TABLE agents ADD COLUMN schedulable boolean NOT NULL DEFAULT true;
