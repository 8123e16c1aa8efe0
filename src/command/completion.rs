//! `completion`: what a shell completes.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::{Cli, Error, NAME, Report};

/// `backend.ai completion …`
#[derive(Debug, Args)]
pub struct Completion {
    /// For which shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
    /// The name under which the program is called
    #[arg(long, value_name = "NAME", default_value = NAME)]
    name: String,
}

impl Completion {
    /// Runs the command.
    pub fn run(self) -> Result<Report, Error> {
        // clap_complete's script for bash knows no command of a program with a hyphen in its name (4.6.11): there the other name's script
        // is registered for this one.
        let written_for = if self.shell == Shell::Bash { NAME } else { &self.name };
        let mut script = Vec::new();
        generate(self.shell, &mut Cli::command(), written_for, &mut script);
        let script = String::from_utf8_lossy(&script);
        let registered = script.replace(&format!("default {written_for}\n"), &format!("default {}\n", self.name));
        Ok(Report::plain(&registered))
    }
}
