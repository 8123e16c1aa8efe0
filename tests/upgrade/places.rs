//! The places on the way from an empty database to the newest release. Before the first release inside there is no schema to begin
//! with: our own revisions make it.

use std::collections::BTreeSet;

use diesel::PgConnection;

use super::{run_up, stamp};
use crate::support::filler::{self, Manner};
use crate::support::release::{Early, chain, early, revisions};
use crate::support::{Database, Facts, Release};

/// What alembic makes before the first revision, and the extension that all of them need.
const LEDGER: &str = "CREATE EXTENSION \"uuid-ossp\"; CREATE TABLE alembic_version \
    (version_num varchar(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))";

#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// No revision ran.
    Base,
    Early(&'static Early),
    Release(&'static Release),
}

/// All of them, each of which leads to the next.
pub fn places() -> Vec<Place> {
    let early = early().iter().map(Place::Early);
    std::iter::once(Place::Base).chain(early).chain(chain().into_iter().map(Place::Release)).collect()
}

/// The places and those after them.
pub fn legs() -> Vec<(Place, Place)> {
    places().windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// The identifiers of revisions.
pub fn ids<'a>(positions: impl IntoIterator<Item = &'a usize>) -> Vec<&'static str> {
    positions.into_iter().map(|position| revisions()[*position].id.as_str()).collect()
}

/// An empty database, brought to a stamp by up.sql of these revisions.
pub fn made(own: &BTreeSet<usize>, stamped: Option<&str>) -> Database {
    let database = Database::empty();
    database.execute(LEDGER);
    let mut connection = database.connect();
    run_up(&mut connection, ids(own));
    stamp(&mut connection, stamped);
    database
}

/// Fills a schema from before the first release inside, which has no column rules.
pub fn fill(connection: &mut PgConnection, seed: u64, manner: Manner) {
    filler::refill(connection, "", seed, manner);
}

impl Place {
    /// As the program calls it.
    pub fn name(self) -> &'static str {
        match self {
            Place::Base => "base",
            Place::Early(early) => &early.name,
            Place::Release(release) => &release.name,
        }
    }

    /// What alembic_version holds.
    pub fn stamp(self) -> Option<&'static str> {
        match self {
            Place::Base => None,
            Place::Early(early) => Some(&early.head),
            Place::Release(release) => Some(&release.head),
        }
    }

    fn own(self) -> BTreeSet<usize> {
        match self {
            Place::Base => BTreeSet::new(),
            Place::Early(early) => early.own().clone(),
            Place::Release(release) => release.own().clone(),
        }
    }

    /// The revisions between, in order.
    pub fn plan(self, to: Place) -> Vec<&'static str> {
        ids(to.own().difference(&self.own()))
    }

    /// A database without rows but those that revisions bring.
    pub fn database(self) -> Database {
        match self {
            Place::Release(release) => Database::fresh(release),
            place => Database::once(format!("{} made", self.name()), || made(&place.own(), place.stamp())),
        }
    }

    /// One with rows in every table.
    pub fn filled(self, seed: u64, manner: Manner) -> Database {
        match self {
            Place::Base => self.database(),
            Place::Release(release) => Database::filled(release, seed, manner),
            Place::Early(_) => {
                let database = self.database();
                fill(&mut database.connect(), seed, manner);
                database
            }
        }
    }

    /// Its facts, the order of columns apart: those of the release, or of what our revisions make.
    pub fn facts(self) -> Facts {
        match self {
            Place::Release(release) => release.facts().without_positions(),
            place => place.database().facts().without_positions(),
        }
    }

    /// What of a database differs from it.
    pub fn wrong_with(self, database: &Database) -> Vec<String> {
        let mut wrong = self.facts().differences(&database.facts().without_positions());
        let stamps = database.stamps();
        let stamped: Vec<&str> = self.stamp().into_iter().collect();
        wrong.extend((stamps != stamped).then(|| format!("the stamps are {stamps:?}")));
        wrong
    }
}

#[test]
fn each_place_has_what_the_one_before_it_has() {
    for (from, to) in legs() {
        assert!(from.own().is_subset(&to.own()) && !from.plan(to).is_empty(), "{} → {}", from.name(), to.name());
    }
}
