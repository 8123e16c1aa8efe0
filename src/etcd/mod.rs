//! Container registries from the manager's etcd, for the one revision that takes them from there.
//!
//! Up to 24.03 the manager keeps its container registries in etcd; [`REVISION`] of 24.09 moves them into a table. The upgrade reads
//! them before it writes anything, hands them to the revision's SQL in a temporary table, and changes nothing in etcd. No etcd is
//! ever waited for: [`client`] gives up after seconds, and without `--etcd` the upgrade then goes on without.
//!
//! * [`tree`]: the manager's keys and values as registries; pure
//! * [`client`]: etcd's JSON gateway
//! * [`table`]: the temporary table

mod client;
mod table;
mod tree;

use std::cell::OnceCell;
use std::path::PathBuf;

use diesel::PgConnection;

use crate::config::{self, Etcd, SecretSources};
use crate::exit_status::ExitStatus;
use crate::logging::SCHEMA;
use crate::migration::{Hook, HookError};
use tree::Registry;

/// `migrate_container_registries_from_etcd_to_psql`
pub const REVISION: &str = "1d42c726d8a3";

/// What a script says in place of the import.
pub const LEFT_OUT: &str = "-- The container registries in etcd are not in this script, as their passwords would be: it goes on as without an etcd.\n\
     -- `mgr schema upgrade` takes them over.";

/// Whether etcd is asked.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Ask {
    /// If it answers, well; if not, too.
    #[default]
    IfThere,
    /// `--etcd`: it has to answer.
    Must,
    /// `--no-etcd`
    Never,
}

/// Why the registries cannot be taken over.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Where etcd is.
    #[error(transparent)]
    Config(#[from] config::Error),
    /// `--etcd`, and none is named.
    #[error(
        "--etcd: no etcd is configured; name it in manager.toml, [etcd] with namespace and addr, or leave --etcd out"
    )]
    NotConfigured,
    /// `--etcd`, and it is not there.
    #[error(
        "{0}, and --etcd wants its container registries; start it, mend [etcd] in manager.toml, or leave --etcd out"
    )]
    NoAnswer(String),
    /// It is there, and gives nothing away: to go on would lose what it has.
    #[error(
        "{0}; mend [etcd] in manager.toml (namespace, addr, user, password), or go on without its container registries by --no-etcd"
    )]
    Refused(String),
    /// What it gives cannot be understood.
    #[error("{0}; mend it there, or go on without etcd's container registries by --no-etcd")]
    Unreadable(#[from] tree::Error),
}

impl Error {
    /// The class, hence the exit status.
    pub fn exit_status(&self) -> ExitStatus {
        match self {
            Error::Config(_) | Error::NotConfigured => ExitStatus::Config,
            Error::NoAnswer(_) | Error::Refused(_) => ExitStatus::Connect,
            Error::Unreadable(_) => ExitStatus::Failed,
        }
    }
}

/// What the command line says of etcd, and, once it was asked, what etcd says.
#[derive(Clone, Debug)]
pub struct Import {
    ask: Ask,
    manager_toml: Option<PathBuf>,
    secrets: SecretSources,
    registries: OnceCell<Vec<Registry>>,
}

impl Hook for Import {
    /// Asks etcd once.
    fn prepare(&self, revisions: &[&str]) -> Result<(), HookError> {
        if revisions.contains(&REVISION) && self.registries.get().is_none() {
            let registries = self.read().map_err(|error| HookError::new(error.exit_status(), error))?;
            self.registries.get_or_init(|| registries);
        }
        Ok(())
    }

    fn before(&self, connection: &mut PgConnection, revision: &str) -> diesel::QueryResult<()> {
        match self.registries.get() {
            Some(registries) if revision == REVISION && !registries.is_empty() => table::fill(connection, registries),
            _ => Ok(()),
        }
    }
}

impl Import {
    /// Nothing is read yet; most upgrades need nothing.
    pub fn new(ask: Ask, manager_toml: Option<PathBuf>, secrets: SecretSources) -> Self {
        Import { ask, manager_toml, secrets, registries: OnceCell::new() }
    }

    fn read(&self) -> Result<Vec<Registry>, Error> {
        if self.ask == Ask::Never {
            log::info!(target: SCHEMA, "Container registries are not taken from etcd (--no-etcd).");
            return Ok(Vec::new());
        }
        let Some(etcd) = config::etcd(self.manager_toml.as_deref(), &self.secrets)? else {
            if self.ask == Ask::Must {
                return Err(Error::NotConfigured);
            }
            log::warn!(target: SCHEMA, "No etcd is configured, going on without its container registries ([etcd] of manager.toml names it).");
            return Ok(Vec::new());
        };
        for note in &etcd.notes {
            log::log!(target: SCHEMA, note.level, "{}", note.text);
        }
        self.ask(&etcd)
    }

    fn ask(&self, etcd: &Etcd) -> Result<Vec<Registry>, Error> {
        let prefix = tree::prefix(&etcd.namespace);
        let (address, pairs) = match client::range(etcd, &prefix) {
            Ok(found) => found,
            Err(failure @ client::Error::NoAnswer(_)) if self.ask == Ask::Must => {
                return Err(Error::NoAnswer(failure.to_string()));
            }
            Err(failure @ client::Error::NoAnswer(_)) => {
                log::warn!(
                    target: SCHEMA,
                    "There is {failure}: going on without its container registries. (With --etcd this is an error, with --no-etcd it is not asked.)"
                );
                return Ok(Vec::new());
            }
            Err(failure) => return Err(Error::Refused(failure.to_string())),
        };
        let registries = tree::registries(&prefix, &pairs)?;
        tell(&address, &etcd.namespace, &registries);
        Ok(registries)
    }
}

fn tell(address: &str, namespace: &str, registries: &[Registry]) {
    if registries.is_empty() {
        log::info!(target: SCHEMA, "etcd at {address} has no container registries in the namespace {namespace}.");
        return;
    }
    let names: Vec<String> = registries
        .iter()
        .map(|it| match it.projects() {
            0 => it.name.clone(),
            1 => format!("{} with 1 project", it.name),
            count => format!("{} with {count} projects", it.name),
        })
        .collect();
    log::info!(
        target: SCHEMA,
        "Taking container registries from etcd at {address}, namespace {namespace}: {} (nothing is changed there).",
        names.join(", ")
    );
}
