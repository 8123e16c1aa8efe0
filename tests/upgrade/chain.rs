//! Every revision up, down and up again, along the chain.

use backend_ai::migration::{inspect, script};
use backend_ai::release::Script;
use backend_ai::schema_facts::Facts;
use diesel::prelude::*;

use super::lines::{self, LINES, differ, folder};
use crate::support::filler::Manner;

/// What is wrong with one revision; the connection is in a transaction, at what comes before it, and ends after it.
fn up_down_up(connection: &mut PgConnection, revision: &str, before: &Facts) -> (Vec<String>, Facts) {
    let scripts = folder(revision);
    let down = scripts.down.unwrap_or_else(|| panic!("{revision} has no down.sql"));
    let mut facts = Vec::new();
    for script in [&scripts.up, &down, &scripts.up] {
        script::run(connection, script).unwrap_or_else(|error| panic!("{error}: {}", error.source));
        facts.push(Facts::read(connection).expect("facts").without_positions());
    }
    let told = |after: &'static str| move |difference: String| format!("{revision}, after {after}: {difference}");
    let mut wrong: Vec<String> = differ(before, &facts[1]).into_iter().map(told("down")).collect();
    wrong.extend(differ(&facts[0], &facts[2]).into_iter().map(told("up again")));
    (wrong, facts.swap_remove(2))
}

#[test]
fn every_revision_goes_up_down_and_up_in_one_database() {
    let (first, last) = (&LINES[0], &LINES[LINES.len() - 1]);
    let database = first.fresh();
    let plan = first.plan(last);
    assert_eq!(plan.len(), 145);
    let mut wrong = Vec::new();
    let walk = |connection: &mut PgConnection| {
        inspect::set_search_path(connection)?;
        let mut before = Facts::read(connection)?.without_positions();
        for revision in &plan {
            let (found, after) = up_down_up(connection, revision, &before);
            wrong.extend(found);
            before = after;
        }
        wrong.extend(differ(&last.release().facts().without_positions(), &before));
        Ok(())
    };
    database.connect().transaction::<_, diesel::result::Error, _>(walk).expect("a commit");
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Down takes back what up made of rows, so that up meets them once more: no row comes twice and none goes.
#[test]
fn every_revision_goes_up_down_and_up_with_rows() {
    let mut wrong = Vec::new();
    for pair in LINES.windows(2) {
        let database = pair[0].filled(1, Manner::Likely);
        let walk = |connection: &mut PgConnection| {
            inspect::set_search_path(connection)?;
            for revision in pair[0].plan(&pair[1]) {
                let scripts = folder(revision);
                let run = |connection: &mut PgConnection, script: &Script| {
                    script::run(connection, script).unwrap_or_else(|error| {
                        panic!("{} → {}: {error}: {}", pair[0].name, pair[1].name, error.source)
                    });
                };
                run(connection, &scripts.up);
                let once = counts(connection);
                run(connection, &scripts.down.expect("down.sql"));
                run(connection, &scripts.up);
                let twice = counts(connection);
                let changed = once.iter().zip(&twice).filter(|(once, twice)| once != twice);
                wrong.extend(changed.map(|(once, twice)| format!("{revision}: {once:?}, then {twice:?}")));
            }
            Ok(())
        };
        database.connect().transaction::<_, diesel::result::Error, _>(walk).expect("a commit");
        wrong.extend(database.drift(&pair[1]));
    }
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// How many rows each table has.
fn counts(connection: &mut PgConnection) -> Vec<(String, String)> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = diesel::sql_types::Text)]
        name: String,
        #[diesel(sql_type = diesel::sql_types::Text)]
        rows: String,
    }
    let query = diesel::sql_query(
        "SELECT relname AS name, query_to_xml(format('SELECT count(*) FROM %I', relname), true, true, '')::text AS rows \
         FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
    );
    let counts: Vec<Count> = query.load(connection).expect("counts");
    counts.into_iter().map(|count| (count.name, count.rows)).collect()
}

/// Rows in every table of a line, all the way down to the line before, and up again.
#[test]
fn every_line_goes_down_to_the_one_before_with_rows() {
    let mut wrong = Vec::new();
    for pair in LINES.windows(2) {
        let database = pair[1].filled(1, Manner::Likely);
        let program = crate::support::Program::new();
        program.alembic_ini(&database.url());
        let down = program.run(["mgr", "schema", "downgrade", pair[0].name, "--yes"]);
        let told = |what: &str| format!("{} → {}: {what}", pair[1].name, pair[0].name);
        if down.status != 0 {
            wrong.push(told(&down.stderr));
            continue;
        }
        wrong.extend(database.drift(&pair[0]).iter().map(|drift| told(drift)));
        let up = program.run(["mgr", "schema", "upgrade", pair[1].name]);
        if up.status != 0 {
            wrong.push(told(&up.stderr));
            continue;
        }
        wrong.extend(database.drift(&pair[1]).iter().map(|drift| told(drift)));
        assert_eq!(database.stamps(), [lines::line(pair[1].name).release().head()]);
    }
    assert!(wrong.is_empty(), "{} things are wrong:\n{}", wrong.len(), wrong.join("\n"));
}
