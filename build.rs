//! Refuses SQL under `migrations/` that would break the one transaction it runs in or that names a data file which is not there, and
//! what else does not belong in a revision's folder; has Cargo notice new files there: `include_dir!` alone sees changed files, not
//! added ones.

#[path = "src/sql.rs"]
#[allow(dead_code)]
mod sql;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

fn main() {
    let mut refused = Vec::new();
    for folder in ["migrations", "fixtures/manager"] {
        if let Err(error) = visit(Path::new(folder), &mut refused) {
            refused.push(format!("{folder}: {error}"));
        }
    }
    for reason in &refused {
        println!("cargo::error={reason}");
    }
}

fn visit(folder: &Path, refused: &mut Vec<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = BTreeSet::new();
    let mut named = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            visit(&path, refused)?;
            continue;
        }
        println!("cargo::rerun-if-changed={}", path.display());
        if path.extension().is_some_and(|extension| extension == "sql") {
            let text = fs::read_to_string(&path)?;
            if let Err(refusal) = script(folder, &text, &mut named) {
                refused.push(format!("{}:{}: {}", path.display(), refusal.line, refusal.reason));
            }
        }
        files.insert(path);
    }
    if folder.parent().is_some_and(|parent| parent.ends_with("revisions")) {
        let known = ["up.sql", "down.sql", "deletes.toml"].map(|name| folder.join(name));
        let strange = files.iter().filter(|file| !known.contains(file) && !named.contains(*file));
        refused.extend(strange.map(|file| format!("{}: no script of this revision names it", file.display())));
    }
    Ok(())
}

/// Checks a script, and adds the data files that it names.
fn script(folder: &Path, text: &str, named: &mut BTreeSet<PathBuf>) -> Result<(), sql::Refusal> {
    sql::check(text)?;
    for token in sql::file_tokens(text)? {
        let refuse = |reason: String| sql::Refusal { line: sql::line_of(text, token.range.start), reason };
        // Beside the script: its name is all of its path.
        if Path::new(token.name).file_name().is_none_or(|name| name != token.name) {
            return Err(refuse(format!("{:?} is no name of a file beside it", token.name)));
        }
        let file = folder.join(token.name);
        if !file.is_file() {
            return Err(refuse(format!("there is no file {}", file.display())));
        }
        named.insert(file);
    }
    Ok(())
}
