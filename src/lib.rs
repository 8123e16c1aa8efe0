//! Prepares the PostgreSQL databases of a Backend.AI manager and of the components beside it.
//!
//! Data flows one way: arguments → configuration → connection → plan → one transaction → report.
//!
//! * [`command`]: the command line as types, one file a command; reads the configuration, opens the connection, calls the rest
//! * [`config`]: alembic.ini, manager.toml, URLs and secrets: text in, values out
//! * [`database`]: the connection: waiting, locking, cancelling; the only place that connects
//! * [`devdb`]: a private PostgreSQL server for development and tests
//! * [`etcd`]: container registries from the manager's etcd, for the one revision that takes them from there
//! * [`release`]: the embedded releases: schema, rows, facts, and the names of all others
//! * [`migration`]: the history of revisions, what a database has of it, what is left to do
//! * [`schema_facts`]: a schema as comparable facts
//! * [`schema`]: the tables that are queried statically
//! * [`catalog`]: what the catalogue says of tables, typed
//! * [`permission`]: roles out of role presets
//! * [`fixture`]: rows of any table as JSON: checked, loaded, accounted for, dumped
//! * `fuzz`: made-up input for tests
//! * [`sql`]: scripts cut into statements
//! * [`progress`]: a line on a terminal that tells how far a long work is
//! * [`exit_status`]: the exit statuses, with the class of failure that each tells
//! * [`logging`]: log lines on stderr and in a file
//! * [`terminal`]: text that is no wider than the terminal
//! * [`took`]: how long something took

mod catalog;
mod command;
pub mod config;
pub mod database;
mod devdb;
mod etcd;
pub mod exit_status;
mod fixture;
#[cfg(test)]
mod fuzz;
mod logging;
mod migration;
mod permission;
mod progress;
pub mod release;
mod schema;
mod schema_facts;
mod sql;
mod terminal;
mod took;

/// What tests run on a server: scripts that none inside is like.
#[doc(hidden)]
pub use migration::script;

use std::ffi::OsString;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use command::{Error, Invocation};
use database::{Cancellation, Stopped};

/// What runs in this process, for whoever has to end it.
static INVOCATION: OnceLock<Invocation> = OnceLock::new();

/// Runs one command line, prints its result, and returns its exit status.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let began = Instant::now();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    if let Some(word) = arguments.iter().skip(1).find(|word| *word != "help").and_then(|word| word.to_str()) {
        release::Component::of_word(word).choose();
    }
    let (cli, words) = match command::Cli::understand(&arguments) {
        Ok(understood) => understood,
        Err(error) => return ExitCode::from(command::misuse(&error, &arguments, began)),
    };
    let invocation = Invocation { command: Some(words.clone()), began, json: cli.component.is_json() };
    let invocation = INVOCATION.get_or_init(|| invocation);
    let (options, command) = match cli.component.into_parts() {
        Ok(parts) => parts,
        Err(documentation) => {
            let _ = logging::init(log::LevelFilter::Info, logging::Format::Text, None);
            return ExitCode::from(command::finish(documentation.run(), invocation));
        }
    };
    if let Err(error) = options.log() {
        return ExitCode::from(command::finish(Err(error), invocation));
    }
    // SAFETY: this is the only thread yet.
    #[allow(unsafe_code)]
    for variable in unsafe { database::clear_libpq_variables() } {
        log::warn!(target: logging::DATABASE, "{variable} is set in the environment and does not count");
    }
    let cancellation = Cancellation::new(options.timeout, leave);
    // Configuration may come from a pipe in which nothing comes.
    if options.timeout.is_some()
        && let Err(error) = cancellation.install()
    {
        log::warn!(target: logging::DATABASE, "--timeout holds from the connection on: {error}");
    }
    let result = command::run(options, command, &words, cancellation.clone());
    cancellation.finish();
    let result = match (result, cancellation.stopped()) {
        // Whatever the cancelled work complained about, this is why.
        (Err(error), Some(stopped)) => Err(Error::stopped(stopped, error)),
        (result, _) => result,
    };
    ExitCode::from(command::finish(result, invocation))
}

/// Ends the process when the cancelled work does not return; the server rolls back by itself.
fn leave(stopped: Stopped) {
    let outcome = "nothing is done any more; a server rolls back what was not committed";
    let error = Error::Stopped { stopped, outcome: outcome.to_owned() };
    let status = error.exit_status().code();
    // The thread that works may hold stdout, blocked by a pipe that nobody reads.
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        signal_hook::low_level::exit(status.into());
    });
    if let Some(invocation) = INVOCATION.get() {
        command::finish(Err(error), invocation);
    }
    // Without destructors: another thread still works with what they would destroy.
    signal_hook::low_level::exit(status.into());
}
