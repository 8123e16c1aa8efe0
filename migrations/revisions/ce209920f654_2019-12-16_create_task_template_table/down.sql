-- loses: all rows of session_templates; the values of kernels.bootstrap_script

ALTER TABLE kernels DROP COLUMN bootstrap_script;

DROP TABLE session_templates;
DROP TYPE IF EXISTS templatetypes, templatetype;
