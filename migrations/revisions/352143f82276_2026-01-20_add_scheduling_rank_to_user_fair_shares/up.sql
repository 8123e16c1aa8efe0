ALTER TABLE user_fair_shares ADD COLUMN scheduling_rank integer;
