//! The Makefile and what it calls, where that can be looked at without building: cargo is a program that only tells how it was called.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn checkout() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A directory with a cargo of that version, and a target directory.
struct Fake {
    directory: TempDir,
}

impl Fake {
    fn cargo(version: &str) -> Fake {
        let fake = Fake { directory: tempfile::tempdir().unwrap() };
        let script = format!(
            "#!/bin/sh\n[ \"$1\" != --version ] || {{ echo 'cargo {version} (0 2026-01-01)'; exit; }}\n\
             echo \"$*\" >>\"${{0%/*}}/calls\"\nmkdir -p \"$CARGO_TARGET_DIR/release\"\n\
             printf '#!/bin/sh\\n' >\"$CARGO_TARGET_DIR/release/backend-ai\"; chmod 755 \"$CARGO_TARGET_DIR/release/backend-ai\"\n"
        );
        let cargo = fake.path("cargo");
        fs::write(&cargo, script).unwrap();
        fs::set_permissions(cargo, fs::Permissions::from_mode(0o755)).unwrap();
        fake
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Runs something of the checkout with the fake cargo.
    fn run(&self, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        let path = std::env::var("PATH").unwrap();
        let mut command = Command::new(program);
        command.args(arguments).current_dir(checkout()).env_remove("LIBPQ").env_remove("MAKEFLAGS");
        command.env("PATH", format!("{}:{path}", self.directory.path().display()));
        command.env("CARGO_TARGET_DIR", self.path("target")).envs(variables.iter().copied());
        command.output().unwrap()
    }

    fn calls(&self) -> String {
        fs::read_to_string(self.path("calls")).unwrap_or_default()
    }
}

/// All that is no directory.
pub fn files_below(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap());
    let below = |entry: fs::DirEntry| match entry.file_type().unwrap().is_dir() {
        true => files_below(&entry.path()),
        false => vec![entry.path()],
    };
    entries.flat_map(below).collect()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn install_installs_what_was_built_and_builds_nothing() {
    let fake = Fake::cargo("99.0.0");
    let root = fake.path("root");
    let install = || fake.run("make", &["install", &format!("DESTDIR={}", root.display()), "PREFIX=/usr"], &[]);
    let refused = install();
    assert!(!refused.status.success() && said(&refused).contains("not built yet: make build"), "{}", said(&refused));
    let built = fake.run("scripts/build", &[], &[("LIBPQ", "system")]);
    assert!(built.status.success(), "{}", said(&built));
    let calls = fake.calls();
    let installed = install();
    assert!(installed.status.success(), "{}", said(&installed));
    assert_eq!(fake.calls(), calls, "it built again");
    assert!(root.join("usr/bin/backend.ai").is_file() && root.join("usr/bin/backend-ai").is_file());
    assert!(root.join("usr/share/backend-ai/fixtures/example-users.json").is_file());
    let unit = fs::read_to_string(root.join("usr/lib/systemd/system/backend-ai-database.service")).unwrap();
    assert!(unit.contains("ExecStart=/usr/bin/backend-ai "), "{unit}");
    // Something newer than the binary is not passed over in silence.
    let old = fs::File::options().write(true).open(fake.path("target/release/.built")).unwrap();
    old.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    let refused = install();
    assert!(!refused.status.success() && said(&refused).contains("sources have changed"), "{}", said(&refused));
    assert_eq!(fake.calls(), calls);
    let removed = fake.run("make", &["uninstall", &format!("DESTDIR={}", root.display()), "PREFIX=/usr"], &[]);
    assert!(removed.status.success(), "{}", said(&removed));
    assert_eq!(files_below(&root), Vec::<PathBuf>::new());
}

#[test]
fn a_program_with_libpq_inside_stays_so() {
    let fake = Fake::cargo("99.0.0");
    for (variables, bundled) in
        [(&[("LIBPQ", "bundled")][..], true), (&[], true), (&[("LIBPQ", "system")], false), (&[], false)]
    {
        let built = fake.run("scripts/build", &[], variables);
        assert!(built.status.success(), "{}", said(&built));
        let calls = fake.calls();
        let last = calls.lines().last().unwrap();
        assert_eq!(last.contains("--features bundled"), bundled, "{variables:?}: {last}");
    }
}

#[test]
fn the_launcher_says_that_it_builds_and_why() {
    let fake = Fake::cargo("99.0.0");
    let first = fake.run("./backend.ai", &["--version"], &[("LIBPQ", "system")]);
    assert!(first.status.success() && said(&first).contains("not built yet; building it"), "{}", said(&first));
    let second = fake.run("./backend.ai", &["--version"], &[]);
    assert_eq!(said(&second), "");
}

#[test]
fn what_is_missing_for_building_is_told_in_a_sentence() {
    let old = Fake::cargo("1.70.0").run("scripts/build", &[], &[]);
    let wanted = fs::read_to_string(checkout().join("Cargo.toml")).unwrap();
    let wanted = wanted.lines().find_map(|line| line.strip_prefix("rust-version = \"")).unwrap().trim_end_matches('"');
    let told = format!("Rust {wanted}: cargo here is 1.70.0");
    assert!(!old.status.success() && said(&old).contains(&told), "{}", said(&old));
    let readme = fs::read_to_string(checkout().join("README.md")).unwrap();
    assert!(readme.contains(&format!("Rust ({wanted} or newer)")), "README.md wants another Rust than {wanted}");
    let no_compiler = Fake::cargo("99.0.0").run("scripts/doctor", &["rust"], &[("CC", "/nonexistent/cc")]);
    assert!(!no_compiler.status.success() && said(&no_compiler).contains("a C compiler"), "{}", said(&no_compiler));
    let well = Fake::cargo("99.0.0").run("scripts/doctor", &["rust"], &[]);
    assert!(well.status.success() && said(&well).is_empty(), "{}", said(&well));
}

#[test]
fn a_taken_port_is_told_before_anything_is_built() {
    let fake = Fake::cargo("99.0.0");
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let address = format!("localhost:{port}");
    let refused = fake.run("make", &["demo"], &[("DBADDR", &address)]);
    let told = format!("port {port}: somebody listens there");
    assert!(!refused.status.success() && said(&refused).contains(&told), "{}", said(&refused));
    assert_eq!(fake.calls(), "", "something was built");
}

/// README's commands for alembic.ini, in a directory with the sample.
#[test]
fn the_guides_commands_make_a_private_file() {
    let readme = fs::read_to_string(checkout().join("README.md")).unwrap();
    let guide = readme.split_once("\n## Prepare a database\n").expect("the guide").1;
    let commands = guide.lines().filter_map(|line| line.strip_prefix("    "));
    let commands: Vec<&str> = commands.take_while(|line| !line.starts_with("./backend.ai")).collect();
    assert!(commands.iter().any(|line| line.starts_with("cp alembic.ini.sample")), "{commands:?}");
    let directory = tempfile::tempdir().unwrap();
    fs::copy(checkout().join("alembic.ini.sample"), directory.path().join("alembic.ini.sample")).unwrap();
    let run = Command::new("sh")
        .args(["-ec", &format!("umask 022\n{}", commands.join("\n"))])
        .current_dir(directory.path())
        .output();
    let run = run.unwrap();
    assert!(run.status.success(), "{}", said(&run));
    let mode = fs::metadata(directory.path().join("alembic.ini")).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
}

#[test]
fn what_test_matrix_leaves_out_is_there() {
    let names = fs::read_to_string(checkout().join("tests/needs-postgresql-15.txt")).unwrap();
    let is_source = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "rs");
    let sources = files_below(&checkout().join("tests")).into_iter().filter(is_source);
    let sources: String = sources.map(|path| fs::read_to_string(path).unwrap()).collect();
    for name in names.lines().filter(|line| !line.starts_with('#')) {
        let (path, keyword, end) = match name.strip_suffix("::") {
            Some(module) => (module, "mod", ";"),
            None => (name, "fn", "("),
        };
        let last = path.rsplit("::").next().unwrap();
        assert!(sources.contains(&format!("{keyword} {last}{end}")), "{name}");
    }
}
