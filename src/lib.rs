//! Prepares the PostgreSQL database of a Backend.AI manager.
//!
//! Data flows one way: arguments → configuration → connection → plan → one transaction → report.
//!
//! * [`cli`]: the command line as types, no behaviour
//! * [`command`]: one file a command; reads the configuration, opens the connection, calls the rest
//! * [`config`]: alembic.ini, manager.toml, URLs and secrets: text in, values out
//! * [`database`]: the connection: waiting, locking, cancelling; the only place that connects
//! * [`devdb`]: a private PostgreSQL server for development and tests
//! * [`etcd`]: container registries from the manager's etcd, for the one revision that takes them from there
//! * [`release`]: the embedded releases: schema, rows, facts, and the names of all others
//! * [`migration`]: the history of revisions, what a database has of it, what is left to do
//! * [`facts`]: a schema as comparable facts
//! * [`schema`]: the tables that are queried statically
//! * [`catalog`]: what the catalogue says of tables, typed
//! * [`fixture`]: rows of any table as JSON: checked, loaded, accounted for, dumped
//! * [`sql`]: scripts cut into statements
//! * [`progress`]: a line on a terminal that tells how far a long work is
//! * [`report`]: results on stdout, as text or JSON
//! * [`error`]: what can fail, its class and exit status
//! * [`logging`]: log lines on stderr

pub mod catalog;
pub mod cli;
pub mod command;
pub mod config;
pub mod database;
pub mod devdb;
pub mod error;
pub mod etcd;
pub mod facts;
pub mod fixture;
pub mod logging;
pub mod migration;
pub mod progress;
pub mod release;
pub mod report;
pub mod schema;
pub mod sql;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use database::{Interruption, Stopped};
use error::Error;

/// Runs one command line, prints its result, and returns its exit status.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match cli::Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        // Help and version are results; the rest is status 2. A closed pipe is nobody's failure.
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let cli::Component::Mgr(manager) = cli.component;
    logging::init(manager.options.debug);
    // SAFETY: this is the only thread yet.
    #[allow(unsafe_code)]
    for variable in unsafe { database::environment::forget() } {
        log::warn!(target: logging::DATABASE, "{variable} is set in the environment and does not count");
    }
    let json = manager.options.json;
    let interruption = Interruption::new(manager.options.timeout, if json { leave::<true> } else { leave::<false> });
    let result = command::run(manager, interruption.clone());
    interruption.finish();
    let result = match (result, interruption.stopped()) {
        // Whatever the cancelled work complained about, this is why.
        (Err(error), Some(stopped)) => Err(Error::stopped(stopped, error)),
        (result, _) => result,
    };
    ExitCode::from(report::finish(result, json))
}

/// Ends the process when the cancelled work does not return; the server rolls back by itself.
fn leave<const JSON: bool>(stopped: Stopped) {
    let error = Error::Stopped { stopped, outcome: "the server rolls back what was not committed".to_owned() };
    let status = error.class().status();
    // The thread that works may hold stdout, blocked by a pipe that nobody reads.
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_secs(1));
        signal_hook::low_level::exit(status.into());
    });
    report::finish(Err(error), JSON);
    // Without destructors: another thread still works with what they would destroy.
    signal_hook::low_level::exit(status.into());
}
