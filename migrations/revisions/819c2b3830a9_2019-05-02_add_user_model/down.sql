-- loses: all rows of users; the names of those that keypairs have stay with the keypairs

ALTER TABLE keypairs
    DROP CONSTRAINT fk_keypairs_user_users,
    DROP COLUMN "user";

DROP TABLE users;
DROP TYPE userrole;
