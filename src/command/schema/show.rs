//! `mgr schema show`: where the database is and where it could be. It reads the stamps alone, and so waits for nobody's locks.

use clap::Args;
use serde_json::{Value, json};

use super::DatabaseArgs;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::{history, runner};
use crate::release;

/// Of which database.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    database: DatabaseArgs,
}

/// Runs the command.
pub fn run(show: &Show, context: &Context) -> Result<Report, Error> {
    let mut connection = show.database.connect(context, Access::Read)?;
    let stamps = runner::stamps(&mut connection)?;
    let newest = release::newest();
    let current = if stamps.is_empty() { "None".to_owned() } else { stamps.join(", ") };
    let text =
        format!("Current database revision: {current}\nThe head revision of available migrations: {}", newest.head());
    let document = json!({
        "changed": false,
        "current": stamps,
        "release": release_of(&stamps),
        "head": newest.head(),
        "head_release": newest.version.to_string(),
        "state": state_of(&stamps),
    });
    Ok(Report::new(text, document))
}

/// The newest release with that stamp; none where releases that share it differ below it, which only the facts tell.
fn release_of(stamps: &[String]) -> Value {
    let [stamp] = stamps else { return Value::Null };
    let Some(position) = history().position(stamp) else { return Value::Null };
    let releases: Vec<_> = history().stamped_with(position).collect();
    match releases.last() {
        Some(newest) if releases.iter().all(|release| release.same_revisions(newest)) => newest.name.as_str().into(),
        _ => Value::Null,
    }
}

/// What the stamps alone say of the way to the newest release; `check` says what is so.
fn state_of(stamps: &[String]) -> Value {
    let history = history();
    let positions = history.positions(stamps);
    let wanted = history.own_of(release::newest());
    let known = positions.len() == stamps.len();
    let state = match stamps {
        [] => "unstamped",
        _ if !known => "unknown",
        [stamp] if stamp == release::newest().head() => "current",
        _ if positions.is_subset(&wanted) => "behind",
        _ => "newer",
    };
    json!({ "state": state, "stamps": stamps })
}
