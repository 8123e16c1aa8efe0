//! A server that a provider runs: no superuser, the database somebody else's, extensions from a list and in a schema of their own.
//!
//! Everything is done by a role that has what docs/connection.md names and nothing more; what reads, also by one that may only read.

use super::tells_no_secret;
use crate::support::{Database, newest, releases};

/// What such a provider's servers have: each extension that is created, even where it is there, is looked for in a list.
const PROVIDER: &str = r#"
CREATE SCHEMA provider;
CREATE FUNCTION provider.look_into_the_list() RETURNS event_trigger LANGUAGE plpgsql AS $f$
DECLARE wanted text;
BEGIN
    FOR wanted IN SELECT one[1] FROM pg_catalog.regexp_matches(
        pg_catalog.current_query(), 'CREATE\s+EXTENSION\s+(?:IF\s+NOT\s+EXISTS\s+)?"?([\w-]+)', 'gi') AS one
    LOOP
        IF wanted NOT IN ('uuid-ossp', 'pg_stat_statements') THEN
            RAISE EXCEPTION 'extension "%" is not in the list of allowed extensions', wanted USING ERRCODE = '42501';
        END IF;
    END LOOP;
END $f$;
CREATE EVENT TRIGGER look_into_the_list ON ddl_command_start WHEN TAG IN ('CREATE EXTENSION')
    EXECUTE FUNCTION provider.look_into_the_list();
"#;

/// A database of the provider's, and the names of its two roles.
struct Managed {
    database: Database,
    app: String,
    reader: String,
}

impl Managed {
    /// With the extension in a schema of its own.
    fn new() -> Managed {
        let database = Database::empty();
        let (app, reader, name) =
            (format!("app_of_{}", database.name), format!("reader_of_{}", database.name), &database.name);
        database.execute(PROVIDER);
        database.execute(&format!(
            "CREATE ROLE {app} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD 'Ordinary-1';
             CREATE ROLE {reader} LOGIN NOSUPERUSER PASSWORD 'Ordinary-1';
             REVOKE ALL ON DATABASE {name} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC;
             GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {app}; GRANT USAGE, CREATE ON SCHEMA public TO {app};
             GRANT CONNECT ON DATABASE {name} TO {reader}; GRANT pg_read_all_data TO {reader};
             CREATE SCHEMA extensions; CREATE EXTENSION \"uuid-ossp\" SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO {app}"
        ));
        let managed = Managed { database, app, reader };
        managed.as_app();
        managed
    }

    fn as_app(&self) {
        self.database.log_in_as(&self.app, "Ordinary-1");
    }

    /// Runs `mgr …` as the application's role.
    #[track_caller]
    fn app(&self, arguments: &[&str]) -> String {
        self.as_app();
        let outcome = self.database.mgr(arguments).success();
        tells_no_secret(&outcome);
        outcome.stdout
    }

    /// The same as the role that may only read.
    #[track_caller]
    fn reader(&self, arguments: &[&str]) -> String {
        self.database.log_in_as(&self.reader, "Ordinary-1");
        self.database.mgr(arguments).success().stdout
    }

    /// Loads the examples of a release.
    fn load_examples(&self, of: &str) {
        self.load(&self.app(&["fixture", "example", "--release", of]));
    }

    fn load(&self, fixture: &str) {
        self.database.program.write("f.json", fixture);
        self.app(&["fixture", "populate", "f.json"]);
    }
}

#[test]
fn a_role_with_no_more_rights_than_are_named_does_everything() {
    let managed = Managed::new();
    let (old, new) = (&releases()[0].name, &newest().name);
    managed.app(&["schema", "oneshot", "--release", old]);
    managed.load_examples(old);
    managed.app(&["schema", "check", "--facts", "--release", old]);
    managed.app(&["schema", "upgrade", new, "--no-etcd"]);
    managed.load(r#"{"domains": [{"name": "another"}], "users": []}"#);
    managed.app(&["permissions", "provision"]);
    managed.app(&["schema", "apply-missing-revisions", old]);
    managed.app(&["schema", "check", "--facts"]);
    managed.app(&["fixture", "dump"]);
    managed.app(&["schema", "downgrade", old, "--yes"]);
    managed.app(&["schema", "oneshot", "--no-etcd"]);
    managed.app(&["schema", "stamp", "head"]);
    managed.database.assert_is(newest());
}

#[test]
fn a_role_that_may_read_all_data_reads_and_is_told_what_it_lacks_to_write() {
    let managed = Managed::new();
    // Else the application's tables would be a stranger's to the reader.
    managed.database.execute(&format!("ALTER DATABASE {} OWNER TO {}", managed.database.name, managed.app));
    managed.app(&["schema", "oneshot"]);
    managed.load_examples("latest");
    let dump = managed.app(&["fixture", "dump"]);
    for read in [
        &["schema", "check", "--facts"][..],
        &["schema", "show"],
        &["schema", "current"],
        &["schema", "history"],
        &["schema", "facts"],
        &["schema", "upgrade", "--dry-run"],
    ] {
        managed.reader(read);
    }
    assert_eq!(managed.reader(&["fixture", "dump"]), dump);
    for write in [
        &["schema", "downgrade", "-1", "--yes"][..],
        &["schema", "stamp", "base", "--force"],
        &["permissions", "provision"],
    ] {
        managed.database.mgr(write).status(16).tells(&["have the DBA run"]);
    }
    managed.database.populate(r#"{"domains": [{"name": "d"}]}"#, &[]).status(16).tells(&["have the DBA run"]);
}

#[test]
fn a_fresh_database_where_the_extension_is_on_the_list_but_not_there() {
    let managed = Managed::new();
    managed.database.execute("DROP EXTENSION \"uuid-ossp\"");
    managed.as_app();
    let denied = managed.database.schema(["oneshot"]).status(16).tells(&["create extension \"uuid-ossp\""]);
    assert!(denied.stderr.contains("CREATE EXTENSION \"uuid-ossp\" SCHEMA public;"), "{}", denied.stderr);
    // Trusted, it wants no more than CREATE on the database.
    managed.database.execute(&format!("GRANT CREATE ON DATABASE {} TO {}", managed.database.name, managed.app));
    managed.app(&["schema", "oneshot"]);
    managed.load_examples("latest");
    managed.app(&["permissions", "provision"]);
    managed.app(&["schema", "check", "--facts"]);
}
