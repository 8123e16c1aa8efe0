//! `mgr schema show`: where the database is and where it could be.

use clap::Args;
use serde_json::json;

use super::{Place, outcome};
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::state::decide;
use crate::migration::{Target, applied, history, runner};
use crate::release;

/// Of which database.
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    place: Place,
}

/// Runs the command.
pub fn run(show: &Show, context: &Context) -> Result<Report, Error> {
    let mut connection = show.place.connect(context, Access::Read)?;
    let seen = runner::inspect(&mut connection)?;
    let (history, newest) = (history(), release::newest());
    let wanted = Target::of_released(history, newest.released)?;
    let state = decide(history, &seen, &wanted);
    let stamps = seen.stamps.iter().filter_map(|stamp| history.position(stamp)).collect();
    let release = applied::released_as(history, &applied::applied(history, &stamps, &seen.facts));
    let current = if seen.stamps.is_empty() { "None".to_owned() } else { seen.stamps.join(", ") };
    let text =
        format!("Current database revision: {current}\nThe head revision of available migrations: {}", newest.head());
    let document = json!({
        "changed": false,
        "current": seen.stamps,
        "release": release,
        "head": newest.head(),
        "head_release": newest.version.to_string(),
        "state": outcome::state(history, &state, &seen.stamps),
    });
    Ok(Report::new(text, document))
}
