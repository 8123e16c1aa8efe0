//! Keypairs of one's own, and the refusal of those that everybody knows.

use std::collections::HashSet;

use crate::support::prepared::{command, mistakes};
use crate::support::{Prepared, Program};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/manager");

fn is_access_key(key: &str) -> bool {
    key.len() == 20
        && key.starts_with("AKIA")
        && key.bytes().all(|byte| byte.is_ascii_uppercase() || (b'2'..=b'7').contains(&byte))
}

fn is_secret_key(key: &str) -> bool {
    key.len() == 40 && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

#[test]
fn generate_keypair_prints_what_the_reference_prints() {
    let mut seen = HashSet::new();
    for name in ["generate-keypair", "generate-api-keypair"] {
        let outcome = Program::new().run(["mgr", name]).success();
        let lines: Vec<&str> = outcome.stdout.lines().collect();
        let [access, secret] = lines[..] else { panic!("{}", outcome.stdout) };
        let access =
            access.strip_prefix("Access Key: ").and_then(|rest| rest.strip_suffix(" (20 bytes)")).expect(access);
        let secret =
            secret.strip_prefix("Secret Key: ").and_then(|rest| rest.strip_suffix(" (40 bytes)")).expect(secret);
        assert!(is_access_key(access) && is_secret_key(secret), "{}", outcome.stdout);
        assert!(seen.insert(access.to_owned()) && seen.insert(secret.to_owned()));
    }
    let document = Program::new().run(["mgr", "generate-keypair", "--json"]).success().json();
    assert!(
        is_access_key(document["access_key"].as_str().unwrap())
            && is_secret_key(document["secret_key"].as_str().unwrap())
    );
}

#[test]
fn a_new_keypair_is_a_fixture_that_loads_beside_the_examples() {
    let prepared = Prepared::newest();
    let files = ["users", "keypairs"].map(|name| format!("{EXAMPLES}/example-{name}.json"));
    prepared.fixture(["populate".to_owned()].into_iter().chain(files)).success();
    let email = prepared.value("SELECT email FROM users WHERE role = 'superadmin' LIMIT 1");
    let arguments = ["new-keypair", "--user-email", &email];
    let keypair = prepared.fixture(arguments).success().stdout;
    assert_ne!(prepared.fixture(arguments).success().stdout, keypair);
    let result = prepared.loads(&keypair, &["--production"]);
    assert_eq!(result["tables"]["keypairs"]["inserted"], 1);
    let document: serde_json::Value = serde_json::from_str(&keypair).unwrap();
    let row = &document["keypairs"][0];
    let access = row["access_key"].as_str().unwrap();
    assert!(is_access_key(access) && is_secret_key(row["secret_key"].as_str().unwrap()));
    assert_eq!(
        prepared.value(&format!("SELECT email || is_admin || k.is_active FROM keypairs k JOIN users ON uuid = \"user\" WHERE access_key = '{access}'")),
        format!("{email}truetrue")
    );
}

#[test]
fn production_refuses_what_the_examples_hold() {
    let prepared = Prepared::newest();
    let before = prepared.versions();
    let files: Vec<String> = ["users", "keypairs"].map(|name| format!("{EXAMPLES}/example-{name}.json")).into();
    let arguments =
        |start: &[&str]| -> Vec<String> { start.iter().map(|word| (*word).to_owned()).chain(files.clone()).collect() };
    let outcome = prepared.fixture(arguments(&["populate", "--production"])).status(15);
    let told = mistakes(&outcome);
    for column in ["password", "access_key", "secret_key"] {
        let key = format!(".{column}: ");
        assert!(told.iter().any(|line| line.contains(&key) && line.contains("new-keypair")), "{column}: {told:#?}");
    }
    // Every one of them, not just the first.
    let rows = |file: &String| -> usize {
        let document: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let count = |table: &str| document[table].as_array().map_or(0, Vec::len);
        count("users") + 2 * count("keypairs")
    };
    assert!(told.len() >= files.iter().map(rows).sum(), "{told:#?}");
    assert_eq!(prepared.versions(), before);
    let outcome = prepared.program.run(command(arguments(&["check", "--offline", "--production"]))).status(15);
    assert_eq!(mistakes(&outcome).len(), told.len());
    prepared.fixture(arguments(&["populate"])).success();
}
