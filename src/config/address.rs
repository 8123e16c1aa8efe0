//! Which hosts a URL means: the ones of its query, in either of SQLAlchemy's styles, or the one before the database.

use super::error::Problem;
use super::origin::Diagnostic;
use super::target::Host;
use super::url::{DatabaseUrl, port_number};

/// The hosts of a URL, at least one.
pub fn hosts(url: &DatabaseUrl, notes: &mut Vec<Diagnostic>) -> Result<Vec<Host>, Problem> {
    let all = |key: &str| -> Vec<&str> {
        url.query.iter().filter(|(name, _)| name == key).map(|(_, value)| value.expose()).collect()
    };
    let (named, ports) = (all("host"), all("port"));
    let mut hosts = named_hosts(&named, !ports.is_empty(), notes)?;
    let numbers = ports.iter().flat_map(|text| text.split(',')).map(optional_port).collect::<Result<Vec<_>, _>>()?;
    if hosts.is_empty() {
        let host = url.host.clone().ok_or(Problem::NoHost)?;
        let port = match numbers[..] {
            [] => url.port,
            [port] => port.or(url.port),
            _ => return Err(Problem::HostsAndPorts),
        };
        return Ok(vec![Host { name: host, port }]);
    }
    if url.host.is_some() {
        notes.push(Diagnostic::warn("the URL names a host twice; the one of the query (?host=) counts"));
    }
    if !numbers.is_empty() {
        if numbers.len() != hosts.len() {
            return Err(Problem::HostsAndPorts);
        }
        hosts.iter_mut().zip(numbers).for_each(|(host, port)| host.port = port);
    }
    if let [host] = &mut hosts[..] {
        host.port = host.port.or(url.port);
    } else if hosts.iter().any(|host| host.port.is_none()) {
        notes.push(Diagnostic::warn(
            "the URL names several hosts and not all ports; 5432 is taken, the manager's driver refuses",
        ));
    }
    Ok(hosts)
}

/// The hosts of `?host=`: `h1:p1` repeated, or one list `h1,h2`.
fn named_hosts(named: &[&str], with_ports: bool, notes: &mut Vec<Diagnostic>) -> Result<Vec<Host>, Problem> {
    let repeated = named.len() > 1;
    if repeated && (with_ports || named.iter().any(|host| host.contains(','))) {
        return Err(Problem::MixedHosts);
    }
    let list: Vec<&str> = named.iter().flat_map(|hosts| hosts.split(',')).collect();
    let single = list.len() == 1;
    list.into_iter()
        .map(|text| {
            if text.is_empty() {
                return Err(Problem::NoHost);
            }
            if text.contains(char::is_whitespace) {
                return Err(Problem::HostSpace);
            }
            if text.starts_with('/') {
                if text.contains(':') {
                    notes.push(Diagnostic::warn("the socket directory in the URL holds a colon, which is part of its name; the port goes into &port="));
                }
                return Ok(Host { name: text.to_owned(), port: None });
            }
            let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
            if bare.parse::<std::net::Ipv6Addr>().is_ok() {
                return Ok(Host { name: bare.to_owned(), port: None });
            }
            let Some((name, port)) = text.split_once(':') else {
                return Ok(Host { name: text.to_owned(), port: None });
            };
            if port.contains(':') {
                return Err(Problem::Brackets);
            }
            // Of a list, only the style with ports apart is SQLAlchemy's.
            if with_ports || !(repeated || single) {
                return Err(Problem::MixedHosts);
            }
            Ok(Host { name: name.to_owned(), port: optional_port(port)? })
        })
        .collect()
}

fn optional_port(text: &str) -> Result<Option<u16>, Problem> {
    if text.is_empty() { Ok(None) } else { port_number(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::url::parse;

    /// `host:port` joined by commas, `-` for an absent port.
    fn of(address: &str) -> Result<String, Problem> {
        let found = hosts(&parse(&format!("postgresql://u:p@{address}"))?, &mut Vec::new())?;
        let told = |host: &Host| format!("{}:{}", host.name, host.port.map_or("-".into(), |port| port.to_string()));
        Ok(found.iter().map(told).collect::<Vec<_>>().join(","))
    }

    #[test]
    fn hosts_of_every_style() {
        let cases = [
            ("h/db", "h:-"),
            ("h:1/db", "h:1"),
            ("h:1/db?port=2", "h:2"),
            ("/db?host=h1:1&host=h2:2", "h1:1,h2:2"),
            ("/db?host=h1,h2&port=1,2", "h1:1,h2:2"),
            ("/db?host=h1,h2&port=1&port=2", "h1:1,h2:2"),
            ("/db?host=h1,h2", "h1:-,h2:-"),
            ("/db?host=h1:1", "h1:1"),
            ("/db?host=/var/run/postgresql", "/var/run/postgresql:-"),
            ("/db?host=/var/run/postgresql&port=5433", "/var/run/postgresql:5433"),
            ("/db?host=/run/pg:5433", "/run/pg:5433:-"),
            ("h:1/db?host=/run/pg", "/run/pg:1"),
            ("h:1/db?host=x", "x:1"),
            ("/db?host=::1", "::1:-"),
            ("/db?host=[::1]", "::1:-"),
        ];
        for (address, expected) in cases {
            assert_eq!(of(address).as_deref(), Ok(expected), "{address}");
        }
    }

    #[test]
    fn refusals() {
        let cases = [
            ("/db", Problem::NoHost),
            ("/db?port=1", Problem::NoHost),
            ("/db?host=h1,", Problem::NoHost),
            ("/db?host=h1:1&host=h2:2&port=3", Problem::MixedHosts),
            ("/db?host=h1,h2&host=h3", Problem::MixedHosts),
            ("/db?host=h1:1,h2:2", Problem::MixedHosts),
            ("/db?host=h1:1&port=2", Problem::MixedHosts),
            ("/db?host=h1,h2&port=1", Problem::HostsAndPorts),
            ("/db?host=h&port=1,2", Problem::HostsAndPorts),
            ("h/db?port=1,2", Problem::HostsAndPorts),
            ("/db?host=h:x", Problem::Port),
            ("/db?host=h&port=0", Problem::Port),
            ("/db?host=a+b", Problem::HostSpace),
            ("/db?host=a:b:c", Problem::Brackets),
        ];
        for (address, expected) in cases {
            assert_eq!(of(address), Err(expected), "{address}");
        }
    }
}
