//! Whether alembic.ini and manager.toml mean the same database.

use super::Configured;
use super::error::Error;
use super::target::Host;

/// An error where the two mean different databases. Users, passwords and parameters may differ: a schema may have an owner
/// of its own. So may the spelling of this machine (`localhost`, `127.0.0.1`, a socket), and one file may name more hosts.
///
/// Where the environment alone gave one of them, there is no second file that could be wrong.
pub fn mismatch(alembic: &Configured, manager: &Configured) -> Option<Error> {
    if alembic.origin.file.is_none() || manager.origin.file.is_none() {
        return None;
    }
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
