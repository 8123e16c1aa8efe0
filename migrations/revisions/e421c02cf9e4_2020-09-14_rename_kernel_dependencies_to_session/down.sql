ALTER TABLE session_dependencies RENAME TO kernel_dependencies;
ALTER TABLE kernel_dependencies RENAME COLUMN session_id TO kernel_id;
ALTER TABLE kernel_dependencies RENAME CONSTRAINT pk_session_dependencies TO pk_kernel_dependencies;
ALTER INDEX ix_session_dependencies_depends_on RENAME TO ix_kernel_dependencies_depends_on;
ALTER INDEX ix_session_dependencies_session_id RENAME TO ix_kernel_dependencies_kernel_id;
ALTER TABLE kernel_dependencies
    DROP CONSTRAINT fk_session_dependencies_depends_on_kernels,
    DROP CONSTRAINT fk_session_dependencies_session_id_kernels,
    ADD CONSTRAINT fk_kernel_dependencies_depends_on_kernels FOREIGN KEY (depends_on) REFERENCES kernels(id),
    ADD CONSTRAINT fk_kernel_dependencies_kernel_id_kernels FOREIGN KEY (kernel_id) REFERENCES kernels(id);
