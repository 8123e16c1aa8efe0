//! That the throwaway server works.

use diesel::dsl::sql;
use diesel::sql_types::Text;
use diesel::{RunQueryDsl, select};

use crate::support::cluster;

#[test]
fn databases_are_separate_and_copied_from_templates() {
    let template = cluster().create_database("server");
    diesel::sql_query("CREATE TABLE seen (id integer)").execute(&mut cluster().connect(&template)).unwrap();
    let copy = cluster().create_from("server", &template);
    diesel::sql_query("SELECT id FROM seen").execute(&mut cluster().connect(&copy)).unwrap();
    let name: String = select(sql::<Text>("current_database()")).get_result(&mut cluster().connect(&copy)).unwrap();
    assert_eq!(name, copy);
}

#[test]
fn logs_in_by_password_only_and_listens_locally_only() {
    let mut target = cluster().target("postgres");
    target.password = None;
    let refused = <diesel::PgConnection as diesel::Connection>::establish(target.conninfo().expose());
    assert!(refused.is_err());
    let mut connection = cluster().connect("postgres");
    let listen: String =
        select(sql::<Text>("current_setting('listen_addresses')")).get_result(&mut connection).unwrap();
    let hashing: String =
        select(sql::<Text>("current_setting('password_encryption')")).get_result(&mut connection).unwrap();
    assert_eq!((listen.as_str(), hashing.as_str()), ("localhost", "scram-sha-256"));
}
