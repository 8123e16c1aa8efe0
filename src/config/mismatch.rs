//! Whether alembic.ini and manager.toml mean the same database.

use std::path::Path;

use super::error::Error;
use super::origin::Note;
use super::secrets::SecretSources;
use super::target::Host;
use super::{Configured, manager};

/// Compares a complete alembic.ini with manager.toml, where that is found, can be read and is complete too: `mgr schema` does
/// without it, so that its faults are the business of the commands that need it. What kept it from being compared is told.
pub fn compare(alembic: &Configured, path: Option<&Path>, secrets: &SecretSources) -> Result<Option<Note>, Error> {
    match manager(path, secrets) {
        // The environment alone is no second file that could be wrong.
        Ok(manager) if manager.origin.file.is_none() => Ok(None),
        Ok(manager) => mismatch(alembic, &manager).map_or(Ok(None), Err),
        Err(error) => Ok(Some(Note::debug(format!("alembic.ini is not compared with manager.toml: {error}")))),
    }
}

/// An error where the two mean different databases. Users, passwords and parameters may differ: a schema may have an owner
/// of its own. So may the spelling of this machine (`localhost`, `127.0.0.1`, a socket), and one file may name more hosts.
pub fn mismatch(alembic: &Configured, manager: &Configured) -> Option<Error> {
    let shared = |a: &Host| manager.target.hosts.iter().any(|b| same_server(a, b));
    let mut differ = Vec::new();
    if !alembic.target.hosts.iter().any(shared) {
        differ.push("the server");
    }
    if alembic.target.database != manager.target.database {
        differ.push("the name of the database");
    }
    let name = |configured: &Configured| configured.origin.database.to_string();
    (!differ.is_empty()).then(|| Error::Mismatch {
        alembic: name(alembic),
        manager: name(manager),
        differ: differ.join(" and "),
    })
}

fn same_server(a: &Host, b: &Host) -> bool {
    let port = |host: &Host| host.port.unwrap_or(5432);
    port(a) == port(b) && (a.name.eq_ignore_ascii_case(&b.name) || (is_local(&a.name) && is_local(&b.name)))
}

fn is_local(name: &str) -> bool {
    let loopback = name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    loopback || name.eq_ignore_ascii_case("localhost") || name.starts_with('/')
}
