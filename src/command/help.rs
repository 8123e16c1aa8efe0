//! What `--help` says beyond the options: examples, which stand beside each command's own options, and exit statuses.

use clap::builder::{StyledStr, Styles};
use clap::{Command, CommandFactory};

use super::Cli;
use crate::exit_status::ExitStatus;
use crate::release::Component;

/// The whole command line, as it is parsed and documented.
pub fn command() -> Command {
    let siblings = Component::ALL.into_iter().filter(|component| *component != Component::Manager);
    let command = siblings.fold(Cli::command(), |command, sibling| {
        command.mut_subcommand(sibling.word(), |command| with_examples_of(command, sibling))
    });
    with_statuses(command)
}

/// The manager's examples, with another component's word; those that name a release or a file are the manager's own.
fn with_examples_of(command: Command, component: Component) -> Command {
    let command = command.mut_subcommands(|below| with_examples_of(below, component));
    let examples = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    let names_release = |line: &str| line.as_bytes().windows(2).any(|pair| pair[0] == b'.' && pair[1].is_ascii_digit());
    let kept: Vec<&str> =
        examples.lines().filter(|line| !names_release(line) && !line.contains("alembic.ini")).collect();
    // More than the heading.
    let text = if kept.len() > 1 { kept.join("\n") } else { String::new() };
    command.after_long_help(text.replace("backend.ai mgr ", &format!("backend.ai {} ", component.word())))
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
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// Commands that do something, by their words.
    fn leaves() -> Vec<(String, Command)> {
        fn walk(words: &str, command: &Command, found: &mut Vec<(String, Command)>) {
            let below = command.get_subcommands().filter(|command| command.get_name() != "help");
            if !command.has_subcommands() {
                found.push((words.trim_start().to_owned(), command.clone()));
            }
            below.for_each(|below| walk(&format!("{words} {}", below.get_name()), below, found));
        }
        let mut found = Vec::new();
        walk("", &command(), &mut found);
        found
    }

    #[test]
    fn what_programs_are_told_is_documented_of_every_command() {
        let schema: Value = serde_json::from_str(include_str!("../../docs/json-schema.json")).unwrap();
        let forms = schema["anyOf"].as_array().unwrap().iter();
        let commands = forms.filter_map(|form| form["properties"]["command"]["enum"].as_array()).flatten();
        let mut documented: BTreeSet<&str> = commands.filter_map(Value::as_str).collect();
        // psql itself, a fixture itself, and what a shell and man read.
        documented.extend(["mgr dbshell", "mgr fixture example", "mgr fixture new-keypair", "completion", "man"]);
        let found = leaves();
        assert_eq!(found.iter().map(|(words, _)| words.as_str()).collect::<BTreeSet<_>>(), documented);
    }

    #[test]
    fn every_command_has_examples_that_can_be_typed() {
        for (name, leaf) in leaves() {
            let help = leaf.get_after_long_help().unwrap().to_string();
            let examples: Vec<&str> = help.lines().filter(|line| line.contains("backend.ai ")).collect();
            assert!(help.contains("Exit status:"), "{name}: {help}");
            // Examples that name a release are the manager's.
            assert!(!examples.is_empty() || !name.starts_with("mgr "), "{name}: {help}");
            for example in examples {
                assert!(example.starts_with("  ") && example.len() < 80, "{example}");
                let words =
                    example.split(" | ").filter_map(|part| part.trim().strip_prefix("backend.ai ")).last().unwrap();
                let words = words.split(" > ").next().unwrap().replace('\'', "");
                let words = ["backend.ai"].into_iter().chain(words.split(' ')).map(Into::into);
                let (_, called) =
                    Cli::understand(&words.collect::<Vec<_>>()).unwrap_or_else(|error| panic!("{example}: {error}"));
                assert_eq!(called, name, "{example}");
            }
        }
    }

    #[test]
    fn help_is_no_wider_than_a_terminal() {
        for (_, leaf) in leaves() {
            let help = leaf.term_width(80).render_long_help().to_string();
            let wide = help.lines().find(|line| line.chars().count() > 80);
            assert_eq!(wide, None);
        }
    }
}
