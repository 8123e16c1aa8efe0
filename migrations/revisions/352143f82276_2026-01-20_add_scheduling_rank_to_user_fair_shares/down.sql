-- loses: the values of user_fair_shares.scheduling_rank

ALTER TABLE user_fair_shares DROP COLUMN scheduling_rank;
