-- It is sessions that depend on others. They are named by their main kernels, whose ids they have.

ALTER TABLE kernel_dependencies RENAME TO session_dependencies;
ALTER TABLE session_dependencies RENAME COLUMN kernel_id TO session_id;
ALTER TABLE session_dependencies RENAME CONSTRAINT pk_kernel_dependencies TO pk_session_dependencies;
ALTER INDEX ix_kernel_dependencies_depends_on RENAME TO ix_session_dependencies_depends_on;
ALTER INDEX ix_kernel_dependencies_kernel_id RENAME TO ix_session_dependencies_session_id;
ALTER TABLE session_dependencies
    DROP CONSTRAINT fk_kernel_dependencies_depends_on_kernels,
    DROP CONSTRAINT fk_kernel_dependencies_kernel_id_kernels,
    ADD CONSTRAINT fk_session_dependencies_depends_on_kernels
        FOREIGN KEY (depends_on) REFERENCES kernels(id) ON UPDATE CASCADE ON DELETE CASCADE,
    ADD CONSTRAINT fk_session_dependencies_session_id_kernels
        FOREIGN KEY (session_id) REFERENCES kernels(id) ON UPDATE CASCADE ON DELETE CASCADE;
