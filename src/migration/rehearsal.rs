//! What a transaction did to the tables, asked before it is rolled back: rows written, tables rewritten, locks that it holds.

use std::collections::BTreeMap;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use serde::Serialize;

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
#[derive(Debug, QueryableByName)]
struct After {
    #[diesel(embed)]
    written: Written,
    #[diesel(sql_type = BigInt)]
    oid: i64,
    #[diesel(sql_type = BigInt)]
    file: i64,
    #[diesel(sql_type = BigInt)]
    bytes: i64,
    #[diesel(sql_type = Nullable<Text>)]
    lock: Option<String>,
}

/// Rows of a table.
#[derive(Clone, Debug, QueryableByName, Serialize)]
pub struct Written {
    /// The table's name now.
    #[diesel(sql_type = Text)]
    pub table: String,
    #[diesel(sql_type = BigInt)]
    pub inserted: i64,
    #[diesel(sql_type = BigInt)]
    pub updated: i64,
    #[diesel(sql_type = BigInt)]
    pub deleted: i64,
}

/// A table that was written anew as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct Rewritten {
    pub table: String,
    /// With all that belongs to it.
    pub bytes: i64,
}

/// A table that was there before.
#[derive(Clone, Debug, Serialize)]
pub struct Locked {
    pub table: String,
    /// The strongest lock on it, until the end of the transaction: `AccessExclusiveLock` keeps even readers waiting.
    pub mode: String,
}

/// What a rehearsal found out.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Rehearsal {
    pub written: Vec<Written>,
    pub rewritten: Vec<Rewritten>,
    pub locked: Vec<Locked>,
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
        let tables: Vec<After> = diesel::sql_query(include_str!("rehearsal.sql")).load(connection).map_err(failed)?;
        let mut rehearsal = Rehearsal::default();
        for After { written, oid, file, bytes, lock } in tables {
            let (table, before) = (&written.table, self.0.get(&oid));
            if let (Some(_), Some(mode)) = (before, lock) {
                rehearsal.locked.push(Locked { table: table.clone(), mode });
            }
            if before.is_some_and(|before| *before != file) {
                rehearsal.rewritten.push(Rewritten { table: table.clone(), bytes });
            }
            if written.inserted + written.updated + written.deleted > 0 {
                rehearsal.written.push(written);
            }
        }
        Ok(rehearsal)
    }
}
