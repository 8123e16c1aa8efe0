//! `mgr schema upgrade`: what the wanted revision or release has and this database has not.

use std::time::Instant;

use clap::Args;

use super::{EtcdOptions, Place, choices, result, script};
use crate::command::Context;
use crate::database::Access;
use crate::error::Error;
use crate::migration::words::{self, Word};
use crate::migration::work::{self, Choices};
use crate::migration::{Seen, Wanted, history};
use crate::report::Report;

/// Where to, and how.
#[derive(Debug, Args)]
pub struct Upgrade {
    #[command(flatten)]
    place: Place,
    /// A revision, the beginning of one, a release, `head`, `+N`; START:END with --sql
    #[arg(value_name = "REVISION|RELEASE", default_value = "head")]
    revision: String,
    /// Name the revisions that would run, change nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the script that does it, for psql -f
    #[arg(long, conflicts_with_all = ["dry_run", "repair", "transaction_per_revision", "etcd"])]
    sql: bool,
    /// Commit after each revision
    #[arg(long)]
    transaction_per_revision: bool,
    /// Mend what differs from the release
    #[arg(long)]
    repair: bool,
    /// Fail where the facts differ from the release
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    etcd: EtcdOptions,
}

/// Runs the command.
pub fn run(upgrade: &Upgrade, context: &Context) -> Result<Report, Error> {
    if upgrade.revision.contains(':') && upgrade.sql {
        return script::offline(&upgrade.revision);
    }
    let word = words::word(history(), &upgrade.revision)?;
    let steps = match word {
        Word::Steps(steps) => Some(usize::try_from(steps).unwrap_or_default()),
        _ => None,
    };
    let reads_only = upgrade.dry_run || upgrade.sql;
    let began = Instant::now();
    let mut connection = upgrade.place.connect(context, if reads_only { Access::Read } else { Access::Write })?;
    let connected = began.elapsed();
    let choices = Choices {
        dry_run: upgrade.dry_run,
        strict: upgrade.strict,
        repair: upgrade.repair,
        per_revision: upgrade.transaction_per_revision,
        steps,
        etcd: upgrade.etcd.import(context),
        ..choices(context)
    };
    let want = |seen: &Seen| Ok(Wanted::of_word(history(), &word, seen)?);
    if upgrade.sql {
        return script::online(&mut connection, &want, &choices);
    }
    let outcome = work::bring(&mut connection, &want, &choices)?;
    Ok(result::report(&outcome, &choices, connected, began.elapsed()))
}
