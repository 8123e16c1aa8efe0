//! PgBouncer in between: session mode works, the others are named before anything stays behind on a connection of the pool.

use crate::support::cluster::{PASSWORD, USER, log_in};
use crate::support::database::value;
use crate::support::{Database, PgBouncer};

/// An empty database, and the program configured for it behind the pooler.
fn behind(pooler: &PgBouncer) -> Database {
    let database = Database::empty();
    database.connect_through(pooler.port);
    database
}

/// What two clients of the pool find in the sessions that they get.
fn sessions(pooler: &PgBouncer, database: &Database) -> Vec<String> {
    let settings = "concat_ws(' ', current_setting('search_path'), current_setting('jit'), current_setting('row_security'), \
                    current_setting('lock_timeout'), (SELECT count(*) FROM pg_prepared_statements))";
    let log_in = || log_in(USER, PASSWORD, pooler.port, &database.name).expect("a session of the pool");
    [log_in(), log_in()].iter_mut().map(|connection| value(connection, settings)).collect()
}

#[test]
fn transaction_mode_is_named_and_nothing_stays_behind() {
    for more in ["", "ignore_startup_parameters = options", "server_round_robin = 1"] {
        let pooler = PgBouncer::start("transaction", more);
        let database = behind(&pooler);
        let before = sessions(&pooler, &database);
        for words in ["oneshot", "show", "check", "upgrade head", "show"] {
            database
                .schema(words.split(' '))
                .status(11)
                .tells(&["a pooler in transaction mode (PgBouncer) answers there", "pool_mode = session"]);
        }
        assert_eq!(sessions(&pooler, &database), before, "{more}");
    }
}

#[test]
fn statement_mode_is_named() {
    let pooler = PgBouncer::start("statement", "");
    let database = behind(&pooler);
    for words in ["oneshot", "show"] {
        database.schema([words]).status(11).tells(&["a pooler in statement mode (PgBouncer) answers there"]);
    }
}

#[test]
fn session_mode_works() {
    for more in ["", "ignore_startup_parameters = options", "default_pool_size = 1"] {
        let pooler = PgBouncer::start("session", more);
        let database = behind(&pooler);
        database.schema(["oneshot", "--release", "22.03"]).success();
        database.schema(["check", "--release", "22.03", "--facts"]).success();
        database.schema(["upgrade", "22.09"]).success();
    }
    let pooler = PgBouncer::start("session", "");
    let database = behind(&pooler);
    let before = sessions(&pooler, &database);
    database.schema(["show"]).success();
    assert_eq!(sessions(&pooler, &database), before);
}
