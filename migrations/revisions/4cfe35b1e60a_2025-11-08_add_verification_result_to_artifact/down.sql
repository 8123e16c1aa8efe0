-- loses: the values of artifact_revisions.verification_result

ALTER TABLE artifact_revisions DROP COLUMN verification_result;
