//! `mgr schema upgrade` and `downgrade` against a real server.

use std::process::Child;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use rustix::process::Signal;

use crate::support::database::value;
use crate::support::program::{signal, until_told};
use crate::support::release::{ancestors, chain, position, revisions, script};
use crate::support::{Database, Outcome, Release, mgr, release};

/// What a release's own alembic runs: everything that its graph puts above the stamp, and nothing below it.
fn upgrade_as_alembic_does(database: &Database, from: &Release, to: &Release) {
    let below = ancestors(&from.head);
    let mut connection = database.connect();
    for position in to.own().difference(&below) {
        let id = &revisions()[*position].id;
        // The reference's revisions tolerate what is missing; one without effect is a comment, which the server refuses alone.
        connection
            .batch_execute(&format!("{}\n; SELECT", script(id, "up")))
            .unwrap_or_else(|error| panic!("{id}: {error}"));
    }
    database.execute(&format!("UPDATE alembic_version SET version_num = '{}'", to.head));
}

#[test]
fn a_gap_that_an_upgrade_left_is_healed() {
    for (from, to, gap) in [("23.09", "24.03", 6), ("24.03", "24.09", 4), ("24.09", "25.06", 7)] {
        let (from, to) = (release(from), release(to));
        let database = Database::fresh(from);
        upgrade_as_alembic_does(&database, from, to);
        let check = database.schema(["check", "--release", &to.name]).status(20);
        assert!(check.stdout.contains("below the stamp, but they never ran:"), "{}: {}", to.name, check.stdout);
        for later in chain().into_iter().skip_while(|release| release.head != to.head).take(2) {
            let copy = database.copy();
            let json = copy.schema(["upgrade", &later.name, "--no-etcd", "--json"]).success().json();
            let never_ran = json["state"]["before"]["never_ran"].as_array().map_or(0, Vec::len);
            // For a later release, what the first one lacks of itself is missing too.
            let lacks = if later.head == to.head { 0 } else { to.missing.len() };
            assert_eq!(never_ran, gap + lacks, "{} → {} → {}", from.name, to.name, later.name);
            copy.assert_is(later);
        }
    }
}

#[test]
fn a_transaction_for_each_revision_leads_to_the_same_end() {
    // Backports below the stamp, one that touches rows alone among them, and a target that lacks others.
    for (from, to) in [("24.03", "24.09"), ("24.09", "25.06")] {
        let (whole, each) = (Database::of(from), Database::of(from));
        let ran = |database: &Database, more: &[&str]| {
            let arguments = ["upgrade", to, "--no-etcd", "--json"];
            let json = database.schema(arguments.iter().chain(more)).success().json();
            let names = json["revisions"].as_array().expect("revisions").iter();
            names.map(|ran| ran["revision"].as_str().expect("an identifier").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(ran(&each, &["--transaction-per-revision"]), ran(&whole, &[]), "{from} → {to}");
        each.assert_is(release(to));
    }
}

#[test]
fn the_stamps_of_apply_missing_revisions_become_one() {
    let database = Database::of("24.09");
    database.execute("INSERT INTO alembic_version VALUES ('fdb2dcdb8811'), ('c4b7ec740b36'), ('7ff52ff68bfc')");
    database.schema(["upgrade", "25.06"]).success();
    database.assert_is(release("25.06"));
    let database = Database::of("23.09");
    let would = database.schema(["apply-missing-revisions", "23.09.10", "--release", "24.09", "--dry-run"]).success();
    assert!(would.stdout.contains("b86b341fd9c9") && would.stdout.contains("ecc9f6322be4"), "{}", would.stdout);
    database.schema(["apply-missing-revisions", "23.09.10", "--release", "24.09"]).success();
    database.assert_is(release("24.09"));
    database.schema(["apply-missing-revisions", "1.2.99"]).status(2);
}

#[test]
fn words_lead_to_revisions() {
    let database = Database::of("22.03");
    let stamp = |database: &Database| database.stamps().join(" ");
    database.schema(["upgrade", "+1"]).success();
    assert_eq!(stamp(&database), "35923972eddb");
    database.schema(["upgrade", "f83d"]).success();
    assert_eq!(stamp(&database), "f83d630c0bc9");
    database.schema(["downgrade", "-1", "--yes"]).success();
    assert_eq!(stamp(&database), "35923972eddb");
    database.schema(["downgrade", "35923-1", "--yes"]).success();
    assert_eq!(stamp(&database), "81c264528f20");
    database.schema(["upgrade", "81c2+1"]).success();
    assert_eq!(stamp(&database), "35923972eddb");
    database.schema(["downgrade", "22.03", "--yes"]).success();
    database.assert_is(release("22.03"));
    database.schema(["upgrade", "d58a526bf837"]).success();
    database.assert_is(release("22.09"));
    // What is below or above is no target of the other direction.
    database.schema(["upgrade", "35923972eddb"]).status(14);
    database.schema(["downgrade", "23.03"]).status(13);
    database.schema(["upgrade", "base"]).status(2);
    database.schema(["upgrade", "5"]).status(2);
}

#[test]
fn a_downgrade_says_first_what_would_be_lost() {
    let database = Database::of("25.19");
    let dry = database.schema(["downgrade", "25.15", "--dry-run"]).success();
    assert!(dry.stdout.contains("would lose: "), "{}", dry.stdout);
    let refused = database.schema(["downgrade", "25.15"]).status(13);
    assert!(refused.stderr.contains("--yes does it all the same"), "{}", refused.stderr);
    database.assert_is(release("25.19"));
    let json = database.schema(["downgrade", "25.15", "--yes", "--json"]).success().json();
    let revisions = release("25.15").plan(release("25.19")).len();
    assert_eq!(json["revisions"].as_array().map(Vec::len), Some(revisions));
    database.assert_is(release("25.15"));
}

#[test]
fn every_revision_is_logged_with_its_time() {
    let database = Database::of("22.03");
    let outcome = database.schema(["upgrade", "22.09"]).success();
    let lines: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains("Running upgrade ")).collect();
    let plan = release("22.03").plan(release("22.09"));
    assert_eq!(lines.len(), plan.len());
    let first = &revisions()[position(plan[0])];
    let told = format!("Running upgrade {} -> {}, {} (1/{}, ", release("22.03").head, first.id, first.slug, plan.len());
    assert!(lines[0].contains(&told), "{told}\n{}", lines[0]);
    assert!(lines[0].ends_with(" s)"), "{}", lines[0]);
    // No bar, no escape codes without a terminal.
    assert!(!outcome.stderr.contains('\r') && !outcome.stderr.contains('\u{1b}'));
}

#[test]
fn the_script_of_sql_leads_to_the_same_end() {
    for (range, from, to) in [("22.03:23.03", "22.03", "23.03"), ("23.03", "22.03", "23.03")] {
        let database = Database::of(from);
        let script = database.schema(["upgrade", "--sql", range]).success().stdout;
        assert!(script.contains("\n\\set ON_ERROR_STOP on\nBEGIN;\n") && script.trim_end().ends_with("COMMIT;"));
        let script = script.replace("\\set ON_ERROR_STOP on\n", "");
        database.execute(&script);
        database.assert_is(release(to));
        // Elsewhere it does nothing.
        let error = database.connect().batch_execute(&script).unwrap_err().to_string();
        assert_eq!(error, "the database is not where this script starts from");
    }
    let database = Database::empty();
    database.execute("CREATE SCHEMA elsewhere; CREATE EXTENSION \"uuid-ossp\" SCHEMA elsewhere");
    let script = database.schema(["oneshot", "--sql"]).success().stdout;
    database.execute(&script.replace("\\set ON_ERROR_STOP on\n", ""));
    database.schema(["check", "--facts"]).success();
    // Of two scripts at once one does nothing, and says why.
    let database = Database::empty();
    let script = script.replace("\\set ON_ERROR_STOP on\n", "");
    let (first, _) = script.rsplit_once("COMMIT;").expect("its end");
    let mut other = database.connect();
    other.batch_execute(first).expect("the first script");
    let error = database.connect().batch_execute(&script).unwrap_err().to_string();
    assert_eq!(error, "another run works on this database");
    other.batch_execute("COMMIT").expect("its end");
    database.schema(["check", "--facts"]).success();
    let database = Database::of("22.09");
    let script = database.schema(["downgrade", "--sql", "22.03"]).success().stdout;
    database.execute(&script.replace("\\set ON_ERROR_STOP on\n", ""));
    database.assert_is(release("22.03"));
}

#[test]
fn a_failing_revision_is_shown_with_file_and_line_and_nothing_has_changed() {
    let database = Database::of("22.03");
    database.execute("CREATE TYPE sessionstatus AS ENUM ('theirs')");
    let before = database.facts();
    let outcome = database.schema(["upgrade", "23.03"]).status(1);
    let place = "migrations/revisions/b6b884fbae1f_2022-12-05_add_session_table/up.sql:";
    outcome.tells(&[place, "type \"sessionstatus\" already exists"]);
    assert_eq!(database.facts(), before);
    // Revision by revision, what is finished stays.
    database.schema(["upgrade", "23.03", "--transaction-per-revision"]).status(1);
    assert_ne!(database.facts(), before);
    database.execute("DROP TYPE sessionstatus");
    database.schema(["upgrade", "23.03", "--transaction-per-revision"]).success();
    database.assert_is(release("23.03"));
}

#[test]
fn two_at_once_upgrade_once() {
    let database = Database::of("23.03");
    let start = |_| database.program.start(mgr(&["schema"], ["upgrade", "24.09", "--json"]));
    let children: Vec<_> = (0..2).map(start).collect();
    let outcomes: Vec<Outcome> = children.into_iter().map(|child| Outcome::of(child).success()).collect();
    let changed = outcomes.iter().filter(|outcome| outcome.json()["changed"] == true).count();
    assert_eq!(changed, 1);
    database.assert_is(release("24.09"));
}

/// SIGKILL; one that has ended before must have ended well.
fn kill(mut child: Child) {
    child.kill().expect("SIGKILL");
    let outcome = Outcome::of(child);
    assert!([0, 128 + 9].contains(&outcome.status), "{}: {}", outcome.status, outcome.stderr);
}

#[test]
fn killed_at_any_moment_the_database_is_old_or_new() {
    const STEPS: u32 = 10;
    let template = Database::of("23.03");
    let (old, whole) = (template.facts(), template.copy());
    let began = Instant::now();
    whole.schema(["upgrade", "25.06"]).success();
    let took = began.elapsed();
    let mut unfinished = 0;
    for step in 1..=STEPS {
        let database = template.copy();
        let child = database.program.start(mgr(&["schema"], ["upgrade", "25.06"]));
        std::thread::sleep(took * step / STEPS);
        kill(child);
        database.until_no_run_is_left();
        if database.facts() == old {
            unfinished += 1;
            database.schema(["upgrade", "25.06"]).success();
        }
        database.assert_is(release("25.06"));
    }
    assert!(unfinished > 0, "no run was killed in time");
}

#[test]
fn killed_between_its_transactions_it_goes_on_from_the_last_finished_revision() {
    let template = Database::of("24.09");
    let mut between = 0;
    for step in 0..6 {
        let database = template.copy();
        let arguments = mgr(&["schema"], ["upgrade", "25.15", "--transaction-per-revision", "--json"]);
        let mut child = database.program.start(&arguments);
        let mut observer = database.connect();
        let unchanged = format!("EXISTS (SELECT FROM alembic_version WHERE version_num = '{}')", release("24.09").head);
        while value(&mut observer, &unchanged) == "true" && child.try_wait().expect("its state").is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(observer);
        std::thread::sleep(Duration::from_millis(step * 110));
        kill(child);
        database.until_no_run_is_left();
        let json = database.program.run(&arguments).success().json();
        let ran = json["revisions"].as_array().map_or(0, Vec::len);
        between += usize::from((1..release("24.09").plan(release("25.15")).len()).contains(&ran));
        database.assert_is(release("25.15"));
    }
    assert!(between > 0, "no run was killed between two revisions");
}

#[test]
fn sigterm_rolls_back() {
    let database = Database::of("23.03");
    let old = database.facts();
    // Somebody's lock holds the upgrade up in its middle.
    let mut holder = database.connect();
    holder.batch_execute("BEGIN; LOCK TABLE vfolders IN ACCESS SHARE MODE").expect("the lock");
    let child = database.program.start(mgr(&["schema"], ["upgrade", "25.06"]));
    database.until_a_run_waits();
    signal(&child, Signal::TERM);
    let outcome = Outcome::of(child).status(143);
    assert!(outcome.stderr.contains("rolled back"), "{}", outcome.stderr);
    holder.batch_execute("COMMIT").expect("the end of the lock");
    database.until_no_run_is_left();
    assert_eq!(database.facts(), old);
}

#[test]
fn a_lock_on_a_table_is_waited_for_with_patience_and_not_for_ever() {
    let database = Database::of("24.03");
    let mut holder = database.connect();
    holder.batch_execute("BEGIN; LOCK TABLE sessions IN ACCESS SHARE MODE").expect("the lock");
    let outcome = database.schema(["upgrade", "24.09", "--lock-timeout", "1"]).status(12);
    assert!(outcome.stderr.contains("lock timeout"), "{}", outcome.stderr);
    assert_eq!(database.stamps(), [release("24.03").head.as_str()]);
    let mut child = database.program.start(mgr(&["schema"], ["upgrade", "24.09", "--lock-timeout", "60"]));
    until_told(&mut child, "somebody holds a lock on a table, trying again");
    holder.batch_execute("COMMIT").expect("the end of the lock");
    Outcome::of(child).success();
    database.assert_is(release("24.09"));
}

#[test]
fn a_drifted_database_is_repaired_on_the_way() {
    let database = Database::of("24.09");
    database.execute("DROP INDEX ix_keypairs_user_id; ALTER TABLE agents ALTER COLUMN region DROP NOT NULL");
    let warned = database.schema(["upgrade", "25.06"]).success();
    warned.tells(&[&format!("facts differ from release {}", release("25.06").name)]);
    let json = database.schema(["upgrade", "25.06", "--repair", "--json"]).success().json();
    assert_eq!(json["changed"], true);
    database.assert_is(release("25.06"));
    let database = Database::of("24.09");
    database.execute("DROP INDEX ix_keypairs_user_id");
    database.schema(["upgrade", "25.06", "--strict"]).status(21);
    assert_eq!(database.stamps(), [release("24.09").head.as_str()]);
    database.schema(["upgrade", "25.06", "--strict", "--repair"]).success();
    database.assert_is(release("25.06"));
}

#[test]
fn the_tables_of_others_are_no_drift() {
    let database = Database::of("24.09");
    database.execute("CREATE TABLE orders (id int)");
    database.schema(["upgrade", "25.06", "--strict"]).success();
}

#[test]
fn repair_cuts_no_value() {
    let database = Database::of("24.09");
    database.execute(
        "ALTER TABLE domains ALTER COLUMN description TYPE text;
         INSERT INTO domains (name, description, allowed_vfolder_hosts, allowed_docker_registries, dotfiles)
         VALUES ('long', repeat('x', 600), '{}', '{}', '')",
    );
    let outcome = database.schema(["upgrade", "24.09", "--repair"]).status(1);
    assert!(outcome.stderr.contains("failed to repair with ALTER TABLE public.domains "), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("value too long for type character varying(512)"), "{}", outcome.stderr);
    assert_eq!(database.value("SELECT max(length(description)) FROM domains"), "600");
    database.execute("UPDATE domains SET description = 'y'");
    database.schema(["upgrade", "24.09", "--repair"]).success();
    database.assert_is(release("24.09"));
}
