//! `--backup FILE`, and what is reported of it.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;

use diesel::PgConnection;
use serde::Serialize;

use super::rehearsal::size;
use crate::command::Context;
use crate::config::Target;
use crate::database::backup::{self, Backup};
use crate::migration::options::Beforehand;
use crate::progress::{Progress, Unit};
use crate::took::Took;

/// What will be known of it once it was made.
pub type Made = Rc<OnceCell<Backup>>;

/// A backup of `target` to `file`, for the runner to make.
pub fn to(file: PathBuf, target: Target, context: &Context, made: &Made) -> Rc<Beforehand> {
    let (cancellation, made) = (context.cancellation.clone(), Rc::clone(made));
    Rc::new(move |connection: &mut PgConnection| {
        let _progress = Progress::of(&format!("backing up to {}", file.display()), None, Unit::Statement);
        let _ = made.set(backup::back_up(connection, &target, &file, &cancellation)?);
        Ok(())
    })
}

/// A backup that was made.
#[derive(Serialize)]
pub struct BackedUp<'a> {
    file: Cow<'a, str>,
    bytes: u64,
    #[serde(rename = "seconds")]
    took: Took,
}

impl<'a> From<&'a Backup> for BackedUp<'a> {
    fn from(backup: &'a Backup) -> Self {
        BackedUp { file: backup.file.to_string_lossy(), bytes: backup.bytes, took: backup.took }
    }
}

impl fmt::Display for BackedUp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "backed up to {}, {} in {}", self.file, size(self.bytes), self.took)
    }
}
