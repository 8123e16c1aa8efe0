//! What README.md and docs/ promise, held against the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::program_crate::ExitStatus;
use crate::support::{Database, Program};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap()
}

/// The cells of the table under a heading, without its two head lines.
fn table(text: &str, heading: &str) -> Vec<Vec<String>> {
    let section = text.split_once(&format!("\n## {heading}\n")).expect("the heading").1;
    let lines = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    lines.skip(2).map(cells).collect()
}

#[test]
fn exit_status_table_is_the_programs() {
    let documented: Vec<(String, String)> =
        table(&read("README.md"), "Exit status").into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    let mut expected = vec![("0".to_owned(), String::new())];
    expected.extend(ExitStatus::ALL.map(|status| (status.code().to_string(), status.name().to_owned())));
    assert_eq!(documented, expected);
}

#[test]
fn every_command_in_the_table_exists() {
    let program = Program::new();
    let mut commands = 0;
    for row in table(&read("README.md"), "Commands") {
        // `mgr devdb up`, `down`, … share their first words; capitals stand for the user's own.
        let names: Vec<Vec<&str>> = row[0]
            .split(", ")
            .map(|name| {
                name.trim_matches('`').split(' ').take_while(|word| !word.starts_with(char::is_uppercase)).collect()
            })
            .collect();
        let shared = &names[0][..names[0].len() - 1];
        for name in &names {
            let words = if name.len() == 1 { [shared, name].concat() } else { name.clone() };
            program.run(words.iter().copied().chain(["--help"])).success();
            commands += 1;
        }
    }
    assert!(commands >= 9, "{commands}");
}

#[test]
fn every_option_in_the_table_exists() {
    let help = Program::new().run(["mgr", "--help"]).success().stdout;
    let text = read("README.md");
    let options = text.lines().filter(|line| line.starts_with("| `-"));
    let words: Vec<&str> = options.flat_map(|line| line.split('`')).filter(|word| word.starts_with('-')).collect();
    assert!(words.len() >= 7);
    for word in words {
        let option = word.split([' ', '[', '=']).next().unwrap();
        assert!(help.contains(option), "{option} in {help}");
    }
}

/// The words between backquotes.
fn quoted(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn json_has_the_keys_of_the_table() {
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut before = BTreeSet::new();
    for row in read("docs/json.md").lines().filter_map(|line| line.strip_prefix("| `")) {
        let (commands, keys) = row.split_once(" | ").expect("two cells");
        let mut own: BTreeSet<String> = quoted(keys).into_iter().collect();
        own.extend(before.iter().filter(|_| keys.starts_with("the same")).cloned());
        documented.extend(quoted(&format!("`{commands}")).into_iter().map(|command| (command, own.clone())));
        before = own;
    }
    let database = Database::of("25.19");
    database.program.write("f.json", r#"{"domains": [{"name": "d"}]}"#);
    for words in [
        "schema show",
        "schema check --facts",
        "schema check --facts --release 25.19",
        "schema facts",
        "schema current",
        "schema heads",
        "schema history",
        "schema releases",
        "schema releases --all",
        "schema dump-history",
        "schema oneshot --dry-run",
        "schema upgrade --dry-run",
        "schema upgrade --rehearse --no-etcd",
        "schema upgrade --no-etcd",
        "schema downgrade -1 --yes",
        "schema oneshot",
        "schema apply-missing-revisions 25.19.2 --dry-run",
        "schema stamp latest",
        "fixture populate f.json",
        "fixture check f.json",
        "fixture list",
        "fixture dump domains --output dump.json",
        "config show",
        "config init",
        "permissions provision",
        "generate-keypair",
        "devdb status",
    ] {
        let outcome = database.program.run(["mgr", "--json"].into_iter().chain(words.split(' ')));
        let name = documented.keys().find(|name| words.starts_with(name.as_str())).expect(words);
        let document = outcome.json();
        assert!(document["error"].is_null() || words.starts_with("config"), "{words}: {document}");
        let keys: BTreeSet<String> = document.as_object().expect(words).keys().cloned().collect();
        assert!(keys.is_subset(&documented[name]), "{words}: {keys:?}");
    }
}

#[test]
fn links_lead_somewhere() {
    let pages: Vec<PathBuf> = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    for page in pages.into_iter().chain([root().join("README.md")]) {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).map(|rest| rest.split([')', '#']).next().unwrap()) {
            if link.is_empty() || link.contains("://") {
                continue;
            }
            assert!(page.parent().unwrap().join(link).exists(), "{} links to {link}", page.display());
        }
    }
}

#[test]
fn the_makefiles_list_shows_every_target() {
    let output = Command::new("make").arg("--directory").arg(root()).arg("--no-print-directory").output().unwrap();
    let list = String::from_utf8(output.stdout).unwrap();
    let makefile = read("Makefile");
    let phony = makefile.lines().find_map(|line| line.strip_prefix(".PHONY: ")).unwrap();
    for target in phony.split(' ') {
        assert!(list.contains(&format!("make {target} ")), "{target} in {list}");
    }
}
