//! Whoever waits for a lock on a table or a row says for whom, and how that ends.

use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::Integer;

use crate::support::prepared::Prepared;
use crate::support::{Cluster, Program};

#[test]
fn a_lock_on_a_table_is_told_with_the_session_that_has_it() {
    let prepared = Prepared::of("25.15.12");
    let mut holder = prepared.connect();
    holder.batch_execute("SET application_name = 'a report'; BEGIN; LOCK TABLE public.alembic_version").unwrap();
    let pid: i32 = diesel::select(sql::<Integer>("pg_backend_pid()")).get_result(&mut holder).unwrap();
    let outcome = prepared.program.run(["mgr", "--json", "schema", "stamp", "base", "--lock-timeout", "3"]).status(12);
    let who = format!("table \"alembic_version\" is locked by pid {pid}, \"a report\" as user \"postgres\", since ");
    let how = format!("; to end it: SELECT pg_terminate_backend({pid});");
    let lines: Vec<&str> = outcome.stderr.lines().filter(|line| line.contains(&who) && line.contains(&how)).collect();
    assert!(lines.iter().any(|line| line.contains(" INFO ")), "while it waits: {}", outcome.stderr);
    assert!(lines.iter().any(|line| line.contains(" ERROR ")), "when it gives up: {}", outcome.stderr);
    let blocker = &outcome.json()["error"]["details"]["blockers"][0];
    assert_eq!((&blocker["pid"], &blocker["table"]), (&pid.into(), &"alembic_version".into()));
    holder.batch_execute("ROLLBACK").unwrap();
    prepared.program.run(["mgr", "schema", "stamp", "base"]).success();
}

#[test]
fn a_row_that_another_session_writes_is_told_too() {
    let prepared = Prepared::of("25.15.12");
    let mut holder = prepared.connect();
    let insert = "INSERT INTO public.domains (name, description, is_active, total_resource_slots, allowed_vfolder_hosts, \
                  allowed_docker_registries) VALUES ('held', '', true, '{}', '{}', '{}')";
    holder.batch_execute(&format!("BEGIN; {insert}")).unwrap();
    let fixture = r#"{"domains": [{"name": "held", "description": "", "total_resource_slots": {}, "allowed_vfolder_hosts": {}}]}"#;
    let told = prepared.populate(fixture, &["--lock-timeout", "3"]).status(12).stderr;
    assert!(told.contains("table \"domains\" is locked by pid "), "{told}");
    holder.batch_execute("ROLLBACK").unwrap();
    prepared.populate(fixture, &[]).success();
}

#[test]
fn a_standby_that_commit_waits_for_is_told() {
    let cluster = Cluster::start(&[("synchronous_commit", "on"), ("synchronous_standby_names", "nobody")]);
    let program = Program::new();
    program.alembic_ini(&cluster.url("postgres"));
    let told = program.run(["mgr", "schema", "oneshot", "--release", "22.3", "--timeout", "20"]).success().stderr;
    assert!(told.contains("COMMIT waits for a synchronous standby"), "{told}");
    assert!(
        told.contains("while COMMIT waited for a synchronous standby: it is committed here, and perhaps nowhere else"),
        "{told}"
    );
    // It is there.
    program.run(["mgr", "schema", "check", "--release", "22.3"]).success();
}
