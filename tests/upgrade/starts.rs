//! Databases at a revision between releases: any revision may be where somebody stopped.

use diesel::prelude::*;

use super::places::{ids, made};
use super::{part, run_up, stamp, wrong_with};
use crate::support::parallel::assert_nothing;
use crate::support::release::{ancestors, chain, position, revisions};
use crate::support::{Database, in_parallel};

/// Brings a database to a revision and what is below it.
fn database_at(revision: &str) -> Database {
    let (first, below) = (chain()[0], ancestors(revision));
    if position(revision) <= position(&first.head) {
        return made(&below, Some(revision));
    }
    let database = Database::fresh(first);
    let bring = |connection: &mut PgConnection| {
        run_up(connection, ids(below.difference(first.own())));
        stamp(connection, [revision]);
        Ok(())
    };
    database.connect().transaction::<_, diesel::result::Error, _>(bring).expect("a commit");
    database
}

/// From there to the last release.
fn start_at(revision: &str) -> Vec<String> {
    let last = chain().pop().expect("a release");
    let database = database_at(revision);
    let upgrade = database.schema(["upgrade", &last.name, "--no-etcd"]);
    if upgrade.status != 0 {
        return vec![format!("{revision}: status {}\n{}", upgrade.status, upgrade.stderr)];
    }
    wrong_with(&database, last).into_iter().map(|wrong| format!("{revision}: {wrong}")).collect()
}

#[test]
fn a_stamp_in_the_middle_leads_to_the_last_release() {
    let all: Vec<&str> = revisions().iter().map(|revision| revision.id.as_str()).collect();
    let starts = part(&all, 24);
    println!("starts | {} of {}", starts.len(), all.len());
    assert_nothing(&in_parallel(&starts, |revision| start_at(revision)));
}
