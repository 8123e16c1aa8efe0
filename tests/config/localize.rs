//! The database of this host in both files, whatever its password is made of.

use std::fs::{read_to_string, remove_file, set_permissions};
use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::support::Database;

#[test]
fn a_role_with_a_difficult_password_can_log_in_with_what_was_written() {
    let database = Database::empty();
    let (role, password) = (format!("it's {}", database.name), "p@ss:w/rd %% %(x)s \"'\\ #ä€");
    database.execute(&format!(
        "CREATE ROLE \"{role}\" LOGIN PASSWORD '{}'; GRANT ALL ON SCHEMA public TO \"{role}\"; GRANT CREATE ON DATABASE {} TO \"{role}\"",
        password.replace('\'', "''"),
        database.name
    ));
    let (ini, toml) =
        (database.program.directory().join("alembic.ini"), database.program.directory().join("manager.toml"));
    for file in [&ini, &toml] {
        remove_file(file).unwrap();
    }
    let address = format!("localhost:{}", database.port);
    let localize =
        ["config", "localize", "--json", "--db-addr", &address, "--db-user", &role, "--db-name", &database.name];
    let arguments: Vec<&str> = ["mgr"].into_iter().chain(localize).collect();
    let input = format!("{password}\n");
    let first = database.program.run_with_input(&arguments, input.as_bytes()).success().json();
    assert_eq!(
        [&first["changed"], &first["written"], &first["kept"]],
        [&json!(true), &json!(["./alembic.ini", "./manager.toml"]), &json!([])]
    );
    for file in [&ini, &toml] {
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    // The sample's etcd is still to be filled in.
    let written = read_to_string(&toml).unwrap().replace("{NS}", "local").replace("{ETCDADDR}", "localhost:2379");
    database.program.write("manager.toml", &written);
    set_permissions(&ini, std::fs::Permissions::from_mode(0o644)).unwrap();
    let again = database.program.run_with_input(&arguments, input.as_bytes()).success().json();
    assert_eq!(again["written"], serde_json::json!(["./alembic.ini"]), "others could read it");
    let again = database.program.run_with_input(&arguments, input.as_bytes()).success().json();
    assert_eq!(again["changed"], false, "it says so already");
    database.schema(["oneshot"]).success();
    database.loads(r#"{"domains": [{"name": "d"}]}"#, &[]);
    let owner = database.value("SELECT tableowner FROM pg_tables WHERE tablename = 'domains'");
    assert_eq!(owner, role);

    // Everything else stays; the password may come from a file.
    database.program.write("alembic.ini", format!("# mine\n{}; the end", read_to_string(&ini).unwrap()));
    let secret = database.program.write_private("secret", "other");
    let mut arguments = arguments;
    arguments.extend(["--password-file", secret.to_str().unwrap()]);
    database.program.run(&arguments).success();
    let text = read_to_string(&ini).unwrap();
    assert!(text.starts_with("# mine\n") && text.ends_with("; the end") && text.contains(":other@"), "{text}");
}

#[test]
fn a_file_that_cannot_be_understood_stays_as_it_is_and_so_does_the_other() {
    let database = Database::empty();
    let ini = database.program.directory().join("alembic.ini");
    let before = read_to_string(&ini).unwrap();
    database.program.write("manager.toml", "[db\n");
    let arguments = ["mgr", "config", "localize", "--db-addr", "db:5432", "--db-user", "u"];
    let refused = database.program.run_with_input(arguments, b"secret-1\n").status(10);
    assert!(refused.stderr.contains("manager.toml") && !refused.both().contains("secret-1"), "{}", refused.stderr);
    assert_eq!(read_to_string(&ini).unwrap(), before);
    database.program.run_with_input(["mgr", "config", "localize", "--db-addr", "db", "--db-user", "u"], b"s").status(2);
}
