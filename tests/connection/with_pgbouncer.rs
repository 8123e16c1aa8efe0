//! PgBouncer in between: session mode works, the others are named before anything stays behind on a connection of the pool.

use diesel::dsl::sql;
use diesel::sql_types::Text;
use diesel::{PgConnection, RunQueryDsl, select};

use crate::support::program_crate::{Access, ConnectOptions, database};
use crate::support::{Database, Outcome, PgBouncer, cluster};

/// A new database, and the program configured to reach it through the pooler.
fn behind(pooler: &PgBouncer) -> Database {
    let database = Database::empty();
    database.connect_through(pooler.port);
    database
}

fn run(database: &Database, words: &str) -> Outcome {
    database.schema(words.split(' '))
}

/// What a client of the pool finds in the sessions that it gets, one after the other.
fn sessions(pooler: &PgBouncer, database: &str, count: usize) -> Vec<String> {
    let mut target = cluster().target(database);
    target.hosts[0].port = Some(pooler.port);
    let look = |connection: &mut PgConnection| {
        let settings = sql::<Text>(
            "concat_ws(' ', current_setting('search_path'), current_setting('jit'), current_setting('row_security'), \
             current_setting('lock_timeout'), (SELECT count(*) FROM pg_prepared_statements))",
        );
        select(settings).get_result::<String>(connection).unwrap()
    };
    let mut connections: Vec<PgConnection> =
        (0..count).map(|_| diesel::Connection::establish(target.conninfo().expose()).unwrap()).collect();
    connections.iter_mut().map(look).collect()
}

#[test]
fn transaction_mode_is_named_and_nothing_stays_behind() {
    for more in ["", "ignore_startup_parameters = options", "server_round_robin = 1"] {
        let pooler = PgBouncer::start("transaction", more);
        let behind = behind(&pooler);
        let before = sessions(&pooler, &behind.name, 2);
        for words in ["oneshot", "show", "check", "upgrade", "show"] {
            let told = run(&behind, words).status(11).stderr;
            assert!(told.contains("a pooler in transaction mode (PgBouncer) answers there"), "{words}: {told}");
            assert!(told.contains("pool_mode = session"), "{words}: {told}");
        }
        assert_eq!(sessions(&pooler, &behind.name, 2), before, "{more}");
    }
}

#[test]
fn statement_mode_is_named() {
    let pooler = PgBouncer::start("statement", "");
    let behind = behind(&pooler);
    for words in ["oneshot", "show"] {
        let told = run(&behind, words).status(11).stderr;
        assert!(told.contains("a pooler in statement mode (PgBouncer) answers there"), "{words}: {told}");
    }
}

#[test]
fn session_mode_works() {
    // In session mode a client keeps its session: a pool of one serves one at a time.
    for (more, clients) in [("", 2), ("ignore_startup_parameters = options", 2), ("default_pool_size = 1", 1)] {
        let pooler = PgBouncer::start("session", more);
        let behind = behind(&pooler);
        let before = sessions(&pooler, &behind.name, clients);
        run(&behind, "oneshot --release 22.3").success();
        run(&behind, "check --release 22.3 --facts").success();
        run(&behind, "upgrade 22.9").success();
        assert_eq!(sessions(&pooler, &behind.name, clients), before, "{more}");
        let mut target = cluster().target(&behind.name);
        target.hosts[0].port = Some(pooler.port);
        let error = database::connect(&target, &ConnectOptions { access: Access::Read, ..ConnectOptions::default() });
        assert!(error.is_ok_and(|_| true), "a library's user gets in as well");
    }
}
