//! The tables that are queried statically; as `diesel print-schema` writes them, but for the schema: no session has it in its
//! search_path.

diesel::table! {
    public.alembic_version (version_num) {
        #[max_length = 32]
        version_num -> Varchar,
    }
}
