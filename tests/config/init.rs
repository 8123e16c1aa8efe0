//! The samples inside the binary, for whoever has nothing else.

use std::os::unix::fs::PermissionsExt;

use serde_json::json;

use crate::support::Program;

#[test]
fn both_files_are_written_for_their_owner_alone_and_never_over_others() {
    let program = Program::new();
    let missing = program.run(["mgr", "schema", "show"]).status(10);
    assert!(missing.stderr.contains("`backend.ai mgr config init` writes one"), "{}", missing.stderr);
    let written = program.run(["mgr", "config", "init", "--json"]).success().json();
    assert_eq!(
        [&written["changed"], &written["written"], &written["kept"]],
        [&json!(true), &json!(["./alembic.ini", "./manager.toml"]), &json!([])]
    );
    for name in ["alembic.ini", "manager.toml"] {
        let file = program.directory().join(name);
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let sample = format!("{}/{name}.sample", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(std::fs::read_to_string(file).unwrap(), std::fs::read_to_string(sample).unwrap());
    }
    program.write("alembic.ini", "mine");
    std::fs::remove_file(program.directory().join("manager.toml")).unwrap();
    let again = program.run(["mgr", "config", "init"]).success().stdout;
    assert_eq!(again, "./manager.toml: written, put your values in\n./alembic.ini: is there, and stays as it is\n");
    assert_eq!(std::fs::read_to_string(program.directory().join("alembic.ini")).unwrap(), "mine");
    let nowhere = program.run(["mgr", "config", "init", "nowhere"]).status(1);
    assert!(nowhere.stderr.contains("failed to write nowhere/alembic.ini"), "{}", nowhere.stderr);
}
