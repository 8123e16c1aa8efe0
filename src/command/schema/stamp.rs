//! `mgr schema stamp`: writes alembic_version, runs nothing.

use clap::Args;
use diesel::PgConnection;
use diesel::connection::SimpleConnection;
use serde_json::json;

use super::Place;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::{Access, failed};
use crate::logging::MIGRATION;
use crate::migration::revision_spec::{self, RevisionSpec};
use crate::migration::state::{LEDGER, ours};
use crate::migration::{self, Target, history, inspect, ledger};
use crate::release;
use crate::schema_facts::differences;

/// What to write.
#[derive(Debug, Args)]
pub struct Stamp {
    #[command(flatten)]
    place: Place,
    /// A revision, a release, `head` or `base`
    #[arg(value_name = "REVISION|RELEASE")]
    revision: String,
    /// Throw away whatever stands there, unknown revisions too
    #[arg(long)]
    purge: bool,
    /// Only if the facts of the database are exactly those of that release
    #[arg(long)]
    verified: bool,
}

/// Runs the command.
pub fn run(stamp: &Stamp, context: &Context) -> Result<Report, Error> {
    let word = revision_spec::parse(history(), &stamp.revision)?;
    let mut connection = stamp.place.connect(context, Access::Write)?;
    let (before, after) = release::guarded(
        &mut connection,
        |connection| context.lock(connection),
        |connection| write(connection, stamp, &word),
    )?;
    let shown = if after.is_empty() { "base".to_owned() } else { after.join(", ") };
    let text =
        if before == after { format!("nothing to do: the stamp is {shown}") } else { format!("stamped {shown}") };
    let document = json!({ "changed": before != after, "state": { "before": { "stamps": before }, "after": { "stamps": after } } });
    Ok(Report::new(text, document))
}

fn write(
    connection: &mut PgConnection,
    stamp: &Stamp,
    word: &RevisionSpec,
) -> Result<(Vec<String>, Vec<String>), Error> {
    let history = history();
    let seen = inspect::inspect(connection)?;
    let unknown: Vec<String> = seen.stamps.iter().filter(|id| history.position(id).is_none()).cloned().collect();
    if !unknown.is_empty() && !stamp.purge {
        return Err(migration::Error::Unknown { stamps: unknown }.into());
    }
    let after: Vec<String> = match word {
        RevisionSpec::Base => Vec::new(),
        word => {
            let wanted = Target::of_spec(history, word, &seen)?;
            if stamp.verified {
                verify(&wanted, &seen.facts)?;
            }
            vec![history.id(wanted.head).to_owned()]
        }
    };
    if after == seen.stamps {
        return Ok((seen.stamps, after));
    }
    if !seen.facts.has_table(LEDGER) {
        // The shape that every release since 22.9 gives it.
        connection.batch_execute("CREATE TABLE public.alembic_version (version_num varchar(32))").map_err(failed)?;
    }
    let stamps: Vec<&str> = after.iter().map(String::as_str).collect();
    ledger::write(connection, &stamps).map_err(failed)?;
    log::info!(target: MIGRATION, "Running stamp_revision {} -> {}", seen.stamps.join(", "), after.join(", "));
    Ok((seen.stamps, after))
}

/// The facts must be the release's; the ledger itself may be missing.
fn verify(wanted: &Target, facts: &crate::schema_facts::Facts) -> Result<(), Error> {
    let Some(release) = wanted.release else {
        return Err(migration::Error::NoFacts { wanted: wanted.name.clone() }.into());
    };
    let about_the_ledger = |line: &str| crate::schema_facts::owner(line) == LEDGER;
    let differ = differences(&release.facts().without(about_the_ledger), &facts.without(about_the_ledger), ours);
    match differ.first() {
        None => Ok(()),
        Some(first) => {
            let (count, first) = (differ.len(), first.to_string());
            Err(migration::Error::NotVerified { wanted: wanted.name.clone(), count, first }.into())
        }
    }
}
