//! Databases at a revision between releases: any revision may be where somebody stopped.

use diesel::prelude::*;

use super::{part, run_up, stamp, wrong_with};
use crate::support::parallel::assert_nothing;
use crate::support::release::{ancestors, chain, revisions};
use crate::support::{Database, in_parallel};

/// Brings a database to a revision and what is below it, and from there to the last release.
fn start_at(revision: &str) -> Vec<String> {
    let chain = chain();
    let (first, last) = (chain[0], chain[chain.len() - 1]);
    let database = Database::fresh(first);
    let below = ancestors(revision);
    let way = below.difference(first.own()).map(|position| revisions()[*position].id.as_str());
    let bring = |connection: &mut PgConnection| {
        run_up(connection, way);
        stamp(connection, [revision]);
        Ok(())
    };
    database.connect().transaction::<_, diesel::result::Error, _>(bring).expect("a commit");
    let upgrade = database.schema(["upgrade", &last.name, "--no-etcd"]);
    if upgrade.status != 0 {
        return vec![format!("{revision}: status {}\n{}", upgrade.status, upgrade.stderr)];
    }
    wrong_with(&database, last).into_iter().map(|wrong| format!("{revision}: {wrong}")).collect()
}

#[test]
fn a_stamp_in_the_middle_leads_to_the_last_release() {
    let chain = chain();
    let plan = chain[0].plan(chain[chain.len() - 1]);
    let starts = part(&plan, 13);
    println!("starts | {} of {}", starts.len(), plan.len());
    assert_nothing(&in_parallel(&starts, |revision| start_at(revision)));
}
