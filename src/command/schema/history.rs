//! `mgr schema history`: the graph, newest first, as alembic prints it.

use std::fmt;

use clap::Args;
use serde::Serialize;

use super::DatabaseArgs;
use crate::command::Context;
use crate::command::Error;
use crate::command::Report;
use crate::database::Access;
use crate::migration::history::Revision;
use crate::migration::revision_spec::{self, RevisionSpec, SpecError};
use crate::migration::{Position, Revisions, embedded, history, runner};
use crate::release;

/// Which part of it.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:
  backend.ai mgr schema history --indicate-current
  backend.ai mgr schema history --rev-range 25.15:26.9 --verbose")]
pub struct HistoryArgs {
    #[command(flatten)]
    database: DatabaseArgs,
    /// START:END, either of which may be empty; `current` is where the database is
    #[arg(short, long, value_name = "RANGE")]
    rev_range: Option<String>,
    /// Mark where the database is
    #[arg(short, long)]
    indicate_current: bool,
    /// Several lines a revision
    #[arg(short, long)]
    verbose: bool,
}

/// Runs the command.
pub fn run(arguments: &HistoryArgs, context: &Context) -> Result<Report, Error> {
    let history = history();
    let range = arguments.rev_range.as_deref().unwrap_or(":");
    let current = if arguments.indicate_current || range.contains("current") {
        let mut connection = arguments.database.connect(context, Access::Read)?;
        runner::stamps(&mut connection)?
    } else {
        Vec::new()
    };
    let range = match current.as_slice() {
        [one] => range.replace("current", one),
        [] => range.replace("current", "base"),
        _ if range.contains("current") => return Err(SpecError::Range(current.join(", ")).into()),
        _ => range.to_owned(),
    };
    let (start, end) = revision_spec::range(history, &range)?;
    let below = |word: RevisionSpec| -> Revisions {
        match word {
            RevisionSpec::Release(released) => history.own(released),
            RevisionSpec::Revision(position) => history.ancestors(position),
            RevisionSpec::Base | RevisionSpec::Steps(_) => Revisions::new(),
        }
    };
    // alembic shows the start of a range too.
    let mut shown: Revisions = below(end).difference(&below(start)).copied().collect();
    match start {
        RevisionSpec::Release(released) => shown.extend(history.position(released.head)),
        RevisionSpec::Revision(position) => {
            shown.insert(position);
        }
        RevisionSpec::Base | RevisionSpec::Steps(_) => {}
    }
    let newest_first = shown.into_iter().rev();
    let shown = newest_first.map(|position| Entry::new(position, &current, arguments.verbose)).collect();
    Ok(Report::of(&Shown { history: shown }))
}

#[derive(Serialize)]
struct Shown {
    history: Vec<Entry>,
}

/// A revision.
#[derive(Serialize)]
struct Entry {
    #[serde(flatten)]
    revision: &'static Revision,
    /// Released versions that stamp it.
    head_of: Vec<&'static str>,
    embedded: bool,
    /// A line each; none where this build does not have it.
    does: Vec<String>,
    current: bool,
    #[serde(skip)]
    position: Position,
    #[serde(skip)]
    verbose: bool,
}

impl Entry {
    fn new(position: Position, current: &[String], verbose: bool) -> Self {
        let revision = &history().revisions()[position];
        Entry {
            revision,
            head_of: history().stamped_with(position).map(|released| released.name).collect(),
            embedded: embedded::embedded(history(), position),
            does: embedded::revision(history(), position).map_or_else(Vec::new, |revision| revision.does()),
            current: current.iter().any(|id| id == revision.id),
            position,
            verbose,
        }
    }

    /// What alembic puts behind a revision.
    fn marks(&self) -> String {
        let child = |child: &Position| history().parents(*child).any(|parent| parent == self.position);
        let children = (0..history().revisions().len()).filter(child).count();
        let marks = [
            (self.revision.id == release::newest().head(), " (head)"),
            (self.revision.down.len() > 1, " (mergepoint)"),
            (children > 1, " (branchpoint)"),
            (self.current, " (current)"),
        ];
        marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect()
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.history.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Revision { id, down, date, slug } = self.revision;
        let (marks, heads) = (self.marks(), &self.head_of);
        let down = if down.is_empty() { "<base>".to_owned() } else { down.join(", ") };
        if !self.verbose {
            write!(f, "{down} -> {id}{marks}, {slug}")?;
            return match heads.as_slice() {
                [] => Ok(()),
                [one] => write!(f, "  [{one}]"),
                [first, .., last] => write!(f, "  [{first} … {last}]"),
            };
        }
        let first = history().first_with(self.position).map_or("none", |released| released.name);
        let heads = if heads.is_empty() { "none".to_owned() } else { heads.join(", ") };
        let does = if self.embedded { self.does.join("\n      ") } else { "this build does not have it".to_owned() };
        writeln!(
            f,
            "Rev: {id}{marks}\nParent: {down}\nDate: {date}\nSlug: {slug}\nFirst release: {first}\n\
             Head of: {heads}\nDoes: {does}"
        )
    }
}
