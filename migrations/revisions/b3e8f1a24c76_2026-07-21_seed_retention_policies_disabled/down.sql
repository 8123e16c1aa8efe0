-- The policies stay as they are: turning them on would sweep rows away.

ALTER TABLE retention_policies ALTER COLUMN enabled SET DEFAULT true;
