//! The temporary table in which the revision's SQL finds the registries; its `up.sql` documents the columns.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use super::tree::Registry;
use crate::config::Secret;

const CREATE: &str = "CREATE TEMPORARY TABLE etcd_container_registries (\
    registry_name text, url text, type text, project text, username text, password text, ssl_verify boolean\
) ON COMMIT DROP";

diesel::table! {
    etcd_container_registries (registry_name) {
        registry_name -> Text,
        url -> Nullable<Text>,
        #[sql_name = "type"]
        kind -> Nullable<Text>,
        project -> Nullable<Text>,
        username -> Nullable<Text>,
        password -> Nullable<Text>,
        ssl_verify -> Nullable<Bool>,
    }
}

/// Creates and fills it, in the caller's transaction, with which it goes.
pub fn fill(connection: &mut PgConnection, registries: &[Registry]) -> QueryResult<()> {
    use etcd_container_registries::dsl;
    connection.batch_execute(CREATE)?;
    for it in registries {
        let row = (
            dsl::registry_name.eq(&it.name),
            dsl::url.eq(&it.url),
            dsl::kind.eq(&it.kind),
            dsl::project.eq(&it.project),
            dsl::username.eq(&it.username),
            dsl::password.eq(it.password.as_ref().map(Secret::expose)),
            dsl::ssl_verify.eq(it.ssl_verify),
        );
        diesel::insert_into(dsl::etcd_container_registries).values(row).execute(connection)?;
    }
    Ok(())
}
