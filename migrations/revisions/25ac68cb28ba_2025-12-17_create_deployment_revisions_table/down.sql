-- loses: all rows of deployment_revisions; the values of endpoints.current_revision, deploying_revision

ALTER TABLE endpoints
    DROP COLUMN current_revision,
    DROP COLUMN deploying_revision;

DROP TABLE deployment_revisions;
