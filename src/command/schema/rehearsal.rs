//! What a rehearsal reports.

use std::fmt;

use clap::ValueEnum;
use diesel::PgConnection;
use serde::Serialize;

use super::outcome::{counted, revision};
use crate::command::{Context, Error};
use crate::config::Target;
use crate::database::Access;
use crate::database::copy::Copy;
use crate::database::foreign::Scope;
use crate::migration::{Ran, Rehearsal, Written, history};
use crate::progress::{Progress, Unit};
use crate::release;
use crate::took::Took;

/// More revisions are counted, not shown.
const SLOWEST: usize = 5;

/// Where a rehearsal is held.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum Stage {
    /// In the database itself, which nobody else can use meanwhile
    InPlace,
    /// In a copy on the same server, made by pg_dump and dropped at the end, while the manager goes on
    Copy,
}

/// Makes a copy of `target`, to which the connection leads.
pub fn copy(original: &mut PgConnection, target: &Target, context: &Context) -> Result<Copy, Error> {
    // Restoring would run what others have put there.
    release::refuse_foreign(original, Scope::Schema)?;
    let options = context.connect_options(Access::Write);
    let _progress = Progress::of("copying the database", None, Unit::Statement);
    Ok(Copy::make(original, target, &options, &release::extensions())?)
}

/// What is reported of it.
#[derive(Serialize)]
pub struct Rehearsed<'a> {
    #[serde(flatten)]
    pub found: &'a Rehearsal,
    #[serde(skip)]
    pub ran: &'a [Ran],
    /// Where it was held, if not in the database itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy: Option<Copied<'a>>,
}

/// A copy that was made and dropped.
#[derive(Serialize)]
pub struct Copied<'a> {
    database: &'a str,
    bytes: u64,
    #[serde(rename = "seconds")]
    took: Took,
}

impl<'a> From<&'a Copy> for Copied<'a> {
    fn from(copy: &'a Copy) -> Self {
        Copied { database: &copy.target.database, bytes: copy.bytes.unsigned_abs(), took: copy.took }
    }
}

impl Rehearsed<'_> {
    /// The line that goes before all others.
    pub fn where_it_was(&self) -> Option<String> {
        self.copy
            .as_ref()
            .map(|Copied { bytes, took, .. }| format!("on a copy, made in {took} ({}) and dropped:", size(*bytes)))
    }
}

impl fmt::Display for Rehearsed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rehearsal { written, rewritten, locked } = self.found;
        f.write_str("this was a rehearsal: it was rolled back, nothing has changed")?;
        let mut slowest: Vec<_> = self.ran.iter().collect();
        slowest.sort_by_key(|ran| std::cmp::Reverse(ran.took));
        if !slowest.is_empty() {
            f.write_str("\nrevisions that took longest:")?;
        }
        for ran in slowest.iter().take(SLOWEST) {
            write!(f, "\n{}  {}", revision(history(), ran.revision), ran.took)?;
        }
        if !written.is_empty() {
            f.write_str("\nrows written:")?;
        }
        written.iter().try_for_each(|work| write!(f, "\n{}", rows(work)))?;
        if !rewritten.is_empty() {
            f.write_str("\ntables rewritten as a whole:")?;
        }
        rewritten.iter().try_for_each(|work| write!(f, "\n  {}  {}", work.table, size(work.bytes.unsigned_abs())))?;
        match locked.iter().filter(|locked| locked.mode == "AccessExclusiveLock").count() {
            0 => Ok(()),
            count => {
                write!(f, "\nuntil the end {} can be neither read nor written by others", counted(count, "table"))
            }
        }
    }
}

fn rows(work: &Written) -> String {
    let parts = [("inserted", work.inserted), ("updated", work.updated), ("deleted", work.deleted)];
    let parts: Vec<String> =
        parts.iter().filter(|(_, rows)| *rows > 0).map(|(word, rows)| format!("{rows} {word}")).collect();
    format!("  {}  {}", work.table, parts.join(", "))
}

/// `1.5 MiB`
pub fn size(bytes: u64) -> String {
    #[allow(clippy::cast_precision_loss)] // one digit behind the point
    let mebibytes = bytes as f64 / 1024.0 / 1024.0;
    format!("{mebibytes:.1} MiB")
}
