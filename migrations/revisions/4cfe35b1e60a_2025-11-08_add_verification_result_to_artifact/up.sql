ALTER TABLE artifact_revisions ADD COLUMN verification_result json;
