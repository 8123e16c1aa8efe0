//! A command line that cannot be understood: told with a tip, and as JSON where that is wanted.

use std::ffi::OsString;
use std::io::Write;
use std::time::Instant;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::report::{Failure, Invocation};
use super::{Cli, NAME, version};
use crate::exit_status::ExitStatus;
use crate::release::Component;
use crate::terminal;

/// Commands of the Python manager's `backend.ai mgr` that have nothing to do with its database.
const PYTHON_MANAGER: [&str; 14] = [
    "agent",
    "api",
    "clear-history",
    "dependencies",
    "etcd",
    "generate-rpc-keypair",
    "gql",
    "health",
    "image",
    "ops",
    "redis",
    "scheduler",
    "secret",
    "start-server",
];

/// Prints help, a version, or what is wrong, and returns the exit status.
pub fn misuse(error: &clap::Error, arguments: &[OsString], began: Instant) -> u8 {
    // Help and version are results. A closed pipe is nobody's failure.
    if error.kind() == ErrorKind::DisplayVersion {
        let _ = writeln!(std::io::stdout(), "{}", version::line());
        return 0;
    }
    if !error.use_stderr() {
        let _ = error.print();
        return 0;
    }
    let tip = tip(error, arguments);
    let mut told = error.render().ansi().to_string();
    told.extend(tip.iter().map(|tip| format!("\n{tip}\n")));
    let told = terminal::fit(&told, terminal::width(std::io::stderr()));
    let _ = writeln!(anstream::stderr(), "{}", told.trim_end());
    let status = ExitStatus::Usage;
    if arguments.iter().any(|argument| argument == "--json") {
        let text = error.render().to_string();
        let text = text.strip_prefix("error: ").unwrap_or(&text);
        let first = text.split("\n\n").next().unwrap_or_default();
        let message: Vec<&str> = first.split_whitespace().chain(tip.as_deref()).collect();
        let failure = Failure::new(status, message.join(" "));
        let _ = writeln!(std::io::stdout(), "{}", failure.document(&Invocation { command: None, began, json: true }));
    }
    status.code()
}

fn tip(error: &clap::Error, arguments: &[OsString]) -> Option<String> {
    let of = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let strange = of(ContextKind::InvalidSubcommand).or_else(|| of(ContextKind::InvalidArg))?;
    if error.kind() == ErrorKind::InvalidSubcommand
        && let Some(tip) = subcommand_tip(strange, arguments.get(1).is_some_and(|first| first == strange))
    {
        return Some(tip);
    }
    let position = arguments.iter().position(|argument| argument == strange)?;
    let before = arguments.get(position.checked_sub(1)?)?;
    (before == "--wait" && strange.parse::<f64>().is_ok())
        .then(|| format!("`--wait` takes its number so: --wait={strange}"))
}

/// For a word that is no command, the first of the line or a later one.
fn subcommand_tip(strange: &str, is_first: bool) -> Option<String> {
    let whose = match strange {
        command if is_first => {
            let program = Cli::command();
            if program.find_subcommand("mgr")?.find_subcommand(command).is_some() {
                return Some(format!("`{command}` comes behind `mgr`: {NAME} mgr {command}"));
            }
            format!("`{command}` may be a command of Backend.AI's Python packages")
        }
        command if PYTHON_MANAGER.contains(&command) => {
            let component = Component::chosen().word();
            format!("`{component} {command}` is a command of the Python manager")
        }
        _ => return None,
    };
    Some(format!(
        "{whose}, whose program is called {NAME} too: call that one by its path, such as VENV/bin/{NAME}; where both live, this one can \
         be called backend-ai instead."
    ))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn tip_of(words: &str) -> Option<String> {
        let arguments: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        tip(&Cli::try_parse_from(&arguments).unwrap_err(), &arguments)
    }

    #[test]
    fn tips_say_what_was_meant() {
        assert!(tip_of("backend.ai mgr start-server").unwrap().contains("a command of the Python manager"));
        assert!(
            tip_of("backend.ai agent start-server").unwrap().starts_with("`agent` may be a command of Backend.AI's")
        );
        assert_eq!(tip_of("backend.ai schema show").unwrap(), "`schema` comes behind `mgr`: backend.ai mgr schema");
        assert_eq!(tip_of("backend.ai mgr --wait 5 schema show").unwrap(), "`--wait` takes its number so: --wait=5");
        assert_eq!(tip_of("backend.ai mgr schema oneshot --wait 5").unwrap(), "`--wait` takes its number so: --wait=5");
        assert_eq!(tip_of("backend.ai mgr schema nonsense"), None);
        assert_eq!(tip_of("backend.ai mgr schema show 5"), None);
    }
}
