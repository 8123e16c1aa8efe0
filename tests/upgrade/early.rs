//! Databases of versions before the first release inside, up to its schema and beyond.

use std::collections::BTreeSet;

use super::pairs::lost;
use super::places::{Place, fill, ids, made};
use super::{part, run, wrong_with};
use crate::support::filler::Manner;
use crate::support::parallel::assert_nothing;
use crate::support::release::{ancestors, chain, early, versions};
use crate::support::{Database, Release, in_parallel};

/// A version, a release that it leads to, and the manner of the rows at the beginning.
type Case = (Place, &'static Release, Manner);

fn upgrade(&(from, to, manner): &Case) -> Vec<String> {
    let database = from.filled(1, manner);
    let before = database.snapshot();
    let outcome = database.schema(["upgrade", &to.name, "--no-etcd", "--json"]);
    let case = format!("{} → {}, {manner:?}", from.name(), to.name);
    if outcome.status != 0 {
        return vec![format!("{case}: status {}\n{}", outcome.status, outcome.stderr)];
    }
    let mut wrong = wrong_with(&database, to);
    wrong.extend(lost(&before, &database.snapshot(), &outcome.json()["deleted"]));
    wrong.into_iter().map(|wrong| format!("{case}: {wrong}")).collect()
}

#[test]
fn every_version_leads_to_the_first_release_inside() {
    let manners = [Manner::Likely, Manner::Wild].into_iter();
    let all = manners.flat_map(|manner| early().iter().map(move |early| (Place::Early(early), chain()[0], manner)));
    assert_nothing(&in_parallel(&part(&all.collect::<Vec<Case>>(), 4), upgrade));
}

#[test]
fn and_to_the_later_ones() {
    let later = chain().into_iter().skip(1);
    let all: Vec<Case> =
        later.flat_map(|to| early().iter().map(move |early| (Place::Early(early), to, Manner::Likely))).collect();
    assert_nothing(&in_parallel(&part(&all, 48), upgrade));
}

/// A database that is stamped with a revision, and with rows by statements.
fn database_with(revision: &str, rows: &str) -> Database {
    let database = made(&ancestors(revision), Some(revision));
    database.execute(rows);
    database
}

/// Keypairs of 1.3: a number is their user.
const NUMBERED: &str = "
INSERT INTO keypairs (user_id, access_key, secret_key, is_active, is_admin) VALUES
    (1, 'AKIAONE', 's', true, true), (1, 'AKIATWO', 's', true, false), (23, 'AKIATHREE', 's', false, NULL);
INSERT INTO agents (id, mem_slots, cpu_slots, gpu_slots, used_mem_slots, used_cpu_slots, used_gpu_slots, addr, status)
    VALUES ('i-1', 15, 8, 2, 4, 1.5, 1, 'tcp://10.0.0.1:6001', 'ALIVE');
INSERT INTO kernels (id, sess_id, role, lang, access_key, agent, agent_addr, status, cpu_slot, gpu_slot, mem_slot, cpu_set,
        repl_in_port, repl_out_port, stdin_port, stdout_port, created_at, terminated_at, cpu_used, mem_max_bytes)
    VALUES ('00000000-0000-0000-0000-000000000001', 'mine', 'master', 'python:3', 'AKIATWO', 'i-1', 'tcp://10.0.0.1:6001', 'TERMINATED', 2, 0.5, 1073741824,
        '{0,3}', 0, 0, 0, 0, '2018-03-01T00:00:00Z', '2018-03-01T00:01:40Z', 50000, 4096);
INSERT INTO vfolders (id, host, name, belongs_to) VALUES ('00000000-0000-0000-0000-000000000002', 'local', 'data', 'AKIATHREE');
";

/// Value by value, what becomes of the rows of 2018.
#[test]
fn rows_of_2018_are_converted() {
    let database = database_with("bf4bae8f942e", NUMBERED);
    database.schema(["upgrade", &chain()[0].name]).success();
    for (expression, value) in [
        (
            "SELECT string_agg(concat_ws(' ', email, role, status, domain_name), ', ' ORDER BY email) FROM users",
            "1 admin active default, 23 user active default",
        ),
        ("SELECT count(*) FROM users WHERE password IS NULL AND need_password_change", "2"),
        (
            "SELECT string_agg(email, ' ' ORDER BY access_key) FROM keypairs JOIN users ON uuid = \"user\" AND email = user_id",
            "1 23 1",
        ),
        ("SELECT string_agg(DISTINCT resource_policy, ' ') FROM keypairs", "default"),
        (
            "SELECT concat_ws(' ', available_slots, occupied_slots) FROM agents",
            r#"{"cuda.device": 2} {"cpu": 1.5, "mem": "4g", "cuda.device": 1}"#,
        ),
        (
            "SELECT concat_ws(' ', session_id, session_name, cluster_role, cluster_hostname, image, email, g.name, k.status) \
            FROM kernels k JOIN groups g ON g.id = group_id JOIN users ON uuid = user_uuid",
            "00000000-0000-0000-0000-000000000001 mine main main1 python:3 1 default TERMINATED",
        ),
        (
            "SELECT concat_ws(' ', occupied_slots, occupied_shares -> 'cpu') FROM kernels",
            r#"{"cpu": 2, "mem": 1073741824, "tpu.device": 0, "cuda.device": 0.5} [0, 3]"#,
        ),
        // 50 seconds of 100; the memory that it had.
        (
            "SELECT concat_ws(' ', last_stat #>> '{cpu_util,stats.avg}', last_stat #>> '{mem,capacity}', last_stat #>> '{mem,stats.max}') FROM kernels",
            "5E+1 1073741824 4096",
        ),
        (
            "SELECT concat_ws(' ', v.name, u.email, ownership_type, permission, usage_mode, cloneable) FROM vfolders v JOIN users u ON uuid = \"user\"",
            "data 23 user wd general f",
        ),
        ("SELECT count(*) FROM association_groups_users", "2"),
    ] {
        assert_eq!(database.value(&format!("({expression})")), value, "{expression}");
    }
}

#[test]
fn a_table_that_is_dropped_is_told() {
    let database = database_with("5de06da3c2b5", "INSERT INTO usage (kernel_type) VALUES ('a'), ('b')");
    let json = database.schema(["upgrade", &chain()[0].name, "--json"]).success().json();
    let deleted = &json["deleted"][0];
    assert_eq!((&deleted["table"], &deleted["rows"]), (&"usage".into(), &2.into()), "{json}");
}

/// Rows, before the revision at which they stop, and what the message has to say.
const STOPS: [(&str, &str, &[&str]); 7] = [
    ("f9971fbb34d9", "UPDATE vfolder_permissions SET permission = 'xx'", &["vfolder_permissions, vfolder ", "\"xx\""]),
    ("8e660aa31fe3", "UPDATE keypairs SET user_id = NULL", &["keypairs, access_key ", "it has no user_id"]),
    ("9bd986a75a2a", "UPDATE kernels SET status = NULL", &["kernels, id ", "no status"]),
    (
        "4b7b650bc30e",
        "UPDATE vfolders SET \"user\" = NULL, \"group\" = NULL",
        &["vfolders, id ", "neither a user nor a group"],
    ),
    ("0d553d59f369", "UPDATE kernels SET role = 'sub'", &["kernels, id ", "\"sub\"", "no single main kernel"]),
    (
        "dc9b66466e43",
        "UPDATE kernels SET session_name = 'twin', status = 'RUNNING', access_key = (SELECT min(access_key) FROM keypairs) \
         WHERE cluster_role = 'main'",
        &["kernels, id ", "\"twin\"", "the access key "],
    ),
    (
        "60a1effa77d2",
        "ALTER TABLE session_templates ALTER template TYPE varchar USING '{'",
        &["session_templates, id ", "no JSON"],
    ),
];

#[test]
fn what_cannot_be_converted_stops_and_nothing_has_changed() {
    assert_nothing(&in_parallel(&STOPS, |(revision, spoil, words)| {
        let database = made(&ancestors(revision), Some(revision));
        fill(&mut database.connect(), 4, Manner::Likely);
        let sound = database.snapshot();
        database.execute(spoil);
        let before = (database.snapshot(), database.facts(), database.stamps());
        assert_ne!(before.0, sound, "{spoil}");
        let outcome = database.schema(["upgrade", &chain()[0].name]);
        let after = (database.snapshot(), database.facts(), database.stamps());
        let mut wrong: Vec<String> = words
            .iter()
            .filter(|word| !outcome.stderr.contains(**word))
            .map(|word| format!("no {word:?}: {}", outcome.stderr))
            .collect();
        wrong.extend(
            (outcome.status == 0 || before != after)
                .then(|| format!("status {}, or something has changed", outcome.status)),
        );
        wrong.into_iter().map(|wrong| format!("{revision}: {wrong}")).collect()
    }));
}

/// How databases at 0d553d59f369 differ from what our own revisions make: those that 20.03 prepared from its models (measured with
/// 20.03.19), and those that the Python manager's revisions brought there.
const ORIGINS: [&str; 2] = [
    "ALTER TABLE agents ALTER available_slots DROP DEFAULT, ALTER occupied_slots DROP DEFAULT, ALTER compute_plugins DROP DEFAULT,
        ALTER region DROP DEFAULT, ALTER version DROP DEFAULT;
    ALTER TABLE kernels ALTER container_id TYPE varchar(64), ALTER occupied_shares DROP DEFAULT, ALTER occupied_slots DROP DEFAULT,
        ALTER scaling_group DROP DEFAULT, ALTER sess_id DROP DEFAULT;
    ALTER TABLE keypairs ALTER dotfiles DROP DEFAULT;
    ALTER TYPE default_for_unspecified RENAME TO defaultforunspecified;
    ALTER TABLE session_templates ALTER created_at DROP DEFAULT;
    ALTER TABLE vfolders ALTER ownership_type SET NOT NULL, ALTER permission DROP NOT NULL",
    "ALTER TYPE templatetype RENAME TO templatetypes;
    ALTER TABLE session_templates ALTER template TYPE varchar(16384);
    DROP INDEX ix_session_templates_type, ix_session_templates_user_uuid;
    ALTER TABLE kernels ALTER bootstrap_script TYPE varchar(4096);
    ALTER TABLE keypairs ALTER bootstrap_script SET DEFAULT '';
    DROP INDEX ix_error_logs_severity;
    ALTER TYPE errorlog_severity RENAME TO old;
    CREATE TYPE errorlog_severity AS ENUM ('critical', 'error', 'warning', 'info', 'debug');
    ALTER TABLE error_logs ALTER severity TYPE errorlog_severity USING severity::text::errorlog_severity;
    DROP TYPE old;
    CREATE INDEX ix_error_logs_severity ON error_logs (severity);
    CREATE INDEX ix_kernels_uuid_prefix ON kernels ((id::varchar) COLLATE \"C\")",
];

#[test]
fn wherever_a_database_comes_from_it_ends_without_drift() {
    for origin in ORIGINS {
        let database = database_with("0d553d59f369", origin);
        fill(&mut database.connect(), 2, Manner::Likely);
        for release in &chain()[..2] {
            database.schema(["upgrade", &release.name]).success();
            database.assert_is(release);
        }
    }
}

/// Where the Python manager's revisions brought a database to 22.03, other types stay until they are mended; nothing stops at them.
#[test]
fn what_the_reference_left_in_22_03_stops_nothing() {
    let database = Database::filled(chain()[0], 1, Manner::Likely);
    database.execute(
        "ALTER TABLE kernels ALTER vfolder_mounts TYPE json, ALTER architecture TYPE varchar, ALTER container_id TYPE varchar;
         ALTER TABLE images ALTER labels TYPE jsonb, ALTER tag TYPE varchar;
         ALTER TYPE imagetype RENAME TO image_type;
         ALTER TYPE templatetype RENAME TO templatetypes;
         CREATE INDEX ix_keypairs_resource_policy ON keypairs (resource_policy)",
    );
    let newest = chain().pop().expect("a release");
    database.schema(["upgrade", &newest.name, "--no-etcd"]).success();
    database.schema(["upgrade", &newest.name, "--repair"]).success();
    database.assert_is(newest);
}

/// Those that 19.09 lacks, found to be missing at any later stamp, whose facts are those of a fresh database afterwards.
#[test]
fn what_the_reference_skipped_on_the_way_from_19_09_is_made_up_for() {
    let lacking = early().iter().rfind(|early| *early.own() != ancestors(&early.head)).expect("a version with gaps");
    let first = chain()[0];
    let missing: BTreeSet<usize> = ancestors(&lacking.head).difference(lacking.own()).copied().collect();
    let database = Database::fresh(first);
    ids(missing.iter().rev()).into_iter().for_each(|id| run(&mut database.connect(), id, "down"));
    assert!(!database.drift(first).is_empty());
    database.schema(["upgrade", &first.name]).success();
    database.assert_is(first);
}

/// No schema of theirs is inside: the message says from which version on there is one.
#[test]
fn oneshot_cannot_prepare_an_earlier_version() {
    let database = Database::empty();
    for early in early() {
        let outcome = database.schema(["oneshot", "--release", &early.name]).status(2);
        outcome.tells(&[&early.name, "not part of this build", &versions()[0].name]);
    }
    assert_eq!(database.count("SELECT FROM pg_tables WHERE schemaname = 'public'"), 0);
}
