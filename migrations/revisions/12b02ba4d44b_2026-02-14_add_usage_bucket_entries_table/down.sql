-- loses: all rows of usage_bucket_entries

DROP TABLE usage_bucket_entries;
