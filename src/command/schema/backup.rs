//! `--backup FILE`, and what is reported of it.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::rc::Rc;

use diesel::PgConnection;
use serde_json::json;

use super::outcome::seconds;
use super::rehearsal::size;
use crate::command::{Context, Report};
use crate::config::Target;
use crate::database::backup::{self, Backup};
use crate::migration::options::Beforehand;

/// What will be known of it once it was made.
pub type Made = Rc<OnceCell<Backup>>;

/// A backup of `target` to `file`, for the runner to make.
pub fn to(file: PathBuf, target: Target, context: &Context, made: &Made) -> Rc<Beforehand> {
    let (cancellation, made) = (context.cancellation.clone(), Rc::clone(made));
    Rc::new(move |connection: &mut PgConnection| {
        let _ = made.set(backup::back_up(connection, &target, &file, &cancellation)?);
        Ok(())
    })
}

/// Adds it to what an upgrade reports.
pub fn tell(report: &mut Report, backup: &Backup) {
    let file = backup.file.display();
    report.json["backup"] = json!({ "file": file.to_string(), "bytes": backup.bytes, "seconds": seconds(backup.took) });
    let line = format!("backed up to {file}, {} in {:.2} s", size(backup.bytes), backup.took.as_secs_f64());
    report.text = format!("{line}\n{}", report.text);
}
