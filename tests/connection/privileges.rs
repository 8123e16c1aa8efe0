//! What a role lacks is told before anything is done, with statements that give it when the DBA runs them.

use super::ONESHOT;
use crate::support::{Database, Outcome};

/// The statements that the message ends with.
#[track_caller]
fn statements(outcome: &Outcome) -> String {
    let (_, statements) = outcome.stderr.split_once("have the DBA run, in this database: ").expect(&outcome.stderr);
    statements.lines().next().expect("a line").to_owned()
}

/// A role whose name needs quotes, and which may read.
fn odd_role(database: &Database) {
    let role = format!("o'lack \"{}\" ", database.name);
    database.execute(&format!("CREATE ROLE \"{}\" LOGIN PASSWORD 'Ordinary-1'", role.replace('"', "\"\"")));
    database.execute(&format!("GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"{}\"", role.replace('"', "\"\"")));
    database.log_in_as(&role, "Ordinary-1");
}

#[test]
fn for_a_new_schema() {
    let database = Database::empty();
    odd_role(&database);
    let outcome = database.program.run(ONESHOT).status(16);
    let statements = statements(&outcome);
    assert!(statements.ends_with("CREATE EXTENSION \"uuid-ossp\" SCHEMA public;"), "{statements}");
    database.execute(&statements);
    database.program.run(ONESHOT).success();
}

#[test]
fn for_an_upgrade() {
    let database = Database::of("22.03");
    odd_role(&database);
    let before = database.versions();
    // Some are found only when the first ones are there.
    let reading = database.schema(["upgrade", "22.09"]).status(16);
    database.execute(&statements(&reading));
    let outcome = database.schema(["upgrade", "22.09"]);
    if outcome.status != 0 {
        assert_eq!(database.versions(), before);
        database.execute(&statements(&outcome.status(16)));
        database.schema(["upgrade", "22.09"]).success();
    }
    database.assert_is(crate::support::release("22.09"));
}
