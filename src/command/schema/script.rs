//! `--sql`: the work as a script that a DBA runs with `psql -f` to the same end.

use diesel::PgConnection;
use serde_json::json;

use crate::database::lock;
use crate::error::Error;
use crate::migration::state::decide;
use crate::migration::words::{self, Word, WordError};
use crate::migration::work::{self, Action, Choices, Want};
use crate::migration::{Direction, History, Plan, Revisions, Trouble, folders, history, script};
use crate::release::Script;
use crate::report::Report;

/// From where the database is.
pub fn online(connection: &mut PgConnection, want: &Want<'_>, choices: &Choices) -> Result<Report, Error> {
    let history = history();
    let seen = work::look(connection)?;
    let wanted = want(&seen)?;
    let state = decide(history, &seen, &wanted);
    match work::action(history, &seen, &state, &wanted, choices) {
        Action::Refuse(trouble) => Err(trouble.into()),
        Action::Upgrade(plan) | Action::Pending(plan) => planned(history, &seen.stamps, &plan),
        Action::Nothing | Action::Create => {
            planned(history, &seen.stamps, &Plan::up(history, &wanted.own, &wanted.own))
        }
    }
}

/// `START:END`, without a database.
pub fn offline(range: &str) -> Result<Report, Error> {
    let history = history();
    let (start, end) = words::range(history, range)?;
    let own = |word: &Word| -> Result<Revisions, Error> {
        match word {
            Word::Base => Ok(Revisions::new()),
            Word::Revision(position) => Ok(history.ancestors(*position)),
            Word::Release(released) => Ok(history.own(released)),
            Word::Steps(_) => Err(WordError::Range(range.to_owned()).into()),
        }
    };
    let (from, to) = (own(&start)?, own(&end)?);
    let stamps: Vec<String> = history.ids(&history.heads(&from)).into_iter().map(str::to_owned).collect();
    let plan = if from.is_subset(&to) { Plan::up(history, &from, &to) } else { Plan::down(history, &from, &to) };
    planned(history, &stamps, &plan)
}

/// Of a plan that was made already.
pub fn planned(history: &History, stamps: &[String], plan: &Plan) -> Result<Report, Error> {
    let text = compose(history, stamps, plan)?;
    let revisions = plan.revisions();
    Ok(Report::new(text.clone(), json!({ "changed": false, "revisions": history.ids(&revisions), "sql": text })))
}

/// The whole script: it stops at the first error, takes the lock, and refuses a database that is elsewhere.
fn compose(history: &History, stamps: &[String], plan: &Plan) -> Result<String, Error> {
    let quote = |id: &str| format!("'{}'", id.replace('\'', "''"));
    let list = |ids: &[String]| ids.iter().map(|id| quote(id)).collect::<Vec<_>>().join(", ");
    let after: Vec<String> = history.ids(&plan.stamps).into_iter().map(str::to_owned).collect();
    let mut lines = vec![
        format!("-- Alembic revisions {} to {}: for psql -f", stamps.join(", "), after.join(", ")),
        r"\set ON_ERROR_STOP on".to_owned(),
        "BEGIN;".to_owned(),
        "SET LOCAL search_path = public;".to_owned(),
        "SET LOCAL client_min_messages = warning;".to_owned(),
        "SET LOCAL standard_conforming_strings = on;".to_owned(),
        "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\";".to_owned(),
        "-- The lock of backend.ai mgr schema, and the state that this script was written for".to_owned(),
        format!(
            "DO $guard$\nBEGIN\n    IF NOT pg_try_advisory_xact_lock({}) THEN\n        RAISE EXCEPTION 'another run works on this database';\n    END IF;\n    \
             IF ARRAY(SELECT version_num::text FROM alembic_version WHERE version_num IS NOT NULL ORDER BY 1 COLLATE \"C\")\n        \
             <> ARRAY(SELECT unnest(ARRAY[{}]::text[]) ORDER BY 1 COLLATE \"C\") THEN\n        \
             RAISE EXCEPTION 'the database is not where this script starts from';\n    END IF;\nEND\n$guard$;",
            lock::KEY,
            list(stamps)
        ),
    ];
    for step in &plan.steps {
        let missing = || Trouble::NoRevisions {
            from: stamps.join(", "),
            to: after.join(", "),
            count: plan.revisions().iter().filter(|revision| !folders::embedded(history, **revision)).count(),
            first: history.id(step.revision).to_owned(),
        };
        let folder = folders::folder(history, step.revision).ok_or_else(missing)?;
        let sql = match plan.direction {
            Direction::Up => Some(folder.up),
            Direction::Down => folder.down,
        };
        lines.push(format!("\n-- {folder}"));
        lines.extend(sql.iter().flat_map(statements));
    }
    lines.push("\n-- The stamp".to_owned());
    lines.push("DELETE FROM alembic_version;".to_owned());
    lines.extend(after.iter().map(|id| format!("INSERT INTO alembic_version (version_num) VALUES ({});", quote(id))));
    lines.push("COMMIT;".to_owned());
    Ok(lines.join("\n"))
}

fn statements(script: &Script) -> Vec<String> {
    script::statements(script).iter().map(|statement| format!("{};", statement.text)).collect()
}
