-- loses: all rows of applications, users, keypairs and what belongs to them

DROP TABLE user_profiles;
DROP TABLE keypairs;
DROP TABLE association_applications_users;
DROP TABLE users;
DROP TABLE applications;
