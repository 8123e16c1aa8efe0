//! What packages add to the program: the unit, completions, manual pages. How they are installed is proved by `make prove-packages`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use diesel::connection::SimpleConnection;

use crate::support::database::value;
use crate::support::program_crate::ExitStatus;
use crate::support::{Cluster, Outcome, Program, newest};

/// A password that no file takes as it is.
const AWKWARD: &str = "p@ss:w/rd%#[é ]'\"\\ $PW";

/// packaging/backend-ai-database.service, as far as systemd's part can be played without systemd.
struct Unit {
    /// Every setting, in order.
    settings: Vec<(String, String)>,
}

impl Unit {
    fn read() -> Unit {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("packaging/backend-ai-database.service");
        let text = fs::read_to_string(path).unwrap();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let settings = lines.filter_map(|line| line.split_once('=')).map(|(name, value)| (name.into(), value.into()));
        Unit { settings: settings.collect() }
    }

    fn all(&self, wanted: &str) -> Vec<&str> {
        self.settings.iter().filter(|(name, _)| name == wanted).map(|(_, value)| value.as_str()).collect()
    }

    /// Lays out the credentials as systemd does, of the files in `etc` in place of /etc/backend.ai.
    fn credentials(&self, etc: &Program, directory: &str) {
        for (name, text) in self.all("SetCredential").iter().filter_map(|setting| setting.split_once(':')) {
            etc.write_private(format!("{directory}/{name}"), text);
        }
        for (name, path) in self.all("LoadCredential").iter().filter_map(|setting| setting.split_once(':')) {
            let source = etc.directory().join(path.strip_prefix("/etc/backend.ai/").unwrap());
            match fs::read(&source) {
                Ok(bytes) => drop(etc.write_private(format!("{directory}/{name}"), bytes)),
                Err(_) => assert!(etc.directory().join(directory).join(name).is_file(), "{name} has no default"),
            }
        }
    }

    /// The command lines, with the results as JSON, that are one JSON document each.
    fn commands(&self, credentials: &str) -> Vec<Vec<String>> {
        let mut variables = BTreeMap::from([("${CREDENTIALS_DIRECTORY}".to_owned(), credentials.to_owned())]);
        for (name, value) in
            self.all("Environment").iter().filter_map(|setting| setting.trim_matches('"').split_once('='))
        {
            variables.insert(format!("${name}"), value.to_owned());
        }
        let expanded =
            |line: &str| variables.iter().fold(line.to_owned(), |line, (name, value)| line.replace(name, value));
        let words = |line: &str| -> Vec<String> {
            let line = expanded(line.strip_prefix("/usr/bin/backend-ai mgr ").expect("the program, and mgr"));
            ["mgr", "--json"].into_iter().chain(line.split(' ')).map(str::to_owned).collect()
        };
        self.all("ExecStart").into_iter().map(words).collect()
    }
}

/// Runs the unit's commands, all of which must succeed.
fn start(unit: &Unit, host: &Program) -> Vec<Outcome> {
    unit.credentials(host, "credentials");
    let directory = host.directory().join("credentials");
    let commands = unit.commands(directory.to_str().unwrap());
    let outcomes: Vec<Outcome> = commands.iter().map(|words| host.run(words).success()).collect();
    fs::remove_dir_all(directory).unwrap();
    for outcome in &outcomes {
        assert!(!outcome.both().contains(AWKWARD), "{outcome:?}");
    }
    outcomes
}

fn changed(outcomes: &[Outcome]) -> Vec<bool> {
    outcomes.iter().map(|outcome| outcome.json()["changed"].as_bool().unwrap()).collect()
}

#[test]
fn the_unit_provisions_a_host_whose_server_starts_late() {
    let cluster = Cluster::start(&[]);
    let role = format!("CREATE ROLE provision LOGIN CREATEDB PASSWORD '{}'", AWKWARD.replace('\'', "''"));
    cluster.connect("postgres").batch_execute(&role).unwrap();
    cluster.stop();
    let host = Program::new();
    let address = format!("--db-addr=localhost:{}", cluster.port);
    host.write_private("db-password", format!("{AWKWARD}\n"));
    let localize = ["mgr", "--password-file", "db-password", "config", "localize", "--db-user=provision", &address];
    host.run(localize).success();
    let examples = host.run(["mgr", "fixture", "example"]).success().stdout;
    host.write_private("fixture.json", examples);

    let unit = Unit::read();
    let first = thread::scope(|scope| {
        scope.spawn(|| {
            thread::sleep(Duration::from_secs(3));
            cluster.resume();
        });
        start(&unit, &host)
    });
    assert!(first[0].stderr.contains("attempt 2"), "nothing was waited for: {}", first[0].stderr);
    assert_eq!(changed(&first), [true, true, true]);
    assert_eq!(value(&mut cluster.connect("backend"), "(SELECT version_num FROM alembic_version)"), newest().head);
    assert_eq!(changed(&start(&unit, &host)), [false, false, false]);
    // Without a fixture there is nothing to load.
    fs::remove_file(host.directory().join("fixture.json")).unwrap();
    assert_eq!(changed(&start(&unit, &host)), [false, false, false]);
}

#[test]
fn the_unit_tries_again_only_where_that_can_help() {
    let prevented = Unit::read().all("RestartPreventExitStatus").join(" ");
    let expected = ExitStatus::ALL.into_iter().filter(|status| !status.meaning().contains("another try"));
    let expected: Vec<String> = expected.map(|status| status.code().to_string()).collect();
    assert_eq!(prevented, expected.join(" "));
}

/// What bash offers behind these words, with the completions of that name.
fn offered(program: &Program, name: &str, words: &[&str]) -> String {
    let driver = format!(
        "source ./completions\nset -- $(complete -p {name})\nwhile [ \"$1\" != -F ]; do shift; done\n\
         COMP_WORDS=({name} {} '') COMP_CWORD={}\n\"$2\" {name} '' {}\necho \"${{COMPREPLY[@]}}\"",
        words.join(" "),
        words.len() + 1,
        words.last().copied().unwrap_or(name)
    );
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-e", "-c", &driver]).current_dir(program.directory()).stderr(Stdio::inherit());
    let output = bash.output().unwrap();
    assert!(output.status.success(), "{name} {words:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn bash_completes_the_commands_under_either_name() {
    let program = Program::new();
    for name in ["backend.ai", "backend-ai"] {
        let completions = program.run(["completion", "bash", "--name", name]).success().stdout;
        program.write("completions", completions);
        for (words, expected) in [
            (&["mgr"][..], "schema"),
            (&["mgr", "schema"], "oneshot"),
            (&["mgr", "schema", "oneshot"], "--create-db"),
            (&["mgr", "fixture", "populate"], "--dry-run"),
        ] {
            let offered = offered(&program, name, words);
            assert!(offered.split_whitespace().any(|word| word == expected), "{name} {words:?}: {offered}");
        }
    }
}

#[test]
fn manual_pages_are_written_or_the_first_is_printed() {
    let program = Program::new();
    let printed = program.run(["man"]).success().stdout;
    program.run(["man", "manual/man1"]).success();
    let written = program.directory().join("manual/man1");
    assert_eq!(fs::read_to_string(written.join("backend.ai.1")).unwrap().trim_end(), printed.trim_end());
    assert!(written.join("backend.ai-mgr-fixture-populate.1").is_file());
    program.run(["man", "/dev/null/man1"]).status(1).tells(&["failed to write /dev/null/man1"]);
}
