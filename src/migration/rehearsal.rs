//! What a transaction did to the tables, asked before it is rolled back: rows written, tables rewritten, locks that it holds.

use std::collections::BTreeMap;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};

use super::error::Error;
use crate::database::failed;

/// A table of `public` before the work.
#[derive(Debug, QueryableByName)]
struct Before {
    #[diesel(sql_type = BigInt)]
    oid: i64,
    #[diesel(sql_type = BigInt)]
    file: i64,
}

/// The tables as they were.
#[derive(Debug)]
pub struct Tables(BTreeMap<i64, i64>);

/// What became of a table that was there before, or that is new.
#[derive(Clone, Debug, QueryableByName)]
pub struct TableWork {
    /// Its name now.
    #[diesel(sql_type = Text)]
    pub table: String,
    #[diesel(sql_type = BigInt)]
    oid: i64,
    #[diesel(sql_type = BigInt)]
    file: i64,
    /// Its size with all that belongs to it, in bytes.
    #[diesel(sql_type = BigInt)]
    pub bytes: i64,
    /// Rows inserted.
    #[diesel(sql_type = BigInt)]
    pub inserted: i64,
    /// Rows updated.
    #[diesel(sql_type = BigInt)]
    pub updated: i64,
    /// Rows deleted.
    #[diesel(sql_type = BigInt)]
    pub deleted: i64,
    /// The strongest lock on it, until the end of the transaction: `AccessExclusiveLock` keeps even readers waiting.
    #[diesel(sql_type = Nullable<Text>)]
    lock: Option<String>,
}

/// What a rehearsal found out.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    /// Tables with rows written.
    pub written: Vec<TableWork>,
    /// Tables that were written anew as a whole.
    pub rewritten: Vec<TableWork>,
    /// Tables that were there before and are locked, with the lock's mode.
    pub locked: Vec<(String, String)>,
}

impl Tables {
    /// Remembers them.
    pub fn before(connection: &mut PgConnection) -> Result<Self, Error> {
        let tables: Vec<Before> = diesel::sql_query(
            "SELECT oid::bigint AS oid, coalesce(pg_relation_filenode(oid), 0)::bigint AS file \
             FROM pg_class WHERE relnamespace = to_regnamespace('public') AND relkind IN ('r', 'p')",
        )
        .load(connection)
        .map_err(failed)?;
        Ok(Tables(tables.into_iter().map(|table| (table.oid, table.file)).collect()))
    }

    /// Compares.
    pub fn after(&self, connection: &mut PgConnection) -> Result<Rehearsal, Error> {
        let tables: Vec<TableWork> =
            diesel::sql_query(include_str!("rehearsal.sql")).load(connection).map_err(failed)?;
        let (mut written, mut rewritten, mut locked) = (Vec::new(), Vec::new(), Vec::new());
        for table in tables {
            let file = self.0.get(&table.oid);
            if let (Some(_), Some(lock)) = (file, &table.lock) {
                locked.push((table.table.clone(), lock.clone()));
            }
            if file.is_some_and(|file| *file != table.file) {
                rewritten.push(table.clone());
            }
            if table.inserted + table.updated + table.deleted > 0 {
                written.push(table);
            }
        }
        Ok(Rehearsal { written, rewritten, locked })
    }
}
