//! What `--help` says beyond the options: examples, which stand beside each command's own options, and exit statuses.

use clap::builder::{StyledStr, Styles};
use clap::{Command, CommandFactory};

use super::Cli;
use crate::exit_status::ExitStatus;

/// The whole command line, as it is parsed and documented.
pub fn command() -> Command {
    with_statuses(Cli::command())
}

fn with_statuses(command: Command) -> Command {
    let command = command.mut_subcommands(with_statuses);
    let mut text = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let header = Styles::styled().get_header().to_owned();
    let mut text = text.replace("Examples:", &format!("{header}Examples:{header:#}"));
    text.push_str(&format!("{header}Exit status:{header:#}\n    0  done, or nothing to do"));
    for status in ExitStatus::ALL {
        text.push_str(&format!("\n  {:3}  {}", status.code(), status.meaning()));
    }
    command.after_long_help(StyledStr::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(command: &Command, found: &mut Vec<Command>) {
        if !command.has_subcommands() {
            found.push(command.clone());
        }
        command.get_subcommands().filter(|command| command.get_name() != "help").for_each(|below| leaves(below, found));
    }

    #[test]
    fn every_command_has_examples_that_can_be_typed() {
        let mut found = Vec::new();
        leaves(&command(), &mut found);
        assert!(found.len() > 30, "{}", found.len());
        for leaf in found {
            let help = leaf.get_after_long_help().unwrap().to_string();
            let examples: Vec<&str> = help.lines().filter(|line| line.contains("backend.ai ")).collect();
            assert!(!examples.is_empty() && help.contains("Exit status:"), "{}: {help}", leaf.get_name());
            for example in examples {
                assert!(example.starts_with("  ") && example.len() < 80, "{example}");
                let words =
                    example.split(" | ").filter_map(|part| part.trim().strip_prefix("backend.ai ")).last().unwrap();
                let words = words.split(" > ").next().unwrap().replace('\'', "");
                let words = ["backend.ai"].into_iter().chain(words.split(' ')).map(Into::into);
                let (_, called) =
                    Cli::understand(&words.collect::<Vec<_>>()).unwrap_or_else(|error| panic!("{example}: {error}"));
                assert!(called.ends_with(leaf.get_name()), "{example}");
            }
        }
    }

    #[test]
    fn help_is_no_wider_than_a_terminal() {
        let mut found = Vec::new();
        leaves(&command(), &mut found);
        for leaf in found {
            let help = leaf.term_width(80).render_long_help().to_string();
            let wide = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None);
        }
    }
}
