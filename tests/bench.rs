//! `make bench`, as short as it can be: it needs psql and Python.

use std::fs;
use std::path::Path;
use std::process::Command;

const SCENARIOS: [&str; 5] = ["start", "schema", "rows", "upgrade", "reference"];

/// The page, and what stands between the marks of a scenario.
fn part<'a>(page: &'a str, scenario: &str) -> &'a str {
    let (_, behind) = page.split_once(&format!("<!-- scripts/bench {scenario} -->\n")).expect("its first mark");
    behind.split_once(&format!("<!-- end of {scenario} -->\n")).expect("its second mark").0
}

/// The cells of a line of a table that begins so.
fn cells<'a>(part: &'a str, first: &str) -> Vec<&'a str> {
    let line = part
        .lines()
        .find(|line| line.starts_with(&format!("| {first} |")))
        .unwrap_or_else(|| panic!("{first} in {part}"));
    line.trim_matches('|').split('|').map(str::trim).collect()
}

#[test]
fn scenarios_write_their_part_of_the_page_and_its_plots() {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
    let directory = tempfile::tempdir().unwrap();
    let mut bench = Command::new(checkout.join("scripts/bench"));
    bench.args(["start", "rows"]).env("FIGURES", directory.path()).env("PROGRAM", env!("CARGO_BIN_EXE_backend-ai"));
    bench.envs([("RUNS", "1"), ("LATENCIES", "0,20"), ("ROWS", "100"), ("TABLES", "keypairs")]);
    let output = bench.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));

    let before = fs::read_to_string(checkout.join("docs/figures.md")).unwrap();
    let after = fs::read_to_string(directory.path().join("figures.md")).unwrap();
    for scenario in SCENARIOS {
        let changed = part(&before, scenario) != part(&after, scenario);
        assert_eq!(changed, ["start", "rows"].contains(&scenario), "{scenario}");
    }
    let number = |cell: &str| cell.parse::<f64>().unwrap_or_else(|_| panic!("{cell} is no number"));
    let start = part(&after, "start");
    assert!(start.contains("`RUNS=1 LATENCIES=0,20 TABLES=keypairs ROWS=100 scripts/bench start`"), "{start}");
    let (near, far) = (cells(start, "0"), cells(start, "20"));
    // psql's login and its question are five waits; the way there is one more.
    assert_eq!((near[6], far[6]), ("5", "5"), "{start}");
    assert!(number(far[2]) > 100.0 && number(far[1]) > number(near[1]) + 100.0, "{start}");
    let rows = part(&after, "rows");
    assert!(rows.lines().filter(|line| line.starts_with("| `keypairs` |")).count() == 2, "{rows}");
    for plot in ["figures-start.svg", "figures-rows.svg"] {
        assert!(after.contains(&format!("]({plot})")), "{plot}");
        let svg = fs::read_to_string(directory.path().join(plot)).unwrap();
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n") && !svg.contains("nan"), "{svg}");
    }
}

#[test]
fn a_scenario_that_is_none_is_told() {
    let mut bench = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/bench"));
    let output = bench.arg("stat").env("PROGRAM", env!("CARGO_BIN_EXE_backend-ai")).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(1) && told.contains("no scenario stat: start schema rows"), "{told}");
}
