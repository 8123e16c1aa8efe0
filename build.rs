//! Refuses SQL under `migrations/` that would break the one transaction it runs in, and has Cargo notice new files there:
//! `include_dir!` alone sees changed files, not added ones.

#[path = "src/sql.rs"]
#[allow(dead_code)]
mod sql;

use std::path::Path;
use std::{fs, io};

fn main() {
    let mut refused = Vec::new();
    if let Err(error) = visit(Path::new("migrations"), &mut refused) {
        refused.push(format!("migrations: {error}"));
    }
    for reason in &refused {
        println!("cargo::error={reason}");
    }
}

fn visit(folder: &Path, refused: &mut Vec<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            visit(&path, refused)?;
        } else {
            println!("cargo::rerun-if-changed={}", path.display());
            if path.extension().is_some_and(|extension| extension == "sql")
                && let Err(refusal) = sql::check(&fs::read_to_string(&path)?)
            {
                refused.push(format!("{}:{}: {}", path.display(), refusal.line, refusal.reason));
            }
        }
    }
    Ok(())
}
