-- loses: which weights were left out (they are 1)

UPDATE domain_fair_shares SET weight = 1 WHERE weight IS NULL;
UPDATE project_fair_shares SET weight = 1 WHERE weight IS NULL;
UPDATE user_fair_shares SET weight = 1 WHERE weight IS NULL;
ALTER TABLE domain_fair_shares ALTER COLUMN weight SET NOT NULL;
ALTER TABLE project_fair_shares ALTER COLUMN weight SET NOT NULL;
ALTER TABLE user_fair_shares ALTER COLUMN weight SET NOT NULL;
