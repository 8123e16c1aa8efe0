-- loses: all rows of groups and association_groups_users

DROP TABLE association_groups_users;
DROP TABLE groups;
