//! `--sql`: the work as a script that a DBA runs with `psql -f` to the same end.

use std::fmt;

use diesel::PgConnection;
use serde::Serialize;

use crate::command::Error;
use crate::command::Report;
use crate::database::lock;
use crate::etcd;
use crate::migration::options::RunOptions;
use crate::migration::revision_spec::{RevisionSpec, SpecError};
use crate::migration::runner::{self, ChooseGoal};
use crate::migration::{self, Action, Direction, Goal, Plan, Revisions, action, embedded, history, script};
use crate::release::{self, EmbeddedRelease, Script};

/// What `--sql` prints.
#[derive(Serialize)]
struct Composed {
    revisions: Vec<&'static str>,
    sql: String,
}

impl fmt::Display for Composed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sql)
    }
}

/// From where the database is.
pub fn online(connection: &mut PgConnection, choose: &ChooseGoal<'_>, options: &RunOptions) -> Result<Report, Error> {
    let history = history();
    let seen = runner::inspect(connection)?;
    let goal = choose(&seen)?;
    let (_, action) = action(&seen, &goal, options)?;
    match (action, goal) {
        (Action::Run(plan) | Action::Pending(plan), goal) => {
            let after = goal.reached(&plan).map(|release| release.after_upgrade(None)).unwrap_or_default();
            planned(&seen.stamps, &plan, &seen.before_upgrade(), &after)
        }
        (Action::Create(release), _) => Ok(created(release)),
        (Action::Nothing, Goal::Up(target)) => {
            planned(&seen.stamps, &Plan::up(history, &target.own, &target.own), &[], &[])
        }
        (Action::Nothing, Goal::Down(plan)) => planned(&seen.stamps, &plan, &[], &[]),
    }
}

/// `START:END`, without a database.
pub fn offline(start: RevisionSpec, end: RevisionSpec) -> Result<Report, Error> {
    let history = history();
    let own = |word: RevisionSpec| -> Result<Revisions, Error> {
        match word {
            RevisionSpec::Base => Ok(Revisions::new()),
            RevisionSpec::Revision(position) => Ok(history.ancestors(position)),
            RevisionSpec::Release(released) => Ok(history.own(released)),
            RevisionSpec::Steps(steps) => Err(SpecError::Range(format!("{steps:+}")).into()),
        }
    };
    let release = |word: &RevisionSpec| match word {
        RevisionSpec::Release(released) => released.version().and_then(release::by_version),
        _ => None,
    };
    let (first, last) = (release(&start), release(&end));
    let (from, to) = (own(start)?, own(end)?);
    let stamps: Vec<String> = history.ids(&history.heads(&from)).into_iter().map(str::to_owned).collect();
    let plan = if from.is_subset(&to) { Plan::up(history, &from, &to) } else { Plan::down(history, &from, &to) };
    let last = last.filter(|_| plan.direction == Direction::Up && !plan.steps.is_empty());
    let before = first.map(|release| release.before_upgrade(None)).unwrap_or_default();
    planned(&stamps, &plan, &before, &last.map(|release| release.after_upgrade(None)).unwrap_or_default())
}

/// Of a plan that was made already, and of what is to do before and after it.
fn planned(stamps: &[String], plan: &Plan, before: &[String], after: &[String]) -> Result<Report, Error> {
    Ok(Report::of(&Composed {
        revisions: history().ids(&plan.revisions()),
        sql: compose(stamps, plan, before, after)?,
    })
    .verbatim())
}

/// A fresh database of a release.
fn created(release: &'static EmbeddedRelease) -> Report {
    let stamp = [release.head().to_owned()];
    let guard = "IF to_regclass('public.alembic_version') IS NOT NULL THEN\n        \
                 IF EXISTS (SELECT FROM alembic_version WHERE version_num IS NOT NULL) THEN\n            \
                 RAISE EXCEPTION 'the database is not fresh';\n        END IF;\n        \
                 DROP TABLE alembic_version;\n    END IF;";
    let scripts = [Some(release.schema()), release.rows()].into_iter().flatten();
    let body = scripts.flat_map(|script| statements(&script)).collect();
    let sql = frame(&format!("A fresh database of release {}", release.version), guard, body, &stamp);
    Report::of(&Composed { revisions: Vec::new(), sql }).verbatim()
}

/// The statements of a plan.
fn compose(stamps: &[String], plan: &Plan, first: &[String], last: &[String]) -> Result<String, Error> {
    let history = history();
    let mut sorted = stamps.to_vec();
    sorted.sort();
    let after: Vec<String> = history.ids(&plan.stamps).into_iter().map(str::to_owned).collect();
    let guard = format!(
        "IF (SELECT coalesce(array_agg(version_num::text ORDER BY version_num::text COLLATE \"C\"), '{{}}')\n        \
         FROM alembic_version WHERE version_num IS NOT NULL)\n        \
         <> ARRAY[{}]::text[] THEN\n        \
         RAISE EXCEPTION 'the database is not where this script starts from';\n    END IF;",
        sorted.iter().map(|id| quote(id)).collect::<Vec<_>>().join(", ")
    );
    let revisions = history.ids(&plan.revisions()).join(" ");
    let mut body = vec![format!("SET LOCAL backend_ai.revisions = '{revisions}';")];
    body.extend(first.iter().map(|statement| format!("{statement};")));
    for step in &plan.steps {
        let missing = || migration::Error::NoRevisions {
            from: stamps.join(", "),
            to: after.join(", "),
            count: plan.revisions().iter().filter(|revision| !embedded::embedded(history, **revision)).count(),
            first: history.id(step.revision).to_owned(),
        };
        let folder = embedded::revision(history, step.revision).ok_or_else(missing)?;
        let sql = match plan.direction {
            Direction::Up => Some(folder.up),
            Direction::Down => folder.down,
        };
        body.push(format!("\n-- {folder}"));
        if folder.revision == etcd::REVISION && plan.direction == Direction::Up {
            body.push(etcd::LEFT_OUT.to_owned());
        }
        body.extend(sql.iter().flat_map(statements));
    }
    body.extend(last.iter().map(|statement| format!("{statement};")));
    let (from, to) = (stamps.join(", "), after.join(", "));
    Ok(frame(&format!("Alembic revisions {from} to {to}"), &guard, body, &after))
}

/// The whole script: it stops at the first error, takes the lock, refuses a database that is elsewhere, and stamps.
fn frame(title: &str, guard: &str, body: Vec<String>, stamps: &[String]) -> String {
    let mut lines = vec![
        format!("-- {title}: for psql -f"),
        r"\set ON_ERROR_STOP on".to_owned(),
        "BEGIN;".to_owned(),
        "SET LOCAL client_min_messages = warning;".to_owned(),
        "SET LOCAL standard_conforming_strings = on;".to_owned(),
        "SET LOCAL search_path = public;".to_owned(),
        "-- The lock of this program comes first: of two scripts at once, one does nothing".to_owned(),
        format!(
            "DO $lock$\nBEGIN\n    IF NOT pg_try_advisory_xact_lock({}) THEN\n        \
             RAISE EXCEPTION 'another run works on this database';\n    END IF;\nEND\n$lock$;",
            lock::KEY
        ),
        "-- The extension may be in another schema already".to_owned(),
        "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\";".to_owned(),
        "SELECT set_config('search_path', 'public, ' || quote_ident(nspname), true)\n\
         FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace\n\
         WHERE extname = 'uuid-ossp' AND nspname <> 'public';"
            .to_owned(),
        "-- The state that this script was written for".to_owned(),
        format!("DO $guard$\nBEGIN\n    {guard}\nEND\n$guard$;"),
    ];
    lines.extend(body);
    lines.push("\n-- The stamp".to_owned());
    lines.push("DELETE FROM alembic_version;".to_owned());
    lines.extend(stamps.iter().map(|id| format!("INSERT INTO alembic_version (version_num) VALUES ({});", quote(id))));
    lines.push("COMMIT;".to_owned());
    lines.join("\n")
}

fn quote(id: &str) -> String {
    format!("'{}'", id.replace('\'', "''"))
}

fn statements(script: &Script) -> Vec<String> {
    script::statements(script).into_iter().map(|statement| statement + "\n;").collect()
}
