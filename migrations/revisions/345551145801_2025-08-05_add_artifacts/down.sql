-- loses: all rows of artifact_revisions; all rows of artifacts; all rows of association_artifacts_storages

DROP TABLE artifact_revisions;
DROP TABLE artifacts;
DROP TABLE association_artifacts_storages;

DROP TYPE artifacttype;
