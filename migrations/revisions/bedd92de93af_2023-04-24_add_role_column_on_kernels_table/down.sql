-- loses: the values of kernels.role

DROP INDEX ix_kernels_role;
ALTER TABLE kernels DROP COLUMN role;
DROP TYPE kernelrole;
