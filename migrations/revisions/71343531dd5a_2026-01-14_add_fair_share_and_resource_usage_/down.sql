-- loses: all rows of domain_fair_shares, domain_usage_buckets, kernel_usage_records, project_fair_shares, project_usage_buckets, user_fair_shares, user_usage_buckets

DROP TABLE user_usage_buckets;

DROP TABLE user_fair_shares;

DROP TABLE project_usage_buckets;

DROP TABLE project_fair_shares;

DROP TABLE kernel_usage_records;

DROP TABLE domain_usage_buckets;

DROP TABLE domain_fair_shares;
