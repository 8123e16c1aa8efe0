//! `mgr schema upgrade` and `downgrade` against a real server.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use backend_ai::migration::state::ours;
use backend_ai::migration::{embedded, history};
use backend_ai::release::{self, EmbeddedRelease};
use backend_ai::schema_facts::Facts;
use diesel::connection::SimpleConnection;

use crate::schema::{count, execute, golden_facts};
use crate::support::{Outcome, cluster, database_of, program_for};

/// The lines between which this build has every revision.
const LINES: [&str; 9] =
    ["22.3.3", "22.9.23", "23.3.12", "23.9.10", "24.3.11", "24.9.14", "25.6.17", "25.15.12", "25.19.2"];

fn schema(database: &str, arguments: &[&str]) -> Outcome {
    program_for(database).run(["mgr", "schema"].iter().chain(arguments))
}

fn release_of(name: &str) -> &'static EmbeddedRelease {
    release::by_name(name).unwrap()
}

/// The facts as the definition of facts prints them, with the order of columns left out.
#[track_caller]
fn assert_facts_of(database: &str, release: &str) {
    let live = Facts::parse(&golden_facts(database)).without_positions();
    let expected = release_of(release).facts().without_positions();
    let lines = |facts: &Facts| facts.lines().map(str::to_owned).collect::<BTreeSet<String>>();
    let (live, expected) = (lines(&live), lines(&expected));
    let missing: Vec<_> = expected.difference(&live).collect();
    let surplus: Vec<_> = live.difference(&expected).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "{release}: missing {missing:#?}, surplus {surplus:#?}");
    let stamps = "SELECT count(*) FROM alembic_version";
    assert_eq!(count(&mut cluster().connect(database), stamps), 1, "one stamp");
    let stamp = format!("{stamps} WHERE version_num = '{}'", release_of(release).head());
    assert_eq!(count(&mut cluster().connect(database), &stamp), 1, "the stamp of {release}");
}

/// What a release's own alembic runs: everything that its graph puts above the stamp, and nothing below it.
fn upgrade_as_alembic_does(database: &str, from: &str, to: &str) {
    let history = history();
    let head = |name: &str| history.position(release_of(name).head()).unwrap();
    let (stamp, target) = (head(from), head(to));
    let (below, wanted) = (history.ancestors(stamp), history.own_of(release_of(to)));
    let mut connection = cluster().connect(database);
    for revision in wanted.difference(&below) {
        let folder = embedded::revision(history, *revision).unwrap();
        // The reference's revisions tolerate what is missing.
        connection.batch_execute(folder.up.sql).unwrap_or_else(|error| panic!("{folder}: {error}"));
    }
    execute(database, &format!("UPDATE alembic_version SET version_num = '{}'", history.id(target)));
}

#[test]
fn a_gap_that_an_upgrade_left_is_healed() {
    for (from, to, gap) in [("23.9.10", "24.3.11", 6), ("24.3.11", "24.9.14", 4), ("24.9.14", "25.6.17", 7)] {
        let database = database_of(from);
        upgrade_as_alembic_does(&database, from, to);
        let check = schema(&database, &["check", "--release", to]).status(20);
        assert!(check.stdout.contains("below the stamp, but they never ran:"), "{from} → {to}: {}", check.stdout);
        for later in LINES.iter().skip_while(|line| *line != &to).take(2) {
            let copy = cluster().create_from("healed", &database);
            let json = schema(&copy, &["upgrade", later, "--json"]).success().json();
            let never_ran = json["state"]["before"]["never_ran"].as_array().map_or(0, Vec::len);
            // For a later release, what the first one lacks of itself is missing too.
            let lacks = if later == &to { 0 } else { release_of(to).released.missing.len() };
            assert_eq!(never_ran, gap + lacks, "{from} → {to} → {later}");
            assert_facts_of(&copy, later);
        }
    }
}

#[test]
fn a_transaction_for_each_revision_leads_to_the_same_end() {
    // Backports below the stamp, one that touches rows alone among them, and a target that lacks others.
    for (from, to) in [("24.3.11", "24.9.14"), ("24.9.14", "25.6.17")] {
        let (whole, each) = (database_of(from), database_of(from));
        let revisions = |database: &str, more: &[&str]| {
            let arguments = ["upgrade", to, "--no-etcd", "--json"];
            let json = schema(database, &[&arguments, more].concat()).success().json();
            let names = json["revisions"].as_array().expect("revisions").iter();
            names.map(|ran| ran["revision"].as_str().expect("an identifier").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(revisions(&each, &["--transaction-per-revision"]), revisions(&whole, &[]), "{from} → {to}");
        assert_facts_of(&each, to);
    }
}

#[test]
fn the_stamps_of_apply_missing_revisions_become_one() {
    let database = database_of("24.9.14");
    execute(&database, "INSERT INTO alembic_version VALUES ('fdb2dcdb8811'), ('c4b7ec740b36'), ('7ff52ff68bfc')");
    schema(&database, &["upgrade", "25.6"]).success();
    assert_facts_of(&database, "25.6.17");
    let database = database_of("23.9.10");
    let would =
        schema(&database, &["apply-missing-revisions", "23.09.10", "--release", "24.09", "--dry-run"]).success();
    assert!(would.stdout.contains("b86b341fd9c9") && would.stdout.contains("ecc9f6322be4"), "{}", would.stdout);
    schema(&database, &["apply-missing-revisions", "23.09.10", "--release", "24.09"]).success();
    assert_facts_of(&database, "24.9.14");
    schema(&database, &["apply-missing-revisions", "1.2.99"]).status(2);
}

#[test]
fn words_lead_to_revisions() {
    let database = database_of("22.3.3");
    let stamp = |database: &str| schema(database, &["current"]).success().stdout.trim().to_owned();
    schema(&database, &["upgrade", "+1"]).success();
    assert_eq!(stamp(&database), "35923972eddb");
    schema(&database, &["upgrade", "f83d"]).success();
    assert_eq!(stamp(&database), "f83d630c0bc9");
    schema(&database, &["downgrade", "-1", "--yes"]).success();
    assert_eq!(stamp(&database), "35923972eddb");
    schema(&database, &["downgrade", "35923-1", "--yes"]).success();
    assert_eq!(stamp(&database), "81c264528f20");
    schema(&database, &["upgrade", "81c2+1"]).success();
    assert_eq!(stamp(&database), "35923972eddb");
    schema(&database, &["downgrade", "22.03", "--yes"]).success();
    assert_facts_of(&database, "22.3.3");
    schema(&database, &["upgrade", "d58a526bf837"]).success();
    assert_facts_of(&database, "22.9.23");
    // What is below or above is no target of the other direction.
    schema(&database, &["upgrade", "35923972eddb"]).status(14);
    schema(&database, &["downgrade", "23.03"]).status(13);
    schema(&database, &["upgrade", "base"]).status(2);
    schema(&database, &["upgrade", "5"]).status(2);
}

#[test]
fn a_downgrade_says_first_what_would_be_lost() {
    let database = database_of("25.19.2");
    let dry = schema(&database, &["downgrade", "25.15", "--dry-run"]).success();
    assert!(dry.stdout.contains("would lose: "), "{}", dry.stdout);
    let refused = schema(&database, &["downgrade", "25.15"]).status(13);
    assert!(refused.stderr.contains("--yes does it all the same"), "{}", refused.stderr);
    assert_facts_of(&database, "25.19.2");
    let json = schema(&database, &["downgrade", "25.15", "--yes", "--json"]).success().json();
    assert_eq!(json["revisions"].as_array().map(Vec::len), Some(22));
    assert_facts_of(&database, "25.15.12");
}

#[test]
fn every_revision_is_logged_with_its_time() {
    let database = database_of("22.3.3");
    let outcome = schema(&database, &["upgrade", "22.09"]).success();
    let lines: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains("Running upgrade ")).collect();
    assert_eq!(lines.len(), 16);
    assert!(
        lines[0].contains("Running upgrade 81c264528f20 -> 35923972eddb, create_kernels_status_history_column (1/16, "),
        "{}",
        lines[0]
    );
    assert!(lines[0].ends_with(" s)"), "{}", lines[0]);
    // No bar, no escape codes without a terminal.
    assert!(!outcome.stderr.contains('\r') && !outcome.stderr.contains('\u{1b}'));
}

#[test]
fn the_script_of_sql_leads_to_the_same_end() {
    for (range, from, to) in [("22.03:23.03", "22.3.3", "23.3.12"), ("23.03", "22.3.3", "23.3.12")] {
        let database = database_of(from);
        let script = schema(&database, &["upgrade", "--sql", range]).success().stdout;
        assert!(script.contains("\n\\set ON_ERROR_STOP on\nBEGIN;\n") && script.trim_end().ends_with("COMMIT;"));
        let script = script.replace("\\set ON_ERROR_STOP on\n", "");
        execute(&database, &script);
        assert_facts_of(&database, to);
        // Elsewhere it does nothing.
        let error = cluster().connect(&database).batch_execute(&script).unwrap_err().to_string();
        assert_eq!(error, "the database is not where this script starts from");
    }
    let database = cluster().create_database("script");
    execute(&database, "CREATE SCHEMA elsewhere; CREATE EXTENSION \"uuid-ossp\" SCHEMA elsewhere");
    let script = schema(&database, &["oneshot", "--sql"]).success().stdout;
    execute(&database, &script.replace("\\set ON_ERROR_STOP on\n", ""));
    schema(&database, &["check", "--facts"]).success();
    let database = database_of("22.9.23");
    let script = schema(&database, &["downgrade", "--sql", "22.03"]).success().stdout;
    execute(&database, &script.replace("\\set ON_ERROR_STOP on\n", ""));
    assert_facts_of(&database, "22.3.3");
}

#[test]
fn a_failing_revision_is_shown_with_file_and_line_and_nothing_has_changed() {
    let database = database_of("22.3.3");
    execute(&database, "CREATE TYPE sessionstatus AS ENUM ('theirs')");
    let before = golden_facts(&database);
    let outcome = schema(&database, &["upgrade", "23.03"]).status(1);
    let folder = "migrations/revisions/b6b884fbae1f_2022-12-05_add_session_table/up.sql:";
    assert!(outcome.stderr.contains(folder), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("type \"sessionstatus\" already exists"), "{}", outcome.stderr);
    assert_eq!(golden_facts(&database), before);
    // Revision by revision, what is finished stays.
    schema(&database, &["upgrade", "23.03", "--transaction-per-revision"]).status(1);
    assert_ne!(golden_facts(&database), before);
    execute(&database, "DROP TYPE sessionstatus");
    schema(&database, &["upgrade", "23.03", "--transaction-per-revision"]).success();
    assert_facts_of(&database, "23.3.12");
}

#[test]
fn two_at_once_upgrade_once() {
    let database = database_of("23.3.12");
    let programs = [program_for(&database), program_for(&database)];
    let children: Vec<_> =
        programs.iter().map(|program| program.start(["mgr", "schema", "upgrade", "24.09", "--json"])).collect();
    let outcomes: Vec<Outcome> = children.into_iter().map(|child| Outcome::of(child).success()).collect();
    let changed = outcomes.iter().filter(|outcome| outcome.json()["changed"] == true).count();
    assert_eq!(changed, 1);
    assert_facts_of(&database, "24.9.14");
}

/// Waits until nobody is connected: the server notices the death of a client at its next statement.
fn wait_until_alone(database: &str) {
    wait_until_alone_but_for(database, 0);
}

fn wait_until_alone_but_for(database: &str, others: i64) {
    let mut observer = cluster().connect("postgres");
    let backends = format!("SELECT count(*) FROM pg_stat_activity WHERE datname = '{database}'");
    let until = Instant::now() + Duration::from_secs(20);
    while count(&mut observer, &backends) > others {
        assert!(Instant::now() < until, "the server does not notice");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// SIGKILL; one that has ended before must have ended well.
fn kill(mut child: std::process::Child) {
    child.kill().expect("SIGKILL");
    let outcome = Outcome::of(child);
    assert!([0, 128 + 9].contains(&outcome.status), "{}: {}", outcome.status, outcome.stderr);
}

#[test]
fn killed_at_any_moment_the_database_is_old_or_new() {
    let template = database_of("23.3.12");
    let old = golden_facts(&template);
    let mut unfinished = 0;
    for step in 0..12 {
        let database = cluster().create_from("killed", &template);
        let program = program_for(&database);
        let child = program.start(["mgr", "schema", "upgrade", "25.6"]);
        std::thread::sleep(Duration::from_millis(60 + step * 150));
        kill(child);
        wait_until_alone(&database);
        if golden_facts(&database) == old {
            unfinished += 1;
            schema(&database, &["upgrade", "25.6"]).success();
        }
        assert_facts_of(&database, "25.6.17");
    }
    assert!((1..12).contains(&unfinished), "{unfinished} of 12 runs were killed in time");
}

#[test]
fn killed_between_its_transactions_it_goes_on_from_the_last_finished_revision() {
    let template = database_of("24.9.14");
    let mut between = 0;
    for step in 0..6 {
        let database = cluster().create_from("killed", &template);
        let program = program_for(&database);
        let arguments = ["mgr", "schema", "upgrade", "25.15", "--transaction-per-revision"];
        let mut child = program.start(arguments);
        let mut observer = cluster().connect(&database);
        let unchanged = "SELECT count(*) FROM alembic_version WHERE version_num = 'ecc9f6322be4'";
        while count(&mut observer, unchanged) == 1 && child.try_wait().expect("its state").is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(observer);
        std::thread::sleep(Duration::from_millis(step * 110));
        kill(child);
        wait_until_alone(&database);
        let json = program.run(arguments.iter().chain(&["--json"])).success().json();
        let ran = json["revisions"].as_array().map_or(0, Vec::len);
        between += usize::from(ran > 0 && ran < 50);
        assert_facts_of(&database, "25.15.12");
    }
    assert!(between > 0, "no run was killed between two revisions");
}

#[test]
fn sigterm_rolls_back() {
    let database = database_of("23.3.12");
    let old = golden_facts(&database);
    // Somebody's lock holds the upgrade up in its middle.
    let mut holder = cluster().connect(&database);
    holder.batch_execute("BEGIN; LOCK TABLE vfolders IN ACCESS SHARE MODE").expect("the lock");
    let program = program_for(&database);
    let child = program.start(["mgr", "schema", "upgrade", "25.6"]);
    std::thread::sleep(Duration::from_secs(3));
    let pid = child.id().to_string();
    std::process::Command::new("kill").args(["-TERM", &pid]).status().expect("kill");
    let outcome = Outcome::of(child).status(143);
    assert!(outcome.stderr.contains("rolled back"), "{}", outcome.stderr);
    holder.batch_execute("COMMIT").expect("the end of the lock");
    wait_until_alone_but_for(&database, 1);
    assert_eq!(golden_facts(&database), old);
}

#[test]
fn a_lock_on_a_table_is_waited_for_with_patience_and_not_for_ever() {
    let database = database_of("24.3.11");
    let mut holder = cluster().connect(&database);
    holder.batch_execute("BEGIN; LOCK TABLE sessions IN ACCESS SHARE MODE").expect("the lock");
    let outcome = schema(&database, &["upgrade", "24.09", "--lock-timeout", "1"]).status(12);
    assert!(outcome.stderr.contains("lock timeout"), "{}", outcome.stderr);
    assert_eq!(schema(&database, &["current"]).success().stdout.trim(), "3596bc12ec09");
    let program = program_for(&database);
    let child = program.start(["mgr", "schema", "upgrade", "24.09", "--lock-timeout", "30"]);
    std::thread::sleep(Duration::from_secs(5));
    holder.batch_execute("COMMIT").expect("the end of the lock");
    let outcome = Outcome::of(child).success();
    assert!(outcome.stderr.contains("somebody holds a lock on a table, trying again"), "{}", outcome.stderr);
    assert_facts_of(&database, "24.9.14");
}

#[test]
fn a_drifted_database_is_repaired_on_the_way() {
    let database = database_of("24.9.14");
    execute(&database, "DROP INDEX ix_keypairs_user_id; ALTER TABLE agents ALTER COLUMN region DROP NOT NULL");
    let warned = schema(&database, &["upgrade", "25.6"]).success();
    assert!(warned.stderr.contains("facts differ from release 25.6.17"), "{}", warned.stderr);
    let json = schema(&database, &["upgrade", "25.6", "--repair", "--json"]).success().json();
    assert_eq!(json["changed"], true);
    assert_facts_of(&database, "25.6.17");
    let database = database_of("24.9.14");
    execute(&database, "DROP INDEX ix_keypairs_user_id");
    schema(&database, &["upgrade", "25.6", "--strict"]).status(21);
    assert_eq!(schema(&database, &["current"]).success().stdout.trim(), "ecc9f6322be4");
    schema(&database, &["upgrade", "25.6", "--strict", "--repair"]).success();
    assert_facts_of(&database, "25.6.17");
}

/// Differences that `ours` leaves out are those of others.
#[test]
fn the_tables_of_others_are_no_drift() {
    let database = database_of("24.9.14");
    execute(&database, "CREATE TABLE orders (id int)");
    assert!(!ours("orders") && ours("users"));
    schema(&database, &["upgrade", "25.6", "--strict"]).success();
}

#[test]
fn repair_cuts_no_value() {
    let database = database_of("24.9.14");
    execute(
        &database,
        "ALTER TABLE domains ALTER COLUMN description TYPE text;
         INSERT INTO domains (name, description, allowed_vfolder_hosts, allowed_docker_registries, dotfiles)
         VALUES ('long', repeat('x', 600), '{}', '{}', '')",
    );
    let outcome = schema(&database, &["upgrade", "24.09", "--repair"]).status(1);
    assert!(outcome.stderr.contains("failed to repair with ALTER TABLE public.domains "), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("value too long for type character varying(512)"), "{}", outcome.stderr);
    let mut connection = cluster().connect(&database);
    assert_eq!(count(&mut connection, "SELECT max(length(description)) FROM domains"), 600);
    execute(&database, "UPDATE domains SET description = 'y'");
    schema(&database, &["upgrade", "24.09", "--repair"]).success();
    assert_facts_of(&database, "24.9.14");
}
