//! Rows that a revision takes away on purpose: `deletes.toml` beside its up.sql says which, why, and how to count them.

use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt};
use serde::{Deserialize, Serialize};

use super::embedded::{self, EmbeddedRevision};
use super::history::{History, Position};
use super::script::ScriptError;
use super::state::DatabaseState;
use crate::database::ServerError;
use crate::release::{self, Script};

/// `deletes.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    deleted: Vec<Deleted>,
}

/// Rows of one table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Deleted {
    table: String,
    /// Fits behind "because".
    why: String,
    /// One SELECT of their number, in the schema right before the revision.
    count: String,
}

/// Rows that a revision deletes.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Deletion {
    pub revision: &'static str,
    /// Their table.
    pub table: &'static str,
    /// How many; not known beforehand where earlier revisions still change what is counted.
    pub rows: Option<i64>,
    /// Why: fits behind "because".
    pub why: &'static str,
}

impl fmt::Display for Deletion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Deletion { revision, table, why, .. } = self;
        match self.rows {
            Some(1) => write!(f, "{revision}: deletes 1 row of {table}, because {why}"),
            Some(rows) => write!(f, "{revision}: deletes {rows} rows of {table}, because {why}"),
            None => {
                write!(f, "{revision}: may delete rows of {table}, how many is not known beforehand, because {why}")
            }
        }
    }
}

#[derive(QueryableByName)]
struct Counts {
    #[diesel(sql_type = Array<BigInt>)]
    counts: Vec<i64>,
}

/// Counts what a revision will delete from the database as it is now, in the caller's transaction; tables that lose nothing are left out.
pub fn count(connection: &mut PgConnection, revision: &EmbeddedRevision) -> Result<Vec<Deletion>, ScriptError> {
    counted(connection, revision, &of(revision).iter().collect::<Vec<_>>())
}

fn counted(
    connection: &mut PgConnection,
    revision: &EmbeddedRevision,
    deleted: &[&'static Deleted],
) -> Result<Vec<Deletion>, ScriptError> {
    let Some(script) = revision.deletes.filter(|_| !deleted.is_empty()) else { return Ok(Vec::new()) };
    let selects: Vec<String> = deleted.iter().map(|deleted| format!("(\n{}\n)", deleted.count.trim())).collect();
    let query = format!("SELECT ARRAY[{}]::bigint[] AS counts", selects.join(", "));
    let found: Counts = diesel::sql_query(&query).get_result(connection).map_err(|error| {
        ScriptError::new(&script.path.replace(".json", ".toml"), 1, "the counts", ServerError::new(error))
    })?;
    let all = deleted.iter().zip(found.counts).filter(|(_, rows)| *rows > 0);
    Ok(all.map(|(deleted, rows)| deletion(revision, deleted, Some(rows))).collect())
}

/// What revisions will delete, as far as it is known before they run, in a transaction of the caller's that only reads. Known is what
/// is counted in tables that no revision before has changed.
pub fn beforehand(
    connection: &mut PgConnection,
    history: &History,
    seen: &DatabaseState,
    revisions: &[Position],
) -> Vec<Deletion> {
    let mut found = Vec::new();
    let mut before: Vec<Script> = Vec::new();
    for revision in revisions.iter().filter_map(|position| embedded::revision(history, *position)) {
        let known = |deleted: &&Deleted| {
            let mut tables = tables(seen, &deleted.count).chain([deleted.table.as_str()]);
            tables.all(|table| seen.facts.has_table(table) && !before.iter().any(|script| names(script.sql, table)))
        };
        let (known, mut unknown): (Vec<&Deleted>, Vec<&Deleted>) = of(&revision).iter().partition(known);
        // A query that fails all the same ends at its savepoint.
        let counts = connection.transaction(|connection| {
            counted(connection, &revision, &known).map_err(|_| diesel::result::Error::RollbackTransaction)
        });
        match counts {
            Ok(counts) => found.extend(counts),
            Err(_) => unknown.extend(known),
        }
        found.extend(unknown.into_iter().map(|deleted| deletion(&revision, deleted, None)));
        before.push(revision.up);
    }
    found
}

fn deletion(revision: &EmbeddedRevision, deleted: &'static Deleted, rows: Option<i64>) -> Deletion {
    Deletion { revision: revision.revision, table: &deleted.table, rows, why: &deleted.why }
}

/// What the file of a revision says; nothing where it has none.
fn of(revision: &EmbeddedRevision) -> &'static [Deleted] {
    static FILES: OnceLock<HashMap<&str, Vec<Deleted>>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let files = embedded::all().filter_map(|revision| {
            let script = revision.deletes?;
            let file: File =
                serde_json::from_str(script.sql).unwrap_or_else(|error| panic!("migrations/{}: {error}", script.path));
            Some((revision.revision, file.deleted))
        });
        files.collect()
    });
    files.get(revision.revision).map_or(&[], Vec::as_slice)
}

/// The tables that a query reads, of those that any release or this database has.
fn tables<'a>(seen: &'a DatabaseState, query: &str) -> impl Iterator<Item = &'a str> {
    let of_releases = release::vocabulary().tables.iter().copied();
    of_releases.chain(seen.facts.tables()).filter(move |table| names(query, table))
}

/// Whether a text has a word, wherever it stands: in a body or a comment too.
fn names(text: &str, word: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .any(|(at, _)| !text[..at].ends_with(part_of_word) && !text[at + word.len()..].starts_with(part_of_word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migration::history;
    use crate::sql;

    #[test]
    fn every_count_is_one_select() {
        let with_file: Vec<EmbeddedRevision> = embedded::all().filter(|revision| revision.deletes.is_some()).collect();
        for revision in with_file {
            assert!(!of(&revision).is_empty(), "{revision} deletes nothing");
            for deleted in of(&revision) {
                let statements = sql::statements(&deleted.count).unwrap();
                let first = statements.first().map(|statement| sql::words(statement.text)).unwrap_or_default();
                let reads = first.first().is_some_and(|word| word == "select" || word == "with");
                assert!(statements.len() == 1 && reads, "{revision}: {}", deleted.count);
                assert!(!deleted.why.ends_with('.') && !deleted.table.is_empty(), "{revision}: {}", deleted.why);
            }
        }
    }

    #[test]
    fn words_are_found_whole() {
        assert!(names("DELETE FROM roles;", "roles") && names("$$ roles $$", "roles"));
        assert!(!names("DELETE FROM user_roles, roles2", "roles"));
    }

    #[test]
    fn a_deletion_is_one_line() {
        let mut deletion =
            Deletion { revision: "e4a91c05df38", table: "keypairs", rows: Some(2), why: "they have no secret key" };
        assert_eq!(deletion.to_string(), "e4a91c05df38: deletes 2 rows of keypairs, because they have no secret key");
        deletion.rows = None;
        assert!(deletion.to_string().contains("not known beforehand"));
        assert!(history().position(deletion.revision).is_some());
    }
}
