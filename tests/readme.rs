//! What README.md and docs/ promise, held against the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::scripts::files_below;
use crate::support::program_crate::ExitStatus;
use crate::support::{Program, json_schema};

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
    let documented = table(&read("README.md"), "Exit status");
    let mut expected = vec![["0", "", "done, or nothing to do"].map(str::to_owned)];
    expected.extend(ExitStatus::ALL.map(|it| [it.code().to_string(), it.name().to_owned(), it.meaning().to_owned()]));
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

/// The keys of each command, besides those that every document has.
#[test]
fn the_table_of_keys_is_the_schemas() {
    let mut documented: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in table(&read("docs/json.md"), "Keys") {
        let keys: BTreeSet<String> = quoted(&row[1]).into_iter().collect();
        documented.extend(quoted(&row[0]).into_iter().map(|command| (command, keys.clone())));
    }
    let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for form in json_schema::schema()["anyOf"].as_array().unwrap() {
        let properties = form["properties"].as_object();
        let keys = || properties.unwrap().keys().filter(|key| *key != "command" && *key != "error").cloned();
        for command in form["properties"]["command"]["enum"].as_array().into_iter().flatten() {
            let command = command.as_str().unwrap().to_owned();
            // What the other components print is the same.
            if !["mgr", "version"].contains(&command.split(' ').next().unwrap()) {
                continue;
            }
            expected.entry(command).or_default().extend(keys());
        }
    }
    assert_eq!(documented, expected);
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

/// README.md, docs/ and what else is written for people, as paths below the checkout.
fn pages() -> Vec<String> {
    let docs =
        fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let docs = docs.filter(|name| name.ends_with(".md")).map(|name| format!("docs/{name}"));
    let others = ["README.md", "CONTRIBUTING.md", "reference/README.md", "migrations/releases/README.md"];
    docs.chain(others.map(str::to_owned)).collect()
}

/// What stands between backquotes or is indented as code.
fn commands(text: &str) -> Vec<String> {
    // What is between backquotes may go on in the next line.
    let paragraphs = text.split("\n\n");
    let inline = paragraphs.flat_map(|paragraph| quoted(&paragraph.replace('\n', " ")));
    inline.chain(text.lines().filter_map(|line| line.strip_prefix("    ")).map(str::to_owned)).collect()
}

/// All that the Makefile, the scripts and the tests read of the environment or are called with.
fn variables() -> String {
    let files = ["scripts", "bench", "reference", "tests"].into_iter().flat_map(|name| files_below(&root().join(name)));
    // This file names what is never there.
    let files = files.chain([root().join("Makefile")]).filter(|path| !path.ends_with("readme.rs"));
    files.filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Whether a command that may be one of the checkout's is there, with its variables; what is wrong, else.
fn missing(command: &str, targets: &BTreeSet<&str>, variables: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for command in command.split(" && ") {
        let command = command.split(" #").next().unwrap_or_default();
        let words: Vec<&str> = command.split_whitespace().filter(|word| *word != "sudo").collect();
        let is_variable = |word: &&&str| {
            word.split_once('=')
                .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        };
        let set = words.iter().filter(is_variable).map(|word| word.split('=').next().unwrap());
        let mut rest = words.iter().filter(|word| !is_variable(word)).copied();
        let program = rest.next().unwrap_or_default();
        let ours = program == "make" || program.starts_with("scripts/") || program.starts_with("reference/");
        if !ours {
            continue;
        }
        if program == "make" {
            wrong
                .extend(rest.filter(|word| !targets.contains(word)).map(|word| format!("{command}: no target {word}")));
        } else if !root().join(program).exists() {
            wrong.push(format!("{command}: no {program}"));
        }
        wrong.extend(
            set.filter(|name| !variables.contains(*name)).map(|name| format!("{command}: nobody reads {name}")),
        );
    }
    wrong
}

#[test]
fn every_command_of_the_checkout_that_a_page_names_exists() {
    let makefile = read("Makefile");
    let phony = makefile.lines().find_map(|line| line.strip_prefix(".PHONY: ")).unwrap();
    let (targets, variables) = (phony.split(' ').collect(), variables());
    assert_eq!(missing("make test && make tests", &targets, &variables), ["make tests: no target tests"]);
    assert_eq!(missing("NEVER_READ=1 scripts/never", &targets, &variables).len(), 2);
    let (mut found, mut wrong) = (0, Vec::new());
    for page in pages() {
        for command in commands(&read(&page)) {
            found += usize::from(command.contains("make ") || command.contains("scripts/"));
            wrong.extend(missing(&command, &targets, &variables).into_iter().map(|wrong| format!("{page}: {wrong}")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(found > 40, "{found}");
}

/// Numbers with a unit that are limits or settings, and not measured: page, heading, and how many lines have some. Tests of their own
/// hold those against the program.
const SETTINGS: [(&str, &str, usize); 5] = [
    ("docs/connection.md", "Waiting for the server: `--wait[=SECONDS]`", 3),
    ("docs/connection.md", "Time limits", 1),
    ("docs/connection.md", "Stopping it", 2),
    ("docs/etcd.md", "Container registries from etcd", 1),
    ("docs/fixtures.md", "Values", 1),
];

/// Lines with a number of seconds, bytes, percent or times, in a part of a page without a command that prints them.
#[test]
fn every_measured_number_stands_beside_its_command() {
    let number = regex::Regex::new(r"\d ?(ms|s|seconds|minutes|hours|KiB|MiB|GiB|kB|MB|GB|%|times)\b").unwrap();
    let mut without: BTreeMap<(String, String), usize> = BTreeMap::new();
    for page in pages() {
        for part in read(&page).split("\n#") {
            let heading = part.lines().next().unwrap().trim_matches(['#', ' ']);
            let text = || part.lines().filter(|line| !line.starts_with("    "));
            let measured = commands(part)
                .iter()
                .any(|command| ["make ", "scripts/", "reference/"].iter().any(|own| command.contains(own)));
            let lines = text().filter(|line| number.is_match(line)).count();
            if lines > 0 && !measured {
                without.insert((page.clone(), heading.to_owned()), lines);
            }
        }
    }
    let settings = SETTINGS.map(|(page, heading, lines)| ((page.to_owned(), heading.to_owned()), lines));
    assert_eq!(without, BTreeMap::from(settings));
}
