use std::process::Command;

use super::{Prepared, tell, told, tries, works};
use crate::support::{Outcome, cluster};

/// Kilobytes of address space; a run needs some 50 MB, most of it for the libraries.
const ENOUGH: usize = 96 << 10;

#[test]
fn too_little_memory() {
    for work in works() {
        let prepared = Prepared::on(cluster(), &work);
        let count = tries(4).min(20);
        let ends = (1..=count).map(|step| {
            let database = prepared.database();
            let program = prepared.command(&database);
            let mut limited = Command::new("sh");
            let kilobytes = (ENOUGH * step / count).to_string();
            limited.args(["-c", "ulimit -v \"$1\"; shift; exec \"$@\"", "sh", &kilobytes]);
            limited.arg(program.get_program()).args(program.get_args());
            limited.current_dir(database.program.directory()).env_clear();
            limited.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
            limited.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            let outcome = Outcome::of(limited.spawn().expect("a shell"));
            prepared.judge(&database, &outcome, told).map_err(|error| format!("with {kilobytes} kB: {error}"))
        });
        tell("too little memory", work.name, ends.collect());
    }
}
