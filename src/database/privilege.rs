//! What the role may not do, asked before the first write, and the SQL with which a DBA allows it.
//!
//! Since PostgreSQL 15 only the owner of a database may create in its schema public: the most common case.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use diesel::deserialize::QueryableByName;
use diesel::sql_types::{Array, Text};
use diesel::{PgConnection, RunQueryDsl, sql_query};

use super::connect::Access;
use super::{Error, failed};

/// As which role this process works, and what for: for the SQL that a DBA would run.
static ROLE: Mutex<Option<(String, Access)>> = Mutex::new(None);

/// Remembers it.
pub(super) fn works_as(role: &str, access: Access) {
    *ROLE.lock().unwrap_or_else(PoisonError::into_inner) = Some((role.to_owned(), access));
}

/// Something that the role missing.
#[derive(Clone, Debug, Eq, PartialEq, QueryableByName)]
pub struct MissingPrivilege {
    /// What it may not do: `create tables in schema public`.
    #[diesel(sql_type = Text)]
    pub what: String,
    /// One statement for the DBA, names quoted by the server.
    #[diesel(sql_type = Text)]
    pub sql: String,
}

/// The role may not do what is to be done.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Denied {
    role: String,
    missing: Vec<MissingPrivilege>,
}

impl Denied {
    /// The statements for the DBA.
    pub fn sql(&self) -> impl Iterator<Item = &str> {
        self.missing.iter().map(|missing| missing.sql.as_str())
    }
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whats: Vec<&str> = self.missing.iter().map(|missing| missing.what.as_str()).collect();
        let sql: Vec<&str> = self.sql().collect();
        write!(
            f,
            "role \"{}\" may not {}; have the DBA run, in this database: {}",
            self.role,
            whats.join(", nor "),
            sql.join(" ")
        )
    }
}

impl std::error::Error for Denied {}

/// Extensions that the server does not have.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error(
    "the server has no extension {}: install PostgreSQL's contrib package on it (Debian: postgresql-contrib, Red Hat: postgresql-contrib)",
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
)]
pub struct ExtensionMissing {
    names: Vec<String>,
}

/// Whether the role may create a schema's tables in `public` and these extensions, which the server must have.
pub fn for_oneshot(connection: &mut PgConnection, extensions: &[&str]) -> Result<(), Error> {
    // pg_available_extension_versions.trusted came with PostgreSQL 13; to_jsonb makes an absent column a NULL.
    let missing: Vec<MissingPrivilege> = sql_query(
        "SELECT 'use schema public' AS what, format('CREATE SCHEMA public AUTHORIZATION %I;', current_user) AS sql \
         WHERE to_regnamespace('public') IS NULL \
         UNION ALL \
         SELECT 'create tables in schema public', format('GRANT USAGE, CREATE ON SCHEMA public TO %I;', current_user) \
         WHERE NOT (has_schema_privilege(to_regnamespace('public')::oid, 'USAGE') \
                AND has_schema_privilege(to_regnamespace('public')::oid, 'CREATE')) \
         UNION ALL \
         SELECT wanted, '' FROM unnest($1) AS wanted \
         WHERE NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = wanted) \
           AND NOT EXISTS (SELECT FROM pg_extension WHERE extname = wanted) \
         UNION ALL \
         SELECT format('create extension %I', wanted), format('CREATE EXTENSION %I SCHEMA public;', wanted) \
         FROM unnest($1) AS wanted \
         WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = wanted) \
           AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) \
           AND NOT (has_database_privilege(current_database(), 'CREATE') \
                AND EXISTS (SELECT FROM pg_available_extension_versions AS offered \
                            WHERE offered.name = wanted AND (to_jsonb(offered) ->> 'trusted')::boolean))",
    )
    .bind::<Array<Text>, _>(extensions)
    .load(connection)
    .map_err(failed)?;
    // No statement helps where the server lacks an extension.
    let (absent, missing): (Vec<_>, Vec<_>) = missing.into_iter().partition(|missing| missing.sql.is_empty());
    if !absent.is_empty() {
        return Err(ExtensionMissing { names: absent.into_iter().map(|absent| absent.what).collect() }.into());
    }
    deny(connection, missing)
}

/// Whether the role may alter these tables of `public`, which only members of the owner may. Tables that do not exist are passed over.
pub fn for_upgrade(connection: &mut PgConnection, tables: &[&str]) -> Result<(), Error> {
    let missing = sql_query(
        "SELECT format('alter table %I', relname) AS what, format('ALTER TABLE public.%I OWNER TO %I;', relname, current_user) AS sql \
         FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p') AND relname = ANY ($1) \
           AND NOT pg_has_role(relowner, 'USAGE') \
         ORDER BY relname",
    )
    .bind::<Array<Text>, _>(tables)
    .load(connection)
    .map_err(failed)?;
    deny(connection, missing)
}

fn deny(connection: &mut PgConnection, missing: Vec<MissingPrivilege>) -> Result<(), Error> {
    if missing.is_empty() {
        return Ok(());
    }
    let role = diesel::select(diesel::dsl::sql::<Text>("current_user::text")).get_result(connection).map_err(failed)?;
    Err(Denied { role, missing }.into())
}

/// The SQL for the DBA, read from a server's message in English: for what was not asked beforehand. Names stand as the server wrote them.
pub(super) fn remedy(message: &str) -> Option<String> {
    let (role, access) =
        ROLE.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or(("…".to_owned(), Access::Write));
    let role = format!("\"{}\"", role.replace('"', "\"\""));
    statement(message, &role, access)
}

fn statement(message: &str, role: &str, access: Access) -> Option<String> {
    let reads = access == Access::Read;
    let name = |prefix: &str| message.strip_prefix(prefix).map(str::trim);
    if let Some(schema) = name("permission denied for schema ") {
        return Some(format!("GRANT {} ON SCHEMA {schema} TO {role};", if reads { "USAGE" } else { "USAGE, CREATE" }));
    }
    if let Some(table) = name("permission denied for table ").or(name("permission denied for relation ")) {
        let rights = if reads { "SELECT" } else { "SELECT, INSERT, UPDATE, DELETE" };
        return Some(format!("GRANT {rights} ON TABLE {table} TO {role};"));
    }
    if let Some(sequence) = name("permission denied for sequence ") {
        return Some(format!("GRANT USAGE ON SEQUENCE {sequence} TO {role};"));
    }
    if message.contains("row-level security policy") {
        return Some(format!("ALTER ROLE {role} BYPASSRLS;"));
    }
    if let Some(database) = name("permission denied to create temporary tables in database ") {
        return Some(format!("GRANT TEMPORARY ON DATABASE {database} TO {role};"));
    }
    if let Some(table) = name("must be owner of table ") {
        return Some(format!("ALTER TABLE {table} OWNER TO {role};"));
    }
    if let Some(kind_and_name) = name("must be owner of ") {
        return Some(format!("ALTER {kind_and_name} OWNER TO {role};"));
    }
    name("permission denied to create extension ").map(|extension| format!("CREATE EXTENSION {extension};"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_have_remedies() {
        let remedy = |message: &str, access| statement(message, "\"app\"", access);
        let (read, write) = (Access::Read, Access::Write);
        for (message, access, expected) in [
            ("must be owner of type userroles", write, "ALTER type userroles OWNER TO \"app\";"),
            ("permission denied to create extension \"uuid-ossp\"", write, "CREATE EXTENSION \"uuid-ossp\";"),
            ("permission denied for table users", read, "GRANT SELECT ON TABLE users TO \"app\";"),
            (
                "permission denied for table users",
                write,
                "GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE users TO \"app\";",
            ),
            ("permission denied for schema public", read, "GRANT USAGE ON SCHEMA public TO \"app\";"),
            (
                "permission denied to create temporary tables in database \"backend\"",
                write,
                "GRANT TEMPORARY ON DATABASE \"backend\" TO \"app\";",
            ),
            (
                "query would be affected by row-level security policy for table \"users\"",
                read,
                "ALTER ROLE \"app\" BYPASSRLS;",
            ),
        ] {
            assert_eq!(remedy(message, access).as_deref(), Some(expected));
        }
        assert_eq!(remedy("syntax error", read), None);
    }

    #[test]
    fn all_lacks_are_told_at_once() {
        let lack = |what: &str, sql: &str| MissingPrivilege { what: what.into(), sql: sql.into() };
        let denied = Denied {
            role: "app".into(),
            missing: vec![lack("create tables in schema public", "A;"), lack("create extension x", "B;")],
        };
        assert_eq!(
            denied.to_string(),
            "role \"app\" may not create tables in schema public, nor create extension x; have the DBA run, in this database: A; B;"
        );
    }
}
