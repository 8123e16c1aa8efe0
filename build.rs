//! Writes `migrations/` as the binary will have it: SQL as it is, TOML as JSON, which the program reads in a sixth of the time.
//! Refuses TOML that is none, SQL that would break the one transaction it runs in or that names a data file which is not there, and
//! what else does not belong in a revision's folder. Has Cargo notice new files there: `include_dir!` alone sees changed files, not
//! added ones.

#[path = "src/sql.rs"]
#[allow(dead_code)]
mod sql;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    let mut refused = Vec::new();
    for folder in ["migrations", "fixtures/manager"] {
        if let Err(error) = written(folder).and_then(|written| visit(Path::new(folder), &written, &mut refused)) {
            refused.push(format!("{folder}: {error}"));
        }
    }
    for reason in &refused {
        println!("cargo::error={reason}");
    }
}

/// Where a folder is written to: a new one, for nothing in it may be older.
fn written(folder: &str) -> io::Result<PathBuf> {
    let written = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join(folder);
    match fs::remove_dir_all(&written) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(written),
    }
}

fn visit(folder: &Path, written: &Path, refused: &mut Vec<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    fs::create_dir_all(written)?;
    let mut files = BTreeSet::new();
    let mut named = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, written) = (entry.path(), written.join(entry.file_name()));
        if path.is_dir() {
            visit(&path, &written, refused)?;
            continue;
        }
        println!("cargo::rerun-if-changed={}", path.display());
        let text =
            fs::read_to_string(&path).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        let kept = match path.extension().and_then(|extension| extension.to_str()) {
            Some("sql") => script(folder, &text, &mut named).map(|()| (written, text)),
            Some("toml") => json(&text).map(|json| (written.with_extension("json"), json)),
            _ => Ok((written, text)),
        };
        match kept {
            Ok((written, text)) => fs::write(written, text)?,
            Err(refusal) => refused.push(format!("{}:{}: {}", path.display(), refusal.line, refusal.reason)),
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

/// The same as JSON, whatever it is about: what it has to hold, the program's types say, and its tests.
fn json(text: &str) -> Result<String, sql::Refusal> {
    let value: Result<serde_json::Value, toml::de::Error> = toml::from_str(text);
    value.map(|value| value.to_string()).map_err(|error| sql::Refusal {
        line: sql::line_of(text, error.span().map_or(0, |span| span.start)),
        reason: error.message().to_owned(),
    })
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
